// The strip of times above the lanes, and the lines that fall from it.

import { formatNs, stepNs, ticks } from "../scale/ticks.js";
import { pxPer } from "../scale/time.js";
import { carries } from "../model/call.js";
import { axisPx, Size, textPx } from "./metrics.js";

/** @typedef {{ x: number, ns: number, text: string }} Tick */

/**
 * ticksOf lists the ticks of a frame from left to right.
 * @param {import("./frame.js").Frame} frame
 * @returns {Tick[]}
 */
export function ticksOf(frame) {
  return frame.byEvent ? eventTicks(frame) : timeTicks(frame);
}

/** @param {import("./frame.js").Frame} frame */
function timeTicks(frame) {
  const step = stepNs(130 / pxPer(frame.window));
  return ticks(frame.window.from, frame.window.to, step).map((ns) => ({
    x: frame.atX(ns),
    ns,
    text: formatNs(ns, step),
  }));
}

/**
 * By event, ticks stand where calls begin; those that move bytes come first.
 * @param {import("./frame.js").Frame} frame
 */
function eventTicks(frame) {
  /** @type {Tick[]} */
  const list = [];
  const { call, start } = frame.trace.columns;
  const candidates = [];
  for (const { all: peer } of frame.chart.strands) {
    const [first, last] = frame.inView(peer);
    const every = Math.max(1, Math.ceil((last - first) / 200));
    for (let k = first; k < last; k += every) candidates.push(peer.events.at[k]);
  }
  const rank = (/** @type {number} */ i) => (carries(call.at[i]) ? 0 : 1);
  candidates.sort((a, b) => rank(a) - rank(b) || start.at[a] - start.at[b]);
  for (const i of candidates) {
    const tick = { x: frame.startX(i), ns: start.at[i], text: formatNs(start.at[i]) };
    if (tick.x >= frame.leftPx && list.every((other) => apart(tick, other))) list.push(tick);
  }
  return distinct(list.sort((a, b) => a.x - b.x));
}

/**
 * distinct writes neighbours that read alike with as many digits as tell them apart.
 * @param {Tick[]} list
 */
function distinct(list) {
  return list.map((tick, n) => {
    const alike = [list[n - 1], list[n + 1]].filter((other) => other?.text === tick.text);
    if (!alike.length) return tick;
    const gap = Math.max(1, Math.min(...alike.map((other) => Math.abs(other.ns - tick.ns))));
    return { ...tick, text: formatNs(tick.ns, 10 ** Math.floor(Math.log10(gap))) };
  });
}

/**
 * @param {Tick} a
 * @param {Tick} b
 */
function apart(a, b) {
  const [left, right] = a.x < b.x ? [a, b] : [b, a];
  return right.x - left.x > textPx(left.text, Size.text) + 28;
}

/**
 * axisShapes draws the words of the strip.
 * @param {Tick[]} list
 * @param {number} rightPx
 * @param {import("./shapes.js").Shape[]} shapes
 */
export function axisShapes(list, rightPx, shapes) {
  for (const { x, text } of list) {
    if (x + textPx(text, Size.text) + 6 > rightPx) continue;
    shapes.push({ t: "text", x: x + 4, y: axisPx - 12, text, size: Size.text, color: "dim", mono: true });
  }
}

/**
 * gridShapes draws the lines below the ticks.
 * @param {Tick[]} list
 * @param {number} bottomPx
 * @param {import("./shapes.js").Shape[]} shapes
 */
export function gridShapes(list, bottomPx, shapes) {
  for (const { x } of list) {
    shapes.push({ t: "line", x1: x, y1: axisPx - 6, x2: x, y2: bottomPx, color: "line" });
  }
}
