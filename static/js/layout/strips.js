// Bytes of a stream as strips that look alike: no more of them than there is
// room for. What is too narrow to be told apart is one strip that counts its
// sends. Costs by the pixel, not by the send.

import { runsOfSend } from "./runs.js";

/** @typedef {import("./runs.js").Run} Run */
/** @typedef {import("../model/trace.js").Trace} Trace */
/** Stretch is bytes [off, off+len) of a byte stream. @typedef {{ stream: number, off: number, len: number }} Stretch */
/** Drawn is where a stretch is drawn: byte 0 at x, each so wide. @typedef {{ x: number, bytePx: number }} Drawn */

/** Strips narrower than this are merged. */
export const leastStripPx = 2;

/** The colour of sends that are too narrow to be told apart. */
export const mergedInk = "m1";

/**
 * stripsOf lists at most some `most` strips of a stretch, and one more for each
 * header; places are counted from its first byte.
 * @param {Trace} trace
 * @param {Stretch} stretch
 * @param {number} most
 * @returns {Run[]}
 */
export function stripsOf(trace, { stream, off, len }, most) {
  if (trace.streamDepth(stream, off, len) <= most) return exact(trace, { stream, off, len });
  if (trace.streamPieces(stream, off + len - 1, 1).length === 0) return [unknown(len)];
  /** @type {Run[]} */
  const strips = [];
  const columns = Math.max(1, Math.floor(most));
  for (let k = 0, from = 0; k < columns; k++) {
    const to = Math.round((len * (k + 1)) / columns);
    for (const strip of columnOf(trace, { stream, off, len: to }, from)) join(strips, strip);
    from = to;
  }
  for (const strip of strips) {
    if (strip.sends) strip.sends = trace.streamDepth(stream, off + strip.from, strip.to - strip.from);
  }
  return strips;
}

/**
 * stripsSeen lists the strips of a stretch that may be seen. Those of sends that
 * can be told apart are whole where they reach out of view.
 * @param {import("./frame.js").Frame} frame
 * @param {Stretch} stretch
 * @param {Drawn} drawn
 * @returns {Run[]}
 */
export function stripsSeen({ trace, leftPx, rightPx }, { stream, off, len }, { x, bytePx }) {
  const byteAt = (/** @type {number} */ px) => Math.min(len, Math.max(0, (px - x) / bytePx));
  const [from, to] = [Math.floor(byteAt(leftPx)), Math.ceil(byteAt(rightPx))];
  if (from >= to) return [];
  const most = ((to - from) * bytePx) / leastStripPx;
  const seen = { stream, off: off + from, len: to - from };
  if (trace.streamDepth(stream, seen.off, seen.len) > most) return moved(stripsOf(trace, seen, most), from);
  const ends = [trace.streamPieces(stream, off + from, 1)[0], trace.streamPieces(stream, off + to - 1, 1)[0]];
  const before = Math.min(from, ends[0]?.off ?? 0);
  const left = ends[1] ? trace.columns.got.at[ends[1].index] - ends[1].off - 1 : 0;
  const after = Math.min(len - to, left);
  const whole = { stream, off: off + from - before, len: to - from + before + after };
  return moved(exact(trace, whole), from - before);
}

/**
 * @param {Run[]} runs
 * @param {number} by
 */
const moved = (runs, by) => (by === 0 ? runs : runs.map((run) => ({ ...run, from: run.from + by, to: run.to + by }))); // prettier-ignore

/** @param {number} len @returns {Run} */
const unknown = (len) => ({ from: 0, to: len, message: -1, header: false });

/**
 * exact lists the runs of a stretch, however many; one where not all are known.
 * @param {Trace} trace
 * @param {Stretch} stretch
 * @returns {Run[]}
 */
function exact(trace, { stream, off, len }) {
  const runs = [];
  let at = 0;
  for (const piece of trace.streamPieces(stream, off, len)) {
    runs.push(...runsOfSend(trace, piece.index, piece.off, piece.len, at));
    at += piece.len;
  }
  return at === len ? runs : [unknown(len)];
}

/**
 * columnOf lists the strips of bytes [from, len) of a stretch that is about as
 * narrow as a strip may be.
 * @param {Trace} trace
 * @param {Stretch} stretch
 * @param {number} from
 * @returns {Run[]}
 */
function columnOf(trace, { stream, off, len }, from) {
  if (len <= from) return [];
  const [first] = trace.streamPieces(stream, off + from, 1);
  const [last] = trace.streamPieces(stream, off + len - 1, 1);
  if (!first || !last) return [{ ...unknown(len), from }];
  if (first.index === last.index) return runsOfSend(trace, first.index, first.off, len - from, from);
  const message = trace.message(first.index);
  if (message === trace.message(last.index)) return [{ from, to: len, message, header: false }];
  const framed = trace.columns.head.get(last.index) > 0;
  return [{ from, to: len, message: -1, header: false, sends: 2, framed }];
}

/**
 * join adds a strip, to the last one where they look alike.
 * @param {Run[]} strips
 * @param {Run} strip
 */
function join(strips, strip) {
  const last = strips.at(-1);
  const alike =
    last?.message === strip.message &&
    last.header === strip.header &&
    Boolean(last.sends) === Boolean(strip.sends) &&
    last.framed === strip.framed;
  if (alike) last.to = strip.to;
  else strips.push({ ...strip });
}
