// The order in which a person steps through events.

import { idles } from "../model/call.js";

/** @typedef {import("../model/trace.js").Trace} Trace */

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
 * nextStep gives the seq to select, or null where there is none.
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
