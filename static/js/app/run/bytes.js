// The bytes of one event, each with the send it came from.

import { sends } from "../../model/call.js";

/** How many bytes stand in a row, and how many are listed at most. */
export const rowLength = 16;
export const mostBytes = 1024;

/** @typedef {import("../../model/trace.js").Trace} Trace */

/**
 * ByteOf is one byte: its message (counted from 0; -1: origin unknown) and
 * whether it is part of a header.
 * @typedef {{ byte: number, message: number, header: boolean }} ByteOf
 */

/** @typedef {{ seq: number, off: number, len: number, message: number, header: number }} Source */

/**
 * sourcesOf lists where the bytes of an event came from, in order. A send is
 * its own source.
 * @param {Trace} trace
 * @param {number} seq
 * @returns {Source[]}
 */
export function sourcesOf(trace, seq) {
  const event = trace.event(seq - 1);
  const origins = sends(event.call) ? [{ seq, off: 0, len: event.got }] : trace.origins(seq - 1);
  return origins.map(({ seq: from, off, len }) => {
    const head = trace.columns.head.get(from - 1);
    return {
      seq: from,
      off,
      len,
      message: trace.message(from - 1),
      header: Math.max(0, Math.min(head - off, len)),
    };
  });
}

/**
 * bytesOf lists the bytes of an event, at most `most` of them.
 * @param {Trace} trace
 * @param {number} seq
 * @param {number} [most]
 * @returns {ByteOf[]}
 */
export function bytesOf(trace, seq, most = mostBytes) {
  const data = trace.event(seq - 1).data ?? new Uint8Array(0);
  const list = [...data.subarray(0, most)].map((byte) => ({ byte, message: -1, header: false }));
  let at = 0;
  for (const { len, message, header } of sourcesOf(trace, seq)) {
    for (let i = 0; i < len && at < list.length; i++, at++) {
      list[at].message = message;
      list[at].header = i < header;
    }
  }
  return list;
}

/**
 * rows cuts a list into rows of rowLength.
 * @template T
 * @param {T[]} list
 * @returns {{ off: number, items: T[] }[]}
 */
export function rows(list) {
  const cut = [];
  for (let off = 0; off < list.length; off += rowLength)
    cut.push({ off, items: list.slice(off, off + rowLength) });
  return cut;
}

/** @param {number} off */
export function offsetText(off) {
  return off.toString(16).padStart(4, "0");
}
