// A trace as it was known at a moment of the run.
//
// At moment t this is known, and nothing else:
//
//   - calls whose end is at or before t are complete, with their bytes, result
//     and verdict;
//   - of calls that began at or before t and end after it: that they go on, with
//     what they asked for. They stand in `waiting`, as in a run that goes on. No
//     result, no verdict, and of their bytes only those that a receive, a segment
//     or a decoder had by then;
//   - segments seen at or before t;
//   - samples of queues taken at or before t;
//   - what decoders made of the bytes by calls that had ended;
//   - which sends were lost, and how the run ended, when t is the end of the run;
//   - a finding, when all of its evidence is known.
//
// Messages are numbered by the sends that had begun. The scale, the lanes and
// their places are those of the whole run: what is known does not move when the
// moment does. A view of the past costs by the peer and the socket, not by the
// event: its lists are those of the run, cut off where they become unknown, and
// events are reached through such lists only. All of it is a function of the
// trace and the moment.

import { sends } from "../call.js";
import { after } from "../column.js";
import { eventOf } from "../event.js";

/** @typedef {import("../trace.js").Trace} Trace */
/** @typedef {import("../trace.js").Waiting} Waiting */
/** @typedef {import("../streams.js").Piece} Piece */

/**
 * cut is the first values of a column.
 * @template {{ at: any, length: number }} C
 * @param {C} column
 * @param {number} length
 * @returns {C}
 */
export function cut({ at }, length) {
  return /** @type {C} */ (/** @type {unknown} */ ({ at, length }));
}

/**
 * countKnown returns how many events of a list of one peer are known at a moment.
 * @param {Trace} trace
 * @param {{ at: Int32Array, length: number }} events indexes, rising
 * @param {number} atNs
 */
export function countKnown(trace, { at, length }, atNs) {
  let low = 0;
  let high = length;
  while (low < high) {
    const mid = (low + high) >>> 1;
    if (trace.knownNs(at[mid]) <= atNs) low = mid + 1;
    else high = mid;
  }
  return low;
}

/** PastDecodes is the decodes that are known at a moment. */
class PastDecodes {
  /**
   * @param {import("../decode.js").Decodes} whole
   * @param {(i: number) => boolean} knows
   * @param {number} length the events of the past are below
   */
  constructor(whole, knows, length) {
    this.whole = whole;
    this.knows = knows;
    this.event = whole.event;
    this.part = whole.part;
    this.have = whole.have;
    this.need = whole.need;
    this.length = whole.length;
    this.head = whole.head;
    this.tail = whole.tail;
    this.rest = whole.rest;
    this.take = whole.take;
    this.takeOff = whole.takeOff;
    this.count = after(whole.event, length - 1);
  }

  /** @type {import("../decode.js").Decodes["streamOf"]} */
  streamOf(trace, n) {
    return this.whole.streamOf(trace, n);
  }

  /** @type {import("../decode.js").Decodes["pieces"]} */
  pieces(trace, n, ...range) {
    return this.whole.pieces(trace, n, ...range);
  }

  /** @type {import("../decode.js").Decodes["bytes"]} */
  bytes(trace, n, ...range) {
    return this.whole.bytes(trace, n, ...range);
  }

  /** @type {import("../decode.js").Decodes["body"]} */
  body(trace, n, ...most) {
    return this.whole.body(trace, n, ...most);
  }

  /** @param {number} n */
  bodyOf(n) {
    return this.whole.bodyOf(n);
  }

  /** @param {number} n */
  bodyLength(n) {
    return this.whole.bodyLength(n);
  }

  /** @type {import("../decode.js").Decodes["failed"]} */
  failed(trace, n) {
    return this.whole.failed(trace, n);
  }
}

/** PastSegments is the segments that were seen up to a moment. */
class PastSegments {
  /**
   * @param {import("../capture.js").SegmentTable} whole
   * @param {number} atNs
   * @param {boolean} ended
   */
  constructor(whole, atNs, ended) {
    this.whole = whole;
    this.length = after(whole.at, atNs);
    this.at = cut(whole.at, this.length);
    this.from = cut(whole.from, this.length);
    this.to = cut(whole.to, this.length);
    this.flags = cut(whole.flags, this.length);
    this.seq = cut(whole.seq, this.length);
    this.ack = cut(whole.ack, this.length);
    this.len = cut(whole.len, this.length);
    this.count = cut(whole.count, this.length);
    this.window = cut(whole.window, this.length);
    this.again = cut(whole.again, this.length);
    this.nth = cut(whole.nth, this.length);
    /** How many were missed is told without a time. */
    this.lost = ended ? whole.lost : 0;
  }

  /** @type {import("../capture.js").SegmentTable["carriers"]} */
  carriers(from, off, length, most) {
    return this.whole.carriers(from, off, length, most).filter((n) => n < this.length);
  }

  /** @type {import("../capture.js").SegmentTable["early"]} */
  early(n, conn) {
    return this.whole.early(n, conn);
  }
}

/**
 * Horizon is what the lists of the peers say of a moment: how many events are
 * known, above which index none is, and which calls go on, by waitKey.
 * @typedef {{ count: number, length: number, waiting: Map<number, Waiting>, going: number[] }} Horizon
 */

/** PastTrace reads like a Trace. */
export class PastTrace {
  /** When sends began that go on and give no message in the end. @type {number[]} */
  #unborn;

