// Which events belong to one another by their bytes.

import { receives } from "../model/call.js";
import { bears, carried } from "../model/capture.js";
import { decodesOf } from "./decoders.js";

/**
 * related returns the event and those that its bytes went to or came from.
 * @param {import("./chart.js").Chart} chart
 * @param {number} seq
 * @returns {Set<number>} seqs
 */
export function related(chart, seq) {
  const set = new Set([seq]);
  const i = seq - 1;
  if (!chart.trace.knows(i)) return set;
  const { trace } = chart;
  const { call, decode } = trace.columns;
  if (decode.get(i) >= 0) {
    for (const { index } of trace.decodes.pieces(trace, decode.get(i))) set.add(index + 1);
    if (trace.decodes.take.at[decode.get(i)] >= 0) set.add(trace.decodes.take.at[decode.get(i)] + 1);
  } else if (receives(call.at[i])) {
    for (const { index } of trace.pieces(i)) set.add(index + 1);
    for (const index of decodesOf(trace, i)) set.add(index + 1);
  } else {
    for (const take of chart.sockets.receivers(trace, i)) set.add(take + 1);
  }
  return set;
}

/**
 * relatedTo returns the events whose bytes a captured segment had: the sends, and
 * the receives that took these bytes.
 * @param {import("./chart.js").Chart} chart
 * @param {number} segment number
 * @returns {Set<number>} seqs
 */
export function relatedTo({ trace, sockets }, segment) {
  /** @type {Set<number>} */
  const set = new Set();
  const n = segment - 1;
  if (n < 0 || n >= trace.segments.length) return set;
  for (const { index } of carried(trace, n)) {
    set.add(index + 1);
    for (const take of sockets.receivers(trace, index)) if (bears(trace, n, take)) set.add(take + 1);
  }
  return set;
}
