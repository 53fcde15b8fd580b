// The accept queues of listeners: after which events they were asked, and whether
// anybody had to wait in one.

import { Call } from "./call.js";
import { firstAfter, int32 } from "./column.js";

/** @typedef {import("./trace.js").Trace} Trace */
/** @typedef {import("./column.js").Column<Int32Array>} Events sorted by their ends */
/** @typedef {Map<number, Events>} Listeners the events after which each listener was asked */

/**
 * noteAccepts enters an event after which a listener was asked.
 * @param {Listeners} listeners
 * @param {Trace} trace
 * @param {number} i
 */
export function noteAccepts(listeners, trace, i) {
  const { call, end } = trace.columns;
  if (call.at[i] !== Call.listen && call.at[i] !== Call.connect && call.at[i] !== Call.accept) return;
  const { accepts } = trace.details(i);
  if (!accepts) return;
  let events = listeners.get(accepts.conn);
  if (!events) listeners.set(accepts.conn, (events = int32()));
  events.insert(firstAfter(events, end, end.at[i]), i);
}

/**
 * isWaitedIn reports whether a connection had to wait in a listener, and was not just
 * passed on to an accept that was there before it.
 * @param {Trace} trace
 * @param {number} listener
 * @param {Events} events
 */
export function isWaitedIn(trace, listener, events) {
  const { call, conn, farConn, start, end } = trace.columns;
  const all = Array.from(events.at.subarray(0, events.length));
  const accepts = new Map(all.flatMap((i) => (call.at[i] === Call.accept ? [[farConn.get(i), i]] : [])));
  const isAccepting = [...trace.waiting.values()].some(
    (one) => one.call === Call.accept && one.conn === listener,
  );
  return all.some((i) => {
    if (call.at[i] !== Call.connect || trace.err(i)) return false;
    const accept = accepts.get(conn.at[i]);
    return accept === undefined ? !isAccepting : start.at[accept] > end.at[i];
  });
}
