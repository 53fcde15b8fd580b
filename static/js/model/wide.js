// How many bytes of a call take two characters in their cells.

import { wideIn } from "./bytes.js";

/** @typedef {import("./column.js").Column<Int32Array>} Positions */

/**
 * wideOf counts, of bytes [from, to) of a send or receive, those that take two
 * characters; -1 where they are not known. It is asked of each call and makes nothing.
 * @param {import("./trace.js").Trace} trace
 * @param {import("./bytes.js").ByteStore} bytes
 * @param {Positions} positions of the bytes of each event, -1 without
 * @param {import("./streams.js").Streams} streams
 * @param {number} i
 * @param {number} from
 * @param {number} to
 */
export function wideOf(trace, bytes, positions, streams, i, from, to) {
  const { stream, off, conn, got } = trace.columns;
  const position = positions.at[i];
  if (position >= 0) return bytes.wide(position + from, to - from);
  let data = null;
  if (trace.conns.datagrams(conn.at[i])) data = trace.data(i)?.subarray(from, to);
  else {
    const first = off.at[i] + from;
    const send = streams.holder(stream.at[i], first, to - from, got.at);
    if (send >= 0) return bytes.wide(positions.at[send] + first - off.at[send], to - from);
    data = trace.bytesOf(trace.streamPieces(stream.at[i], first, to - from), to - from);
  }
  return data ? wideIn(data) : -1;
}
