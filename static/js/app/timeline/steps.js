// The order in which a person steps through events.

import { idles } from "../../model/call.js";
import { bears, carried } from "../../model/capture.js";
import { from } from "../../model/column.js";

/** @typedef {import("../../model/trace.js").Trace} Trace */

/**
 * stepOrder lists the seqs of the calls in the order in which they took
 * effect: a call that had to wait when it ended, any other when it began. By
 * their ends alone a receive would often come before the send that fed it.
 * Pauses of a program are no steps.
 * @param {Trace} trace
 */
export function stepOrder(trace) {
  const { start, end, call } = trace.columns;
  /** @param {number} i */
  const effect = (i) => (trace.waited(i) ? end.at[i] : start.at[i]);
  const indexes = [];
  for (let i = 0; i < trace.length; i++) if (!idles(call.at[i])) indexes.push(i);
  return indexes.sort((a, b) => effect(a) - effect(b) || a - b).map((i) => i + 1);
}

/**
 * nextStep returns the seq to select, or null where there is none.
 * @param {number[]} order
 * @param {number | null} selected
 * @param {"first" | "back" | "forward"} where
 */
export function nextStep(order, selected, where) {
  if (order.length === 0) return null;
  const here = selected === null ? -1 : order.indexOf(selected);
  if (where === "first") return order[0];
  if (where === "forward") return order[Math.min(here + 1, order.length - 1)];
  return order[here < 0 ? order.length - 1 : Math.max(here - 1, 0)];
}

/**
 * nextSegment returns the number of the segment to select, or null where there
 * is none.
 * @param {Trace} trace
 * @param {number} selected number
 * @param {"first" | "back" | "forward" | "last"} where
 */
export function nextSegment({ segments: { length } }, selected, where) {
  if (length === 0) return null;
  const step = { first: 1, back: selected - 1, forward: selected + 1, last: length }[where];
  return Math.min(Math.max(step, 1), length);
}

/**
 * segmentNear returns the segment that goes with an event: the first that had
 * bytes of it, else the first after its start; null where there is none.
 * @param {Trace} trace
 * @param {number | null} seq
 */
export function segmentNear(trace, seq) {
  const { at, length } = trace.segments;
  if (length === 0) return null;
  if (seq === null || seq > trace.length) return 1;
  const after = Math.min(from(at, trace.columns.start.at[seq - 1]), length - 1);
  for (let n = 0; n < length; n++) if (bears(trace, n, seq - 1)) return n + 1;
  return after + 1;
}

/**
 * eventNear returns the event that goes with a segment: the send whose bytes it
 * has first, else the last that had begun; null where there is none.
 * @param {Trace} trace
 * @param {number} segment number
 */
export function eventNear(trace, segment) {
  const [piece] = carried(trace, segment - 1);
  if (piece) return piece.index + 1;
  const at = trace.segments.at.at[segment - 1];
  const { start } = trace.columns;
  let best = -1;
  for (let i = 0; i < trace.length; i++) {
    if (start.at[i] <= at && (best < 0 || start.at[i] >= start.at[best])) best = i;
  }
  return best < 0 ? null : best + 1;
}
