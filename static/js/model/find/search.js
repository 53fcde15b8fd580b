// Looks through a run a piece at a time, and goes on when the run has grown.
// Bytes are looked for in streams, not in calls: what two sends or two receives
// share is found in both.

import { carries, receives, sends } from "../call.js";
import { carried, endsOf, ofDatagrams } from "../capture.js";
import { after, float64, int32 } from "../column.js";
import { noDetails, noteOf } from "../details.js";
import { Pattern } from "./bytes.js";
import { Marks } from "./marks.js";

/** @typedef {import("../trace.js").Trace} Trace */
/** @typedef {import("./query.js").Query} Query */

/** How many events, or bytes, are looked at in one step: a few milliseconds on a slow machine. */
export const eventsAStep = 1024;
const bytesAStep = 1 << 14;

/**
 * Stream is what is known of a byte stream: how far its sends go, how far they were looked through,
 * the matches, and what took bytes of it.
 * @typedef {{ end: number, at: number, matched: number, matches: import("../column.js").Column<Float64Array>,
 *   takeOff: import("../column.js").Column<Float64Array>, takes: import("../column.js").Column<Int32Array>, longest: number }} Stream
 */

export class Search {
  /** What was found: events by seq, segments by number. */
  marks = new Marks();
  segments = new Marks();
  #seen = 0;
  /** Segments come last: what they carry, and whose they are, the events say. */
  #segmentsSeen = 0;
  /** Sockets that have the port that is looked for, at either end. @type {Set<number>} */
  #ports = new Set();
  /** @type {Map<number, Stream>} */
  #streams = new Map();
  /** Streams that are not looked through to their end. @type {Set<number>} */
  #due = new Set();
  #pattern;

  /**
   * @param {Trace} trace
   * @param {Query} query
   */
  constructor(trace, query) {
    this.trace = trace;
    this.query = query;
    this.#pattern = query.bytes && query.bytes.length > 0 ? new Pattern(query.bytes) : null;
    for (const seq of query.seqs) if (seq <= trace.length) this.marks.add(seq);
  }

  /** The part of the events that was looked at. */
  get progress() {
    return this.trace.length === 0 ? 1 : this.#seen / this.trace.length;
  }

  /** done reports whether all there is was looked at. */
  get done() {
    return this.#eventsDone && this.#segmentsSeen === this.trace.segments.length;
  }

