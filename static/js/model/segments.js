// Segments are counted, not captured: between two probes of a socket the
// kernel's counter grew, so that many left in between.

import { missing } from "./probe.js";

/**
 * Counted is a number of segments that left between two instants.
 * @typedef {object} Counted
 * @property {number} fromNs
 * @property {number} toNs
 * @property {number} count
 * @property {number} event the event after which they were counted
 * @property {boolean} drained whether nothing was left unsent then
 */

/**
 * countedSegments lists what the samples from index `first` up to `last` say.
 * @param {import("./trace.js").Trace} trace
 * @param {import("./sockets.js").Socket} socket
 * @param {number} first
 * @param {number} last not included
 * @returns {Counted[]}
 */
export function countedSegments(trace, socket, first, last) {
  /** @type {Counted[]} */
  const list = [];
  const { start } = trace.columns;
  let before = first - 1;
  while (before >= 0 && socket.segsOut.get(before) === missing) before--;
  let count = before < 0 ? 0 : socket.segsOut.get(before);
  for (let k = first; k < last; k++) {
    const now = socket.segsOut.get(k);
    if (now === missing) continue;
    if (now > count) {
      const event = socket.event.at[k];
      const own = trace.columns.conn.at[event] === socket.conn && trace.message(event) >= 0;
      const idle = before < 0 || socket.unsent.get(before) === 0;
      const fromNs = before < 0 ? start.at[event] : socket.t.get(before);
      list.push({
        // With nothing waiting to be sent, they cannot have left before the send.
        fromNs: own && idle ? Math.max(fromNs, start.at[event]) : fromNs,
        toNs: socket.t.get(k),
        count: now - count,
        event,
        drained: own && socket.unsent.get(k) === 0,
      });
    }
    count = Math.max(count, now);
    before = k;
  }
  return list;
}

/**
 * segmentsOut is how many data segments a socket sent in all, or missing.
 * @param {import("./sockets.js").Socket} socket
 */
export function segmentsOut(socket) {
  return Math.max(missing, socket.most.segsOut.max());
}
