// What waited in an accept queue: the kernel counts the connections in it, the order
// of connects and accepts says whose they are.

import { Call } from "./call.js";

/** @typedef {import("./trace.js").Trace} Trace */
/** @typedef {import("./accepts.js").Events} Events */

/**
 * Queued is what waited in a listener from one measurement on.
 * @typedef {object} Queued
 * @property {number} ns
 * @property {number} event after which it was measured
 * @property {number} waiting connections
 * @property {number} max that the listener is to hold; the kernel lets one more in
 * @property {number[] | null} who their sockets at the clients, the next one to be accepted first; null when that cannot be told
 */

/**
 * queuedIn lists what waited in a listener, measurement by measurement.
 * @param {Trace} trace
 * @param {Events} events
 * @returns {Queued[]}
 */
export function queuedIn(trace, events) {
  const { call, conn, farConn, end } = trace.columns;
  /** @type {number[]} */
  let who = [];
  const gone = new Set();
  const list = [];
  for (const i of events.at.subarray(0, events.length)) {
    const client = call.at[i] === Call.accept ? farConn.get(i) : conn.at[i];
    if (call.at[i] === Call.accept) {
      gone.add(client);
      who = who.filter((one) => one !== client);
    } else if (call.at[i] === Call.connect && !trace.err(i) && !gone.has(client)) who = [...who, client];
    const { waiting = 0, max = 0 } = trace.details(i).accepts ?? {};
    list.push({ ns: end.at[i], event: i, waiting, max, who: who.length === waiting ? who : null });
  }
  return list;
}