  /**
   * @param {Trace} whole
   * @param {number} atNs
   * @param {Horizon} horizon going: the indexes of the calls that go on
   */
  constructor(whole, atNs, { count, length, waiting, going }) {
    const ended = whole.ended !== null && atNs >= whole.lastNs;
    this.whole = whole;
    this.atNs = atNs;
    this.count = count;
    this.length = length;
    this.waiting = waiting;
    this.hello = whole.hello;
    this.conns = whole.conns;
    this.peers = whole.peers;
    this.programs = whole.programs;
    this.columns = whole.columns;
    this.probes = whole.probes;
    this.ends = whole.ends;
    this.steps = whole.steps;
    this.version = whole.version;
    this.decodes = new PastDecodes(whole.decodes, (i) => this.knows(i), length);
    this.segments = new PastSegments(whole.segments, atNs, ended);
    this.lost = ended ? whole.lost : new Set();
    this.ended = ended ? whole.ended : null;
    this.lastNs = Math.min(whole.lastNs, atNs);
    this.#unborn = going.flatMap((i) =>
      whole.message(i) < 0 && begins(whole, i) ? whole.columns.start.at[i] : [],
    );
  }

  /** @param {number} i */
  knows(i) {
    return this.whole.knows(i) && this.whole.knownNs(i) <= this.atNs;
  }

  /** @param {number} i */
  knownNs(i) {
    return this.whole.knownNs(i);
  }

  /** @param {number} i */
  waited(i) {
    return this.whole.waited(i);
  }

  /** @param {number} i */
  eof(i) {
    return this.whole.eof(i);
  }

  /** @param {number} i */
  failed(i) {
    return this.whole.failed(i);
  }

  /** @param {number} i */
  err(i) {
    return this.whole.err(i);
  }

  /** @param {number} i */
  peek(i) {
    return this.whole.peek(i);
  }

  /** @param {number} i */
  continues(i) {
    return this.whole.continues(i);
  }

  /** @param {number} i */
  address(i) {
    return this.whole.address(i);
  }

  /** @param {number} i */
  details(i) {
    return this.whole.details(i);
  }

  /**
   * message counts a send that goes on, as it did when it had begun.
   * @param {number} i
   */
  message(i) {
    const number = this.whole.message(i);
    if (number < 0 || this.#unborn.length === 0) return number;
    const startNs = this.columns.start.at[i];
    return number + this.#unborn.filter((ns) => ns < startNs).length;
  }

  /**
   * extent counts of a send that goes on what was asked for.
   * @param {number} i
   */
  extent(i) {
    const { before } = this.whole.extent(i);
    const last = this.lastBegun(i, this.atNs);
    if (last < 0) return { before, whole: 0 };
    const { got, asked } = this.columns;
    return { before, whole: this.whole.extent(last).before + (this.knows(last) ? got : asked).at[last] };
  }

  /** @type {Trace["lastBegun"]} */
  lastBegun(i, ns) {
    return this.whole.lastBegun(i, ns);
  }

  /** @param {number} i @returns {Piece[]} */
  pieces(i) {
    return this.#begun(this.whole.pieces(i));
  }

  /** @type {Trace["streamDepth"]} */
  streamDepth(stream, off, length) {
    return this.whole.streamDepth(stream, off, length);
  }

  /** @type {Trace["streamPieces"]} */
  streamPieces(stream, off, length) {
    return this.#begun(this.whole.streamPieces(stream, off, length));
  }

  /** @type {Trace["datagramSend"]} */
  datagramSend(conn, number) {
    const index = this.whole.datagramSend(conn, number);
    return index >= 0 && this.columns.start.at[index] <= this.atNs ? index : -1;
  }

  /** @type {Trace["origins"]} */
  origins(i) {
    return this.pieces(i).map(({ index, off, len }) => ({ seq: index + 1, off, len }));
  }

  /** @type {Trace["data"]} */
  data(i) {
    return this.knows(i) ? this.whole.data(i) : null;
  }

  get isPlain() {
    return this.whole.isPlain;
  }

  /** @type {Trace["wide"]} */
  wide(i, from, to) {
    return this.knows(i) ? this.whole.wide(i, from, to) : -1;
  }

  /** @type {Trace["bytesOf"]} */
  bytesOf(pieces, length) {
    return this.whole.bytesOf(pieces, length);
  }

  /** @type {Trace["event"]} */
  event(i) {
    return eventOf(/** @type {Trace} */ (/** @type {unknown} */ (this)), i);
  }

  /** @param {Piece[]} pieces */
  #begun(pieces) {
    const { start } = this.columns;
    const all = pieces.every(({ index }) => start.at[index] <= this.atNs);
    return all ? pieces : pieces.filter(({ index }) => start.at[index] <= this.atNs);
  }
}

/**
 * pastTrace returns what is known of a trace at a moment; it is read as a trace.
 * @param {Trace} whole
 * @param {number} atNs
 * @param {Horizon} horizon
 */
export function pastTrace(whole, atNs, horizon) {
  return /** @type {Trace} */ (/** @type {unknown} */ (new PastTrace(whole, atNs, horizon)));
}

/**
 * begins reports whether an event is a send that begins a message, if only it
 * succeeds.
 * @param {Trace} trace
 * @param {number} i
 */
function begins(trace, i) {
  const { call, asked, conn } = trace.columns;
  if (!sends(call.at[i]) || trace.continues(i)) return false;
  return asked.at[i] > 0 || trace.conns.datagrams(conn.at[i]);
}
