// Words for what a run holds: the same in the table, the code and the
// inspector, and the same as the server writes in its own table.

import { Call, carries, callName } from "../model/call.js";
import { noteOf } from "../model/details.js";
import { decodeBytes, decodeMark, decodeNote } from "./decodetexts.js";
import { pythonBytes } from "../model/bytes.js";
import { spanText } from "../model/counting.js";
import { listText } from "../model/limits.js";
import { errName, strandName } from "../model/text.js";
import { joinedName, verdictNames } from "../model/verdict.js";
import { formatNs } from "../scale/ticks.js";

/** @typedef {(key: string, ...args: any[]) => string} Text */
/** @typedef {import("../model/trace.js").Trace} Trace */
/** @typedef {import("../model/trace.js").TraceEvent} TraceEvent */

/** How many bytes of a payload a row of the table shows. */
const rowBytes = 40;

/** @type {Record<string, string>} */
const joinedKeys = { "send queue": "send", "receive queue": "receive", both: "both", unknown: "unknown" };

/** The number of the send queue, see joinedName. */
const sendQueue = 1;

/**
 * verdictText says what a receive did, and where messages joined.
 * @param {number} verdict
 * @param {number} joined
 * @param {Text} text
 */
export function verdictText(verdict, joined, text) {
  const words = verdictNames(verdict).map((name) => text(`verdict.${name}`));
  const where = joinedKeys[joinedName(joined)];
  if (where) words.push(text(`joined.${where}`));
  return words.join(" · ");
}

/**
 * joinedOf returns where messages of a receive were joined. Without probes the close of
 * its socket may have counted in how many segments the bytes came: one had all of them.
 * @param {Trace} trace
 * @param {number} i index of the receive
 */
export function joinedOf(trace, i) {
  const { conn, call, joined, probe } = trace.columns;
  if (joinedName(joined.get(i)) !== "unknown" || probe.get(i) >= 0) return joined.get(i);
  for (let k = i + 1; k < trace.length; k++) {
    if (call.at[k] !== Call.close || conn.at[k] !== conn.at[i]) continue;
    const counted = trace.event(k).probe;
    return counted?.segs_in === 1 && counted.segs_out < 0 ? sendQueue : joined.get(i);
  }
  return joined.get(i);
}

/**
 * mark is the one word that colours an event: what is worst about it.
 * @param {number} verdict
 */
export function mark(verdict) {
  const names = verdictNames(verdict);
  return ["lost", "truncated", "coalesced", "split", "exact"].find((worst) => names.includes(worst)) ?? "";
}

/**
 * noteText says what else there is to say about an event.
 * @param {TraceEvent} event
 * @param {Text} text
 */
export function noteText(event, text) {
  const notes = [];
  if (event.err) notes.push(errName(text, event.err));
  if (event.eof) notes.push(text("note.eof"));
  if (event.waited) notes.push(text("note.waited"));
  if (event.peek) notes.push(text("note.peek"));
  if (event.call === Call.gap) notes.push(text("note.gap", event.got));
  if (event.call === Call.none)
    notes.push(text("note.unmade", callName(event.details.unmade ?? Call.socket)));
  if (event.details.implied) notes.push(text("note.implied"));
  if (event.details.cut) notes.push(text("note.cut"));
  if (event.datagram > event.got) notes.push(text("note.datagram", event.datagram));
  const note = noteOf(event.details, event.address);
  if (note) notes.push(note);
  return notes.join(" · ");
}

/**
 * askedOf returns what a call was made with: bytes, a backlog, an option's value.
 * @param {TraceEvent} event
 */
function askedOf({ call, asked, details }) {
  return call === Call.listen || call === Call.setsockopt ? Math.max(0, details.arg ?? 0) : asked;
}

/**
 * originsText writes which sends bytes came from, and which bytes they are:
 * #4:1–5; of many the first.
 * @param {Trace} trace
 * @param {import("../model/trace.js").Origin[]} origins
 */
export function originsText(trace, origins) {
  return listText(origins, ({ seq, off, len }) => spanText(trace, seq - 1, off, len));
}

/**
 * bytesText writes the payload of an event as Python does; empty where there is none.
 * @param {TraceEvent} event
 * @param {number} [most]
 */
export function bytesText(event, most = rowBytes) {
  if (!carries(event.call) || !event.data || (event.err && event.data.length === 0)) return "";
  return pythonBytes(event.data, most);
}

/**
 * socketName returns the number that a run calls a socket by, empty for none.
 * @param {number} conn
 */
export function socketName(conn) {
  return conn === 0 ? "" : `#${conn}`;
}

/**
 * rowTexts returns the cells of an event's row, in the order of its columns.
 * @param {Trace} trace
 * @param {number} index
 * @param {Text} text
 */
export function rowTexts(trace, index, text) {
  if (!trace.knows(index)) return goingTexts(index);
  const event = trace.event(index);
  /** @param {number} n */
  const count = (n) => (carries(event.call) || n !== 0 ? String(n) : "");
  const decode = trace.columns.decode.get(index);
  return {
    seq: String(event.seq),
    peer: strandName(text, trace.peers[event.peer] ?? String(event.peer), event.strand),
    call: callName(event.call),
    conn: socketName(event.conn),
    start: formatNs(event.start),
    took: formatNs(event.end - event.start),
    asked: count(askedOf(event)),
    got: count(event.got),
    bytes: decode < 0 ? bytesText(event) : decodeBytes(trace, decode, rowBytes),
    from: originsText(trace, trace.origins(index)),
    verdict: verdictText(lostToo(trace, event), joinedOf(trace, index), text),
    note: [
      laterText(trace, index, text),
      decode < 0 ? noteText(event, text) : decodeNote(trace, decode, text),
    ]
      .filter(Boolean)
      .join(" · "),
  };
}

/**
 * laterText notes that a send that a receive has bytes of is below it: calls are
 * listed as they returned. Where there are several it names the first.
 * @param {Trace} trace
 * @param {number} index
 * @param {Text} text
 */
function laterText(trace, index, text) {
  const later = trace.origins(index).find(({ seq }) => seq > index + 1);
  return later ? text("note.later", later.seq) : "";
}

/**
 * goingTexts returns the cells of an event that is not known yet, though one
 * behind it is: calls are numbered as they were recorded.
 * @param {number} index
 * @returns {Record<string, string>}
 */
function goingTexts(index) {
  return { seq: String(index + 1), note: "…" };
}

/**
 * lostToo returns the verdict of an event, with what only the run's end told.
 * @param {Trace} trace
 * @param {TraceEvent} event
 */
export function lostToo(trace, event) {
  return trace.lost.has(event.seq) ? event.verdict | 16 : event.verdict;
}

/**
 * rowMark is the one word that colours the row of an event.
 * @param {Trace} trace
 * @param {number} index
 */
export function rowMark(trace, index) {
  const decode = trace.columns.decode.get(index);
  return decode < 0 ? mark(lostToo(trace, trace.event(index))) : decodeMark(trace, decode);
}
