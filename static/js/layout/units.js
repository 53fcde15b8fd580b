// How wide the bytes of a call are, in units of a character's cell: two
// hexadecimal digits need more room than one character.

import { isPlain } from "../model/bytes.js";

/** The width of a cell with two digits. */
export const wideUnits = 1.75;
/** Bytes of more than this are all one unit wide: they are seldom seen one by one. */
export const mostSized = 48;

/**
 * edgesOf returns where each byte of a call begins and the last one ends, in
 * units; null when every byte is one unit wide.
 * @param {import("../model/trace.js").Trace} trace
 * @param {number} i
 * @returns {number[] | null}
 */
export function edgesOf(trace, i) {
  const got = trace.columns.got.at[i];
  const data = got > 0 && got <= mostSized ? trace.data(i) : null;
  if (!data || data.every(isPlain)) return null;
  const edges = [0];
  for (const byte of data) edges.push(edges[edges.length - 1] + (isPlain(byte) ? 1 : wideUnits));
  return edges;
}

/**
 * unitsOf is how wide all bytes of a call are, at least one unit.
 * @param {import("../model/trace.js").Trace} trace
 * @param {number} i
 * @param {number[] | null} [edges] of the call, when they are at hand
 */
export function unitsOf(trace, i, edges = edgesOf(trace, i)) {
  return Math.max(1, edges?.at(-1) ?? trace.columns.got.at[i]);
}
