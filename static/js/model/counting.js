// How bytes are counted for people: from 1, those of a stream through the whole
// stream, as sequence numbers are; those of a datagram within it.

/**
 * spanOf counts [off, off+len) of the bytes that send `index` sent.
 * @param {import("./trace.js").Trace} trace
 * @param {number} index
 * @param {number} off
 * @param {number} len
 */
export function spanOf(trace, index, off, len) {
  const { conn, off: offs } = trace.columns;
  const first = (trace.conns.datagrams(conn.at[index]) ? 0 : offs.at[index]) + off + 1;
  return { first, last: first + len - 1 };
}

/**
 * spanText writes where bytes of a send are: #4:1–5, one byte as #4:1.
 * @param {import("./trace.js").Trace} trace
 * @param {number} index
 * @param {number} off
 * @param {number} len
 */
export function spanText(trace, index, off, len) {
  const { first, last } = spanOf(trace, index, off, len);
  if (len === 0) return `#${index + 1}`;
  return len === 1 ? `#${index + 1}:${first}` : `#${index + 1}:${first}–${last}`;
}
