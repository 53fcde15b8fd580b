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
/** Room beside the words of a break. */
const pillPadPx = 12;
const pillPx = 22;
/** Between the middles of two: more than the widest has. */
const pillsApartPx = 92;

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
  const pills = pillsOf(frame);
  /** @type {Tick[]} */
  const list = [];
  let from = frame.leftPx;
  for (const { x0, x1 } of [...foldsOf(frame), { x0: frame.rightPx, x1: 0 }]) {
    const [fromNs, toNs] = [frame.nsAt(from), frame.nsAt(x0)];
    for (const ns of [fromNs, ...ticks(fromNs, toNs, step)]) {
      // One digit more is known of where a burst begins.
      const tick = { x: frame.atX(ns), ns, text: formatNs(ns, ns === fromNs ? step / 10 : step) };
      const free = list.every((other) => apart(tick, other)) && pills.every((pill) => clear(tick, pill));
      if (free) list.push(tick);
    }
    from = x1;
  }
  return list;
}

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

/**
 * together makes one of breaks that are too close for words of their own: no time that
 * is folded goes without a number.
 * @param {Fold[]} folds
 * @param {number} leastPx between their middles
 */
export function together(folds, leastPx) {
  /** @type {Fold[]} */
  const list = [];
  for (const fold of folds) {
    const last = list.at(-1);
    if (last && fold.x0 + fold.x1 - last.x0 - last.x1 < 2 * leastPx) {
      last.x1 = fold.x1;
      last.ns += fold.ns;
    } else list.push(fold);
  }
  return list;
}

/** Pill is where the words of a break are. @typedef {{ x: number, w: number, text: string }} Pill */

/**
 * pillsOf places the words of the breaks in view, each over its middle.
 * @param {import("./frame.js").Frame} frame
 * @returns {Pill[]}
 */
function pillsOf(frame) {
  const pillOf = (/** @type {Fold} */ { x0, x1, ns }) => {
    const text = `≈ ${roughNs(ns)} ≈`;
    const w = textPx(text, Size.small) + pillPadPx;
    return { x: Math.max(frame.leftPx, Math.min((x0 + x1 - w) / 2, frame.rightPx - w)), w, text };
  };
  /** @type {Fold[]} */
  const list = [];
  for (const fold of together(foldsOf(frame), pillsApartPx)) {
    const last = list.at(-1);
    const before = last && pillOf(last);
    // at the edges of the view words do not stand over their middle
    if (last && before && before.x + before.w > pillOf(fold).x)
      list.splice(-1, 1, ...together([last, fold], Infinity));
    else list.push(fold);
  }
  return list.map(pillOf);
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
  for (const { x, w, text } of pillsOf(frame)) {
    shapes.push(
      { t: "rect", x, y: (axisPx - pillPx) / 2, w, h: pillPx, r: pillPx / 2, fill: "card", stroke: "line" },
      { t: "text", x: x + w / 2, y, text, size: Size.small, color: "ink", mono: true, align: "center" },
    );
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
