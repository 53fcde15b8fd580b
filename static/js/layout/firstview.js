// The first view of a run: so near that its bytes can be read, from where
// something happens to them that is not one send, one receive.

import { carries, receives } from "../model/call.js";
import { Verdict } from "../model/verdict.js";
import { markPx } from "./cards.js";
import { Frame, placeAt } from "./frame.js";
import { closeZoom, readableZoom } from "./metrics.js";

/** @typedef {import("./chart.js").Chart} Chart */
/** @typedef {import("../scale/time.js").Mode} Mode */
/** @typedef {import("../scale/time.js").Range} Range */

/** Nobody reads the bytes of a run of more calls than this one by one: it is shown whole. */
export const mostCalls = 400;
/** Room left of where the view begins. */
const beforePx = 20;
/** How much nearer each try is, and how often. */
const nearer = 1.2;
const mostTries = 48;

/** First is the first view, and whether all bytes can be read in it. @typedef {{ range: Range | null, readable: boolean }} First */

/**
 * Seen is where a chart is looked at. extent is that of the whole on the axis of the
 * mode, asked the send or receive that the lesson's question is about, -1 for none.
 * @typedef {{ text: import("../model/text.js").Text, widthPx: number, extent: number, nowNs: number, asked: number }} Seen
 */

/**
 * firstView returns the part of a run that is shown first; a range of null is
 * the whole.
 * @param {Chart} chart
 * @param {Mode} mode
 * @param {Seen} seen
 * @returns {First}
 */
export function firstView(chart, mode, seen) {
  const calls = bytesCalls(chart);
  if (!calls.length || calls.length > mostCalls) return { range: null, readable: false };
  if (mode === "time") return { range: null, readable: false };
  const subject = subjectOf(chart.trace, calls, seen.asked);
  const ranged = (/** @type {number} */ length) => rangeOf(chart, subject, mode, seen, length);
  if (mode === "event") return { range: ranged(naturalLength(chart, subject, seen)), readable: true };
  const length = readableLength(chart, mode, seen);
  if (length === null) return { range: null, readable: false };
  const range = ranged(length);
  return { range, readable: isAllIn(chart, calls, subject, frameOf(chart, mode, seen, range ?? { from: 0, to: seen.extent })) }; // prettier-ignore
}

/**
 * frameOf is a frame of a range of an axis.
 * @param {Chart} chart
 * @param {Mode} mode
 * @param {Seen} seen
 * @param {Range} range
 */
function frameOf(chart, mode, { text, widthPx, nowNs }, range) {
  const window = { ...range, leftPx: 0, widthPx };
  return new Frame({ chart, text, mode, window, nowNs, widthPx, heightPx: 0, scrollPx: 0, narrow: false });
}

/**
 * isAllIn reports whether all calls with bytes, from that on with which a range
 * begins, are in it. Where the question is about a receive that had to wait, those
 * up to that one are enough.
 * @param {Chart} chart
 * @param {number[]} calls
 * @param {Subject} subject
 * @param {Frame} frame
 */
function isAllIn({ trace, late }, calls, { first, asked }, frame) {
  const { start, end } = trace.columns;
  const last = late.at[asked] ? end.at[asked] : Infinity;
  return calls.every((i) => {
    if (start.at[i] < start.at[first] || end.at[i] > last) return true;
    const { x, w } = frame.box(i);
    return x + w + markPx <= frame.rightPx;
  });
}

/**
 * bytesCalls lists the calls that move bytes, one more than are looked at at most.
 * @param {Chart} chart
 */
function bytesCalls({ trace, strands }) {
  const list = [];
  for (const { all } of strands) {
    for (let k = 0; k < all.events.length && list.length <= mostCalls; k++) {
      const i = all.events.at[k];
      if (carries(trace.columns.call.at[i])) list.push(i);
    }
  }
  return list;
}

/**
 * readableLength is the longest stretch of an axis of time in which all calls
 * have a card with their bytes; null where not even the shortest has.
 * @param {Chart} chart
 * @param {Mode} mode
 * @param {Seen} seen
 */
function readableLength(chart, mode, seen) {
  let to = seen.extent;
  for (let n = 0; n < mostTries; n++, to /= nearer) {
    if (frameOf(chart, mode, seen, { from: 0, to }).cards.areWhole()) return to;
  }
  return null;
}

