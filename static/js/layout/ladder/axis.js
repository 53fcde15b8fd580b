// The times beside a ladder, the rules that run from them, and the breaks where idle
// time is folded.

import { carries } from "../../model/call.js";
import { formatNs, roughNs, stepNs, ticks } from "../../scale/ticks.js";
import { pxPer } from "../../scale/time.js";
import { foldsOf, together } from "../axis.js";
import { search } from "../frame.js";
import { fit } from "../metrics.js";
import { Free } from "./free.js";

/** @typedef {import("../shapes.js").Shape} Shape */
/** @typedef {import("../frame.js").Frame} Frame */
/** @typedef {{ y: number, words: string[] }} Tick */

/** Room of a tick from top to bottom, and the distance of two of them by time. */
const tickPx = 17;
const apartPx = 60;
const leftPx = 10;
const rulePx = 5;
/** Of a peer no more calls than that are looked at for ticks. */
const mostLooked = 200;

/**
 * axisShapes draws the times of a ladder's frame.
 * @param {Frame} frame
 * @param {{ timesPx: number, rightPx: number }} room
 * @param {{ ground: Shape[], over: Shape[] }} into
 */
export function axisShapes(frame, { timesPx, rightPx }, { ground, over }) {
  const free = new Free();
  const folds = foldsOf(frame);
  for (const { x0: y, x1: y1 } of folds)
    ground.push({ t: "hatch", x: timesPx, y, w: rightPx - timesPx, h: y1 - y, color: "line" });
  for (const { x0, x1, ns } of together(folds, tickPx)) {
    const y = (x0 + x1) / 2;
    const words = fit([`≈ ${roughNs(ns)} ≈`], timesPx - leftPx);
    if (!words || !free.take(y - tickPx / 2, y + tickPx / 2)) continue;
    over.push({ t: "text", x: leftPx, y: y + 4, ...words, color: "ink", mono: true });
  }
  for (const { y, words } of ticksOf(frame)) {
    if (y < frame.leftPx - 1 || y > frame.rightPx || !free.take(y - tickPx / 2, y + tickPx / 2)) continue;
    ground.push({ t: "line", x1: timesPx - rulePx, y1: y, x2: rightPx, y2: y, color: "line" });
    const text = fit(words, timesPx - leftPx - rulePx);
    if (text) over.push({ t: "text", x: leftPx, y: Math.max(y, frame.leftPx + tickPx / 2) + 4, ...text, color: "dim", mono: true }); // prettier-ignore
  }
}

/**
 * ticksOf lists the ticks, those that matter most first: by event calls with bytes,
 * by time the beginnings of bursts.
 * @param {Frame} frame
 * @returns {Tick[]}
 */
function ticksOf(frame) {
  if (frame.byEvent) return eventTicks(frame);
  const step = stepNs(apartPx / pxPer(frame.window));
  const starts = [frame.leftPx, ...foldsOf(frame).map(({ x1 }) => x1)];
  const ends = [...foldsOf(frame).map(({ x0 }) => x0), frame.rightPx];
  return starts.flatMap((y, k) => {
    const [fromNs, toNs] = [frame.nsAt(y), frame.nsAt(ends[k])];
    const first = { y, words: [formatNs(fromNs, step / 10), formatNs(fromNs)] };
    return [first, ...ticks(fromNs, toNs, step).map((ns) => ({ y: frame.atX(ns), words: [formatNs(ns, step)] }))]; // prettier-ignore
  });
}

/** @param {Frame} frame */
function eventTicks(frame) {
  const { call, start } = frame.trace.columns;
  /** @type {number[]} */
  const seen = [];
  for (const { all } of frame.chart.strands) {
    const { events } = all;
    const first = search(events.length, (k) => frame.startX(events.at[k]) >= frame.leftPx);
    const last = search(events.length, (k) => frame.startX(events.at[k]) > frame.rightPx);
    const every = Math.max(1, Math.ceil((last - first) / mostLooked));
    for (let k = first; k < last; k += every) seen.push(events.at[k]);
  }
  const rank = (/** @type {number} */ i) => (carries(call.at[i]) ? 0 : 1);
  seen.sort((a, b) => rank(a) - rank(b) || start.at[a] - start.at[b]);
  return seen.map((i) => ({
    y: frame.startX(i),
    words: [`#${i + 1} ${formatNs(start.at[i])}`, `#${i + 1}`],
  }));
}