  get #eventsDone() {
    return this.#seen === this.trace.length && this.#due.size === 0;
  }

  /** step looks at a little more; it reports whether there is more to look at. */
  step() {
    if (this.#seen < this.trace.length) this.#events();
    else if (this.#due.size > 0) {
      for (const conn of this.#due) if (this.#stream(conn)) break;
    } else this.#captured();
    return !this.done;
  }

  /** all looks at everything at once. */
  all() {
    while (this.step());
    return this.marks;
  }

  #events() {
    const last = Math.min(this.trace.length, this.#seen + eventsAStep);
    for (let i = this.#seen; i < last; i++) {
      if (this.#fits(i)) this.marks.add(i + 1);
      if (this.#pattern) this.#bytesOf(i, this.#pattern);
    }
    this.#seen = last;
  }

  /**
   * fits reports whether an event is found by something else than its bytes.
   * @param {number} i
   */
  #fits(i) {
    const { trace, query } = this;
    const { peer, call, got, asked, verdict, decode } = trace.columns;
    const { number } = query;
    if (query.calls.has(call.at[i]) || query.peers.has(peer.at[i])) return true;
    if (number !== null) {
      if (number === i + 1 || this.#named(i, number)) return true;
      if (carries(call.at[i]) && (got.at[i] === number || asked.at[i] === number)) return true;
      if (decode.get(i) >= 0 && this.#counts(decode.get(i), number)) return true;
    }
    if ((verdict.at[i] & query.verdicts) !== 0) return true;
    if ((query.verdicts & lostBit) !== 0 && trace.lost.has(i + 1)) return true;
    if (decode.get(i) >= 0 && (query.frames || query.parts.has(trace.decodes.part.at[decode.get(i)])))
      return true;
    return query.word !== "" && (trace.err(i) !== "" || trace.details(i) !== noDetails) && this.#says(i);
  }

  /**
   * named reports whether the address of an event has a port.
   * @param {number} i
   * @param {number} number
   */
  #named(i, number) {
    if (!this.trace.address(i).endsWith(`:${number}`)) return false;
    const { conn, farConn } = this.trace.columns;
    for (const of of [conn.at[i], farConn.get(i)]) if (of > 0) this.#ports.add(of);
    this.#segmentsSeen = 0; // some may have come before
    return true;
  }

  #captured() {
    const last = Math.min(this.trace.segments.length, this.#segmentsSeen + eventsAStep);
    for (let n = this.#segmentsSeen; n < last; n++) if (this.#bears(n)) this.segments.add(n + 1);
    this.#segmentsSeen = last;
  }

  /**
   * bears reports whether a segment is found: by its flags, a number in its header, a
   * port, or bytes that it carries.
   * @param {number} n
   */
  #bears(n) {
    const { trace, query } = this;
    const { number, flags } = query;
    const { seq, ack, len, from, to } = trace.segments;
    if (flags > 0 && (trace.segments.flags.at[n] & flags) === flags) return true;
    if (number !== null) {
      if (number === n + 1 || number === len.at[n]) return true;
      const counted = !ofDatagrams(trace, n);
      if (counted && (seq.at[n] + 1 === number || (ack.at[n] >= 0 && ack.at[n] + 1 === number))) return true;
      if (this.#ports.has(from.at[n]) || this.#ports.has(to.at[n])) return true;
    }
    if (!this.#pattern || len.at[n] === 0) return false;
    if (ofDatagrams(trace, n)) return carried(trace, n).some(({ index }) => this.#datagram(index));
    const stream = this.#streams.get(endsOf(trace, n).from);
    return stream !== undefined && this.#meets(stream, seq.at[n], seq.at[n] + len.at[n]);
  }

  /** @param {number} i index of the send of a datagram */
  #datagram(i) {
    const bytes = this.trace.data(i);
    return bytes !== null && this.#pattern !== null && holds(this.#pattern, bytes);
  }

  /**
   * counts reports whether a number is one that a decoder has at a step: of bytes
   * that it has or needs, or the length that it read in a header.
   * @param {number} n
   * @param {number} number
   */
  #counts(n, number) {
    const { have, need, length } = this.trace.decodes;
    return have.at[n] === number || need.at[n] === number || length.at[n] === number;
  }

  /**
   * says reports whether the error or the note of an event has the word.
   * @param {number} i
   */
  #says(i) {
    const { trace, query } = this;
    if (query.word.length < 2) return false;
    const details = trace.details(i);
    const words = [trace.err(i), noteOf(details, ""), details.text ?? "", details.fault?.kind ?? ""];
    return words.some((word) => word.toLowerCase().includes(query.word));
  }

  /**
   * bytesOf notes where the bytes of an event are, to be looked through as a part
   * of their stream; a datagram is looked through at once.
   * @param {number} i
   * @param {Pattern} pattern
   */
  #bytesOf(i, pattern) {
    const { trace } = this;
    const { call, conn, stream, off, got, decode } = trace.columns;
    if (decode.get(i) >= 0) return this.#frame(i, pattern);
    if (!carries(call.at[i]) || got.at[i] === 0) return;
    if (trace.conns.datagrams(conn.at[i])) {
      const bytes = trace.data(i);
      if (bytes && holds(pattern, bytes)) this.marks.add(i + 1);
      return;
    }
    if (sends(call.at[i])) this.#sent(stream.at[i] || conn.at[i], off.at[i], got.at[i]);
    else if (receives(call.at[i]) && stream.at[i] !== 0) this.#took(stream.at[i], off.at[i], got.at[i], i);
  }

  /**
   * frame notes the bytes that a decoder has at a step.
   * @param {number} i
   * @param {Pattern} pattern
   */
  #frame(i, pattern) {
    const { trace } = this;
    const { conn, off, decode } = trace.columns;
    const { decodes } = trace;
    const n = decode.get(i);
    const got = decodes.bodyOf(n).bytes;
    if (got && holds(pattern, got)) this.marks.add(i + 1);
    if (trace.conns.datagrams(conn.at[i])) {
      const bytes = decodes.bytes(trace, n);
      if (bytes && holds(pattern, bytes)) this.marks.add(i + 1);
      return;
    }
    const from = decodes.streamOf(trace, n);
    if (from) this.#took(from, off.at[i], decodes.have.at[n], i);
  }

  /** @param {number} conn */
  #of(conn) {
    let stream = this.#streams.get(conn);
    if (!stream) {
      const lists = { matches: float64(), takeOff: float64(), takes: int32() };
      this.#streams.set(conn, (stream = { end: 0, at: 0, matched: 0, longest: 0, ...lists }));
    }
    return stream;
  }

  /**
   * @param {number} conn
   * @param {number} off
   * @param {number} length
   */
  #sent(conn, off, length) {
    const stream = this.#of(conn);
    stream.end = Math.max(stream.end, off + length);
    this.#due.add(conn);
  }

  /**
   * took enters what took bytes of a stream, and marks it if a match is among them.
   * @param {number} conn
   * @param {number} off
   * @param {number} length
   * @param {number} i
   */
  #took(conn, off, length, i) {
    if (length <= 0) return;
    const stream = this.#of(conn);
    const at = after(stream.takeOff, off);
    stream.takeOff.insert(at, off);
    stream.takes.insert(at, i);
    stream.longest = Math.max(stream.longest, length);
    if (this.#meets(stream, off, off + length)) this.marks.add(i + 1);
  }

  /**
   * meets reports whether a match has a byte in [from, to).
   * @param {Stream} stream
   * @param {number} from
   * @param {number} to
   */
  #meets({ matches }, from, to) {
    const size = this.query.bytes?.length ?? 0;
    const at = after(matches, from - size);
    return at < matches.length && matches.at[at] < to;
  }

  /**
   * stream looks through a piece of a stream; it reports whether there was one.
   * @param {number} conn
   */
  #stream(conn) {
    const stream = this.#of(conn);
    const pattern = /** @type {Pattern} */ (this.#pattern);
    const pieces = this.trace.streamPieces(conn, stream.at, Math.min(bytesAStep, stream.end - stream.at));
    for (const { index, off, len } of pieces) {
      const begin = this.trace.columns.off.at[index] + off;
      if (begin > stream.at) stream.matched = 0; // bytes in between are not known
      const bytes = /** @type {Uint8Array} */ (this.trace.data(index)).subarray(off, off + len);
      stream.matched = pattern.feed(bytes, stream.matched, (end) => this.#match(conn, stream, begin + end));
      stream.at = begin + len;
    }
    const more = pieces.length > 0 && stream.at < stream.end;
    if (!more) this.#due.delete(conn);
    return pieces.length > 0;
  }

  /**
   * match marks the sends and what took the bytes of a match.
   * @param {number} conn
   * @param {Stream} stream
   * @param {number} end
   */
  #match(conn, stream, end) {
    const size = this.query.bytes?.length ?? 0;
    const begin = end - size;
    stream.matches.push(begin);
    this.#segmentsSeen = 0; // those that carried it may have come before
    for (const { index } of this.trace.streamPieces(conn, begin, size)) this.marks.add(index + 1);
    const { takes, takeOff, longest } = stream;
    for (let k = after(takeOff, begin - longest); k < takes.length && takeOff.at[k] < end; k++) {
      const i = takes.at[k];
      if (takeOff.at[k] + lengthOf(this.trace, i) > begin) this.marks.add(i + 1);
    }
  }
}

const lostBit = 16;

/**
 * lengthOf counts the bytes that a receive, or a decoder at a step, has.
 * @param {Trace} trace
 * @param {number} i
 */
function lengthOf({ columns: { got, decode }, decodes }, i) {
  return decode.get(i) >= 0 ? decodes.have.at[decode.get(i)] : got.at[i];
}

/**
 * @param {Pattern} pattern
 * @param {Uint8Array} bytes
 */
function holds(pattern, bytes) {
  let found = false;
  pattern.feed(bytes, 0, () => {
    found = true;
  });
  return found;
}
