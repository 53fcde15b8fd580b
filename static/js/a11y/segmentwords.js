// Words for a captured segment: the same in the table, the inspector and the
// name of the canvas, and the same as the server writes in its own table.

import { carried, endsOf, flagNames, ofDatagrams } from "../model/capture.js";
import { spanText } from "../model/counting.js";
import { listText } from "../model/limits.js";
import { letter } from "../model/message.js";
import { peerName } from "../model/text.js";
import { formatNs } from "../scale/ticks.js";

/** @typedef {import("../model/text.js").Text} Text */
/** @typedef {import("../model/trace.js").Trace} Trace */

/** The columns of the table of segments, in order. */
export const segmentColumns = Object.freeze([
  "number",
  "time",
  "from",
  "to",
  "flags",
  "seq",
  "ack",
  "len",
  "count",
  "window",
  "carried",
  "note",
]);

/**
 * socketText names a socket by its peer and number; an end that nobody
 * accepted has no name.
 * @param {Trace} trace
 * @param {number} conn
 * @param {Text} text
 */
export function socketText(trace, conn, text) {
  if (conn === 0) return "–";
  const peer = trace.ends.peerOf(conn);
  return peer < 0 ? `#${conn}` : `${peerName(text, trace.peers[peer] ?? "")} #${conn}`;
}

/**
 * counted writes a sequence number as capture programs show it: the SYN is 0,
 * the first byte of data 1; nothing where there is none.
 * @param {number} off
 * @param {boolean} there
 */
function counted(off, there) {
  return there ? String(off + 1) : "";
}

/**
 * carriedText writes whose bytes a segment had, with the letter of each message:
 * A #4:1–5; of many the first.
 * @param {Trace} trace
 * @param {number} n index
 */
function carriedText(trace, n) {
  return listText(
    carried(trace, n),
    ({ index, off, len }) => `${letter(trace.message(index))} ${spanText(trace, index, off, len)}`,
  );
}

/**
 * segmentTexts returns the cells of a segment's row by column.
 * @param {Trace} trace
 * @param {number} n index
 * @param {Text} text
 */
export function segmentTexts(trace, n, text) {
  const { segments } = trace;
  const datagrams = ofDatagrams(trace, n);
  const { from, to } = endsOf(trace, n);
  const flags = flagNames(segments.flags.at[n]);
  return {
    number: String(n + 1),
    time: formatNs(segments.at.at[n]),
    from: socketText(trace, from, text),
    to: socketText(trace, to, text),
    flags: flags.join(" "),
    seq: counted(segments.seq.at[n], !datagrams),
    ack: counted(segments.ack.at[n], flags.includes("ACK")),
    len: String(segments.len.at[n]),
    count: segments.count.at[n] > 1 ? `×${segments.count.at[n]}` : "",
    window: datagrams ? "" : String(segments.window.at[n]),
    carried: carriedText(trace, n),
    note: segments.again.at[n] ? text("segment.again") : "",
  };
}
