// How wide the bytes of a call are, in units of a character's cell: two
// hexadecimal digits need more room than one character. Of many bytes only the
// first and the last have cells.

import { isPlain } from "../model/bytes.js";
import { receives } from "../model/call.js";
import { leastCellPx, leastWidePx } from "./metrics.js";

/** The width of a cell with two digits. */
export const wideUnits = 1.75;
/** Of more bytes than this the first and the last are shown. */
export const mostShown = 24;
const headBytes = 6;
const tailBytes = 4;
/** A header is shown with so many bytes after it, if it is not longer than this. */
const afterHeader = 3;
const mostHeader = 12;
/** The room of the bytes between, in which their number stands. */
const betweenUnits = 4;
/** More bytes than this are all one unit wide: they are seldom seen one by one. */
export const mostSized = 48;

/**
 * Units is how bytes share a stretch: `all` units wide; byte `off` begins at
 * at(off). Bytes [from, to) have no cells of their own. A unit of leastPx is
 * wide enough for all to be read.
 * @typedef {{ all: number, at: (off: number) => number, from: number, to: number, leastPx: number }} Units
 */

/** @param {number} count @returns {Units} */
const plainUnits = (count) => ({
  all: Math.max(1, count),
  at: (off) => off,
  from: count,
  to: count,
  leastPx: leastCellPx,
});

/**
 * wholeUnits is the units of bytes each of which has a cell.
 * @param {Uint8Array | null} data null where they are not known
 * @param {number} count
 * @returns {Units}
 */
export function wholeUnits(data, count) {
  if (count > mostSized) return { ...plainUnits(count), leastPx: leastWidePx };
  if (!data || data.every(isPlain)) return plainUnits(count);
  const edges = edgesOf(data);
  return {
    all: Math.max(1, edges[count]),
    at: (off) => edges[off] ?? off,
    from: count,
    to: count,
    leastPx: leastWidePx / wideUnits,
  };
}

/** @param {Uint8Array} data */
function edgesOf(data) {
  const edges = [0];
  for (const byte of data) edges.push(edges[edges.length - 1] + (isPlain(byte) ? 1 : wideUnits));
  return edges;
}

/**
 * shortUnits is the units of bytes of which only the first and the last have
 * cells, where there are many.
 * @param {(from: number, to: number) => Uint8Array | null} bytes reads some of them
 * @param {number} count
 * @param {number} header how many of the first are a header
 * @returns {Units | null} null where they are few
 */
export function shortUnits(bytes, count, header) {
  if (count <= mostShown) return null;
  const { from, to } = shownEnds(count, header);
  const [first, last] = [bytes(0, from), bytes(to, count)];
  if (!first || !last) return null;
  const [before, after] = [edgesOf(first), edgesOf(last)];
  const start = before[from] + betweenUnits;
  const at = (/** @type {number} */ off) => {
    if (off <= from) return before[off];
    if (off >= to) return start + after[Math.min(off, count) - to];
    return before[from] + (betweenUnits * (off - from)) / (to - from);
  };
  const leastPx = first.every(isPlain) && last.every(isPlain) ? leastCellPx : leastWidePx / wideUnits;
  return { all: start + after[tailBytes], at, from, to, leastPx };
}

/**
 * shownEnds says which of many bytes have no cells: [from, to).
 * @param {number} count
 * @param {number} header how many of the first are a header
 */
function shownEnds(count, header) {
  const head = header > 0 && header <= mostHeader ? Math.max(headBytes, header + afterHeader) : headBytes;
  return { from: Math.min(head, count - tailBytes), to: count - tailBytes };
}

/** Shared is how bytes share a stretch of a width: cell is a unit in px. @typedef {{ units: Units, cell: number, readable: boolean }} Shared */

/**
 * share gives each byte a cell where all of them can be read, else the first
 * and the last; else none can be.
 * @param {{ whole: Units, short: Units | null }} units
 * @param {number} widthPx
 * @returns {Shared}
 */
export function share({ whole, short }, widthPx) {
  for (const units of short ? [whole, short] : [whole]) {
    const cell = widthPx / units.all;
    if (cell >= units.leastPx) return { units, cell, readable: true };
  }
  return { units: whole, cell: widthPx / whole.all, readable: false };
}

/**
 * unitsOfCall returns the units of all bytes of a call, and of its first and
 * last.
 * @param {import("../model/trace.js").Trace} trace
 * @param {number} i
 * @returns {{ whole: Units, short: Units | null }}
 */
export function unitsOfCall(trace, i) {
  const got = Math.max(0, trace.columns.got.at[i]);
  const whole = wholeUnits(got > 0 && got <= mostSized ? trace.data(i) : null, got);
  if (got <= mostShown) return { whole, short: null };
  return { whole, short: shortUnits((from, to) => bytesOf(trace, i, from, to), got, headerOf(trace, i)) };
}

/**
 * bytesOf reads bytes [from, to) of a call.
 * @param {import("../model/trace.js").Trace} trace
 * @param {number} i
 * @param {number} from
 * @param {number} to
 */
export function bytesOf(trace, i, from, to) {
  const { call, stream, off, conn } = trace.columns;
  if (!receives(call.at[i]) || stream.at[i] === 0 || trace.conns.datagrams(conn.at[i]))
    return trace.data(i)?.subarray(from, to) ?? null;
  return trace.bytesOf(trace.streamPieces(stream.at[i], off.at[i] + from, to - from), to - from);
}

/**
 * headerOf is how many of the first bytes of a call are a header.
 * @param {import("../model/trace.js").Trace} trace
 * @param {number} i
 */
function headerOf(trace, i) {
  const [first] = trace.pieces(i);
  if (!first) return Math.max(0, trace.columns.head.get(i));
  return Math.max(0, trace.columns.head.get(first.index) - first.off);
}

/**
 * leastUnits is how wide the bytes of a call have to be in order to be read. It
 * is asked of each call.
 * @param {import("../model/trace.js").Trace} trace
 * @param {number} i
 */
export function leastUnits(trace, i) {
  const count = Math.max(0, trace.columns.got.at[i]);
  if (count > mostShown) {
    const { from, to } = shownEnds(count, headerOf(trace, i));
    const [first, last] = [trace.wide(i, 0, from), trace.wide(i, to, count)];
    if (first >= 0 && last >= 0) return from + betweenUnits + count - to + (first + last) * (wideUnits - 1);
  }
  const wide = count <= mostSized && !trace.isPlain ? trace.wide(i, 0, count) : 0;
  return Math.max(1, count + Math.max(0, wide) * (wideUnits - 1));
}