/**
 * naturalLength is the stretch of the axis by event that is seen at its own size; or
 * farther off, as far as bytes can be read, where that brings all of what the view is
 * about into it.
 * @param {Chart} chart
 * @param {Subject} subject
 * @param {Seen} seen
 */
function naturalLength({ order, room, late }, { about, first, take }, { widthPx }) {
  const end = (/** @type {number} */ i) => (late.at[i] ? order.ends : order.starts)[i] + room.at[i];
  const zoomOf = (/** @type {number} */ from, /** @type {number} */ to) =>
    (widthPx - 2 * beforePx) / (to - order.starts[from]);
  const last = take ?? first;
  // where all is too much, the call in question with the time that it waited is enough
  const zooms = [zoomOf(first, Math.max(...about.map(end))), zoomOf(last, end(last))];
  const zoom = zooms.find((one) => one >= closeZoom) ?? readableZoom;
  return widthPx / Math.min(zoom, readableZoom);
}

/**
 * Subject is what a first view is about: calls, the first to begin of them, and the
 * receive that they are of, or the call in question.
 * @typedef {{ about: number[], first: number, take?: number, asked: number }} Subject
 */

/**
 * subjectOf finds what the first view is about: the exchange of the receive that the
 * lesson asks about, or of what received the send that it asks about, if that all went;
 * else of the first receive that did not get exactly a message; else all that moves bytes.
 * @param {import("../model/trace.js").Trace} trace
 * @param {number[]} calls
 * @param {number} asked
 * @returns {Subject}
 */
function subjectOf(trace, calls, asked) {
  const { start, verdict, got, asked: wanted } = trace.columns;
  const sends = (/** @type {number} */ take) => trace.pieces(take).map(({ index }) => index);
  let [take] = differences(trace, calls);
  let about = calls.filter((i) => got.at[i] > 0 || !got.at[calls[0]]);
  if (asked >= 0) {
    const isOf = (/** @type {number} */ i) => sends(i).includes(asked);
    take = (got.at[asked] === wanted.at[asked] && calls.find(isOf)) || asked;
    about = [...sends(take), ...turn(trace, calls, take)];
  } else if (take !== undefined) about = [take, ...(verdict.at[take] ? sends(take) : [])];
  return { about, first: about.reduce((a, b) => (start.at[b] < start.at[a] ? b : a)), take, asked };
}

/**
 * turn lists the calls of a receive's peer since its receive before, itself the last.
 * @param {import("../model/trace.js").Trace} trace
 * @param {number[]} calls
 * @param {number} take
 */
function turn({ columns: { call, peer, end } }, calls, take) {
  const own = calls.filter((i) => peer.at[i] === peer.at[take] && end.at[i] <= end.at[take]);
  own.sort((a, b) => end.at[a] - end.at[b]);
  const before = own.filter((i) => i !== take && receives(call.at[i])).at(-1);
  return own.slice(own.indexOf(before ?? -1) + 1);
}

/**
 * differences lists the receives that did not get exactly a message, by their start.
 * @param {import("../model/trace.js").Trace} trace
 * @param {number[]} calls
 */
function differences(trace, calls) {
  const { call, verdict, got, start } = trace.columns;
  return calls
    .filter((i) => receives(call.at[i]) && got.at[i] > 0 && (verdict.at[i] & ~Verdict.exact) !== 0)
    .sort((a, b) => start.at[a] - start.at[b]);
}

/**
 * rangeOf is a stretch of the axis that begins where the first view does; null
 * where that is all.
 * @param {Chart} chart
 * @param {Subject} subject
 * @param {Mode} mode
 * @param {Seen} seen
 * @param {number} length
 * @returns {Range | null}
 */
function rangeOf(chart, { first, take }, mode, { widthPx, extent }, length) {
  if (length >= extent) return null;
  const { order, trace, room, late } = chart;
  const place = mode === "event" ? order.starts[first] : placeAt(chart, mode, trace.columns.start.at[first]);
  const before = (beforePx * length) / widthPx;
  let from = place - before;
  if (mode === "event" && take !== undefined) {
    const box = late.at[take] ? order.ends[take] : order.starts[take];
    from = Math.max(from, Math.min(box - before, box + room.at[take] + before - length));
  }
  from = Math.max(0, Math.min(from, extent - length));
  return { from, to: from + length };
}
