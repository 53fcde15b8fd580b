// The strip of times above the lanes, the lines that fall from it, and the
// breaks where idle time is folded.

import { formatNs, roughNs, stepNs, ticks } from "../scale/ticks.js";
import { pxPer, toPx } from "../scale/time.js";
import { carries } from "../model/call.js";
import { axisPx, Size, textPx } from "./metrics.js";

/** @typedef {import("./shapes.js").Shape} Shape */
/** @typedef {{ x: number, ns: number, text: string }} Tick */
/** Fold is a break in view, from x0 to x1, with the time that it stands for. @typedef {{ x0: number, x1: number, ns: number }} Fold */

/** Room between the words of two ticks. */
const apartPx = 28;
/** The least room of a tick, and the least width of a break that is drawn. */
const tickPx = 130;
const leastFoldPx = 4;
/** Room left and right of the words of a break. */
const pillPadPx = 6;
const pillPx = 22;

/**
 * ticksOf lists the ticks of a frame from left to right.
 * @param {import("./frame.js").Frame} frame
 * @returns {Tick[]}
 */
export function ticksOf(frame) {
  if (frame.byEvent) return eventTicks(frame);
  return frame.mode === "folded" ? foldedTicks(frame) : timeTicks(frame);
}

/** @param {import("./frame.js").Frame} frame */
function timeTicks(frame) {
  const step = stepNs(tickPx / pxPer(frame.window));
  return ticks(frame.window.from, frame.window.to, step).map((ns) => ({
    x: frame.atX(ns),
    ns,
    text: formatNs(ns, step),
  }));
}

/**
 * Where idle time is folded each burst has ticks of its own: where it begins,
 * and at round times in it.
 * @param {import("./frame.js").Frame} frame
 */
function foldedTicks(frame) {
  const step = stepNs(tickPx / pxPer(frame.window));
  const pills = foldsOf(frame).map(pillOf);
  const edges = [...foldsOf(frame), { x0: frame.rightPx, x1: frame.rightPx, ns: 0 }];
  /** @type {Tick[]} */
  const list = [];
  let from = frame.leftPx;
  for (const { x0, x1 } of edges) {
    const [fromNs, toNs] = [frame.nsAt(from), frame.nsAt(x0)];
    for (const ns of [fromNs, ...ticks(fromNs, toNs, step)]) {
      const tick = { x: frame.atX(ns), ns, text: formatNs(ns, ns === fromNs ? finer(step) : step) };
      const free = list.every((other) => apart(tick, other)) && pills.every((pill) => clear(tick, pill));
      if (free) list.push(tick);
    }
    from = x1;
  }
  return list;
}

/** @param {number} step one digit more is known of where a burst begins */
const finer = (step) => step / 10;

/**
 * By event, ticks stand where calls begin, with the number of the event: they
 * are no scale. Those that move bytes come first.
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
    const tick = { x: frame.startX(i), ns: start.at[i], text: `#${i + 1} ${formatNs(start.at[i])}` };
    if (tick.x >= frame.leftPx && list.every((other) => apart(tick, other))) list.push(tick);
  }
  return list.sort((a, b) => a.x - b.x);
}

/**
 * @param {Tick} a
 * @param {Tick} b
 */
function apart(a, b) {
  const [left, right] = a.x < b.x ? [a, b] : [b, a];
  return right.x - left.x > textPx(left.text, Size.small) + apartPx;
}

/**
 * foldsOf lists the breaks in view that are wide enough to be seen.
 * @param {import("./frame.js").Frame} frame
 * @returns {Fold[]}
 */
export function foldsOf({ mode, chart, window }) {
  if (mode !== "folded" || chart.folded.breakWidth * pxPer(window) < leastFoldPx) return [];
  return chart.folded.breaksIn(window.from, window.to).map(({ fromNs, toNs, from, to }) => ({
    x0: toPx(window, from),
    x1: toPx(window, to),
    ns: toNs - fromNs,
  }));
}

/** Pill is where the words of a break are. @typedef {{ x: number, w: number, text: string }} Pill */

/**
 * pillOf places the words of a break over its middle.
 * @param {Fold} fold
 * @returns {Pill}
 */
function pillOf({ x0, x1, ns }) {
  const text = `≈ ${roughNs(ns)} ≈`;
  const w = textPx(text, Size.small) + 2 * pillPadPx;
  return { x: (x0 + x1 - w) / 2, w, text };
}

/**
 * clear reports whether the words of a tick do not meet a pill.
 * @param {Tick} tick
 * @param {Pill} pill
 */
function clear({ x, text }, pill) {
  return x + textPx(text, Size.small) + 8 < pill.x || x + 2 > pill.x + pill.w;
}

/**
 * axisShapes draws the words of the strip.
 * @param {import("./frame.js").Frame} frame
 * @param {Tick[]} list
 * @param {Shape[]} shapes
 */
export function axisShapes(frame, list, shapes) {
  const y = axisPx - 12;
  for (const { x, text } of list) {
    if (x + textPx(text, Size.small) + 6 > frame.rightPx) continue;
    shapes.push({ t: "text", x: x + 4, y, text, size: Size.small, color: "dim", mono: true });
  }
  let free = frame.leftPx;
  for (const fold of foldsOf(frame)) {
    const { x, w, text } = pillOf(fold);
    if (x < free || x + w > frame.rightPx) continue;
    free = x + w + 4;
    const box = { x, y: (axisPx - pillPx) / 2, w, h: pillPx, r: pillPx / 2 };
    shapes.push({ t: "rect", ...box, fill: "card", stroke: "line" });
    const middle = { x: x + w / 2, y, align: /** @type {const} */ ("center") };
    shapes.push({ t: "text", ...middle, text, size: Size.small, color: "ink", mono: true });
  }
}

/**
 * gridShapes draws the lines below the ticks, and the bands of the breaks.
 * @param {import("./frame.js").Frame} frame
 * @param {Tick[]} list
 * @param {number} bottomPx
 * @param {Shape[]} shapes
 */
export function gridShapes(frame, list, bottomPx, shapes) {
  for (const { x } of list) {
    shapes.push({ t: "line", x1: x, y1: axisPx - 6, x2: x, y2: bottomPx, color: "line" });
  }
  for (const { x0, x1 } of foldsOf(frame)) {
    shapes.push({ t: "hatch", x: x0, y: axisPx, w: x1 - x0, h: bottomPx - axisPx, color: "line" });
  }
}
