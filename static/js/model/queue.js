// What lies in a receive queue: the probe counts the bytes, the order of a
// stream says which they are.

import { after } from "./column.js";

/** @typedef {import("./streams.js").Piece} Piece */

/**
 * sentBefore is how many bytes of its stream a socket had handed to the
 * kernel by the sends begun up to an instant.
 * @param {import("./trace.js").Trace} trace
 * @param {import("./sockets.js").Socket | undefined} sender
 * @param {number} ns
 */
function sentBefore(trace, sender, ns) {
  const { start, off, got } = trace.columns;
  for (let k = (sender?.sends.length ?? 0) - 1; sender && k >= 0; k--) {
    const i = sender.sends.at[k];
    if (start.at[i] <= ns) return off.at[i] + got.at[i];
  }
  return 0;
}

/**
 * queueContent returns which messages the bytes of sample k belong to, oldest
 * first; empty when that cannot be told.
 * @param {import("./trace.js").Trace} trace
 * @param {import("./sockets.js").Sockets} sockets
 * @param {import("./sockets.js").Socket} socket
 * @param {number} k
 * @returns {Piece[]}
 */
export function queueContent(trace, sockets, socket, k) {
  const length = socket.inq.at[k];
  if (length <= 0) return [];
  if (trace.conns.datagrams(socket.conn)) return nextDatagram(trace, socket, k);
  if (socket.other === 0) return [];
  const ns = socket.t.at[k];
  const done = after(socket.takeEnd, ns);
  const { start, got } = trace.columns;
  let from = 0;
  if (done > 0) from = socket.takeOff.at[done - 1] + got.at[socket.takes.at[done - 1]];
  const next = done < socket.takes.length ? socket.takes.at[done] : -1;
  if (next >= 0 && start.at[next] < ns) {
    // A receive was under way: it had taken its bytes or not, which the sum tells.
    const sent = sentBefore(trace, sockets.byConn.get(socket.other), ns);
    if (sent - from !== length) from += got.at[next];
    if (sent - from !== length) return [];
  }
  const pieces = trace.streamPieces(socket.other, from, length);
  return pieces.reduce((sum, piece) => sum + piece.len, 0) === length ? pieces : [];
}

/**
 * nextDatagram returns which datagram waits in front: the one that the next
 * receive took, when it was as long and already sent.
 * @param {import("./trace.js").Trace} trace
 * @param {import("./sockets.js").Socket} socket
 * @param {number} k
 * @returns {Piece[]}
 */
function nextDatagram(trace, socket, k) {
  const next = after(socket.takeEnd, socket.t.at[k]);
  if (next >= socket.takes.length) return [];
  const [piece] = trace.pieces(socket.takes.at[next]);
  if (!piece) return [];
  const { start, got } = trace.columns;
  const length = got.at[piece.index];
  if (length !== socket.inq.at[k] || start.at[piece.index] > socket.t.at[k]) return [];
  return [{ index: piece.index, off: 0, len: length }];
}
