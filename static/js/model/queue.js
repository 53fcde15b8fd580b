// What lies in the receive queue of a stream: the probe counts the bytes, their order
// says which they are. Of datagrams see arrivals.js.

import { firstAfter } from "./column.js";

/** @typedef {import("./streams.js").Piece} Piece */

/**
 * arrivedBefore is how many bytes of its stream had left a socket by an instant: those
 * of the sends begun by then, without what its own probe after the same event says
 * was not sent.
 * @param {import("./trace.js").Trace} trace
 * @param {import("./sockets.js").Socket | undefined} sender
 * @param {number} ns
 * @param {number} event
 */
function arrivedBefore(trace, sender, ns, event) {
  if (!sender) return 0;
  const { start, off, got } = trace.columns;
  const begun = firstAfter(sender.sends, start, ns);
  const last = begun > 0 ? sender.sends.at[begun - 1] : -1;
  if (last < 0) return 0;
  const k = sender.t.after(ns) - 1;
  const unsent = k >= 0 && sender.event.at[k] === event ? Math.max(0, sender.unsent.get(k)) : 0;
  return off.at[last] + got.at[last] - unsent;
}

/**
 * lying returns from which offset of its stream the bytes of sample k come, null
 * when that cannot be told.
 * @param {import("./trace.js").Trace} trace
 * @param {import("./sockets.js").Sockets} sockets
 * @param {import("./sockets.js").Socket} socket
 * @param {number} k
 */
function lying(trace, sockets, socket, k) {
  const length = socket.inq.get(k);
  if (length <= 0 || socket.other === 0) return null;
  const ns = socket.t.get(k);
  const { start, end, off, got } = trace.columns;
  const done = firstAfter(socket.takes, end, ns);
  let from = 0;
  if (done > 0) from = off.at[socket.takes.at[done - 1]] + got.at[socket.takes.at[done - 1]];
  const next = done < socket.takes.length ? socket.takes.at[done] : -1;
  if (next < 0 || start.at[next] >= ns) return from;
  // A receive was under way: it had taken its bytes or not, which the sum tells.
  const sent = arrivedBefore(trace, sockets.byConn.get(socket.other), ns, socket.event.at[k]);
  if (sent - from !== length) from += got.at[next];
  return sent - from === length ? from : null;
}

/**
 * queueContent returns which messages the bytes of sample k belong to, oldest
 * first; empty when that cannot be told. Of more than `most` sends it returns
 * the first and the last.
 * @param {import("./trace.js").Trace} trace
 * @param {import("./sockets.js").Sockets} sockets
 * @param {import("./sockets.js").Socket} socket
 * @param {number} k
 * @param {number} [most]
 * @returns {Piece[]}
 */
export function queueContent(trace, sockets, socket, k, most = Infinity) {
  const length = socket.inq.get(k);
  const from = lying(trace, sockets, socket, k);
  if (from === null) return [];
  if (trace.streamDepth(socket.other, from, length) > most) {
    return [from, from + length - 1].flatMap((off) => trace.streamPieces(socket.other, off, 1));
  }
  const pieces = trace.streamPieces(socket.other, from, length);
  return bytesIn(pieces) === length ? pieces : [];
}

/**
 * bytesIn counts the bytes of pieces.
 * @param {Piece[]} pieces
 */
export function bytesIn(pieces) {
  return pieces.reduce((sum, { len }) => sum + len, 0);
}
