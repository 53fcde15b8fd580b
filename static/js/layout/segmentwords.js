// How a segment is called: which bytes it has, and the flags that have a say.

import { hasData, ofDatagrams, TCPFlag } from "../model/capture.js";

/** @typedef {import("../model/trace.js").Trace} Trace */

/**
 * namesOf names what a segment does beside carrying and acknowledging bytes.
 * @param {number} flags
 */
export function namesOf(flags) {
  if (flags & TCPFlag.SYN) return flags & TCPFlag.ACK ? "SYN ACK" : "SYN";
  if (flags & TCPFlag.RST) return "RST";
  return flags & TCPFlag.FIN ? "FIN" : "";
}

/**
 * shortName is a name where there is little room.
 * @param {string} name
 */
export const shortName = (name) => (name === "SYN ACK" ? "S·A" : name);

/**
 * rangeText is the numbers of the first and the last byte of a segment, the
 * first of a stream being 1 as in a capture program, where the SYN is 0; of a
 * datagram, how many bytes it has.
 * @param {Trace} trace
 * @param {number} n index
 */
export function rangeText(trace, n) {
  const { seq, len, count } = trace.segments;
  if (ofDatagrams(trace, n)) return `${len.at[n]} B`;
  const first = seq.at[n] + 1;
  const last = seq.at[n] + len.at[n];
  const times = count.at[n] > 1 ? ` ×${count.at[n]}` : "";
  return (last > first ? `${first}–${last}` : String(first)) + times;
}

/**
 * segmentWords lists ways to call a segment, the fullest first; the last is
 * an arrow only.
 * @param {Trace} trace
 * @param {number} n index
 * @param {boolean} up
 * @returns {string[]}
 */
export function segmentWords(trace, n, up) {
  const arrow = up ? "↑" : "↓";
  const names = namesOf(trace.segments.flags.at[n]);
  if (!hasData(trace, n)) {
    return [`${arrow} ${names}`, names, `${arrow}${shortName(names)}`, shortName(names), arrow];
  }
  const range = rangeText(trace, n);
  const named = names ? [`${range} ${names}`, range] : [range];
  const full = ofDatagrams(trace, n) ? [] : [`${arrow} seq ${named[0]}`];
  const { count } = trace.segments;
  const times = count.at[n] > 1 ? [`${arrow}×${count.at[n]}`] : [];
  return [...full, ...named.map((text) => `${arrow} ${text}`), `${arrow}${range}`, ...times, arrow];
}
