// What the decoders of a run made of the bytes that were received: the frame
// under way and what it waits for, frames that are complete, and faults.

import { Call, receives } from "./call.js";
import { after, float64, int32, uint8 } from "./column.js";
import { NearMap } from "./nearmap.js";

/** What a decoder waits for, and a whole frame. The numbers are those of the wire format. */
export const Part = Object.freeze({ header: 0, json: 1, body: 2, delimiter: 3, skip: 4, frame: 5 });

const names = Object.keys(Part);

/** The first number that is not a part. */
export const partCount = names.length;

/**
 * partName returns the word of a part.
 * @param {number} part
 */
export function partName(part) {
  return names[part] ?? `part(${part})`;
}

/**
 * Decode is what a decoder has. Of a complete frame have and need are its
 * length; length is what was announced, -1 while nothing was.
 * @typedef {{ part: number, have: number, need: number, length: number, head: number, tail: number, body?: Body }} Decode
 */

/**
 * Body is what the program got of a complete frame, where that is not what lies
 * between its head and tail: [from, to) of it, or bytes that the codec made. Where
 * a file does not say it is unknown.
 * @typedef {{ from: number, to: number, bytes?: Uint8Array, unknown?: boolean | undefined }} Body
 */

/** @typedef {import("./streams.js").Piece} Piece */
/** @typedef {import("./trace.js").Trace} Trace */

/** FedList is what a decoder of datagrams was fed, one after another: receives, and from where to where their bytes are counted. @typedef {{ take: import("./column.js").Column<Int32Array>, begin: import("./column.js").Column<Float64Array>, end: import("./column.js").Column<Float64Array> }} FedList */

/** Fed is the bytes that a receive gave to a decoder: [begin, end), counted as a decode's off is. @typedef {{ take: number, stream: number, begin: number, end: number }} Fed */

/** Bytes of a frame beyond that many are not traced to their sends one by one. */
export const mostTraced = 1024;

/** Decodes holds the decode events of a run, by their number from 0. */
export class Decodes {
  /** The event of each. */
  event = int32();
  part = uint8();
  have = int32();
  need = float64();
  length = float64();
  head = int32();
  tail = int32();
  /** How many bytes that came are in no frame yet. */
  rest = int32();
  /** Which receive the decoder was fed last, by index, and where its bytes begin; -1: none is known. */
  take = int32();
  takeOff = float64();
  #stream = int32();
  /** Bodies that are not between head and tail, by decode. @type {Map<number, Body>} */
  #bodies = new Map();
  /** The last receive of a socket, and of which step: -1 once a decoder had it. @type {NearMap<{ index: number, off: number, got: number, step: number, stream: number }>} */
  #taken = new NearMap();
  /** What decoders were fed last, by socket and sender. @type {Map<number, Map<number, Fed>>} */
  #fed = new Map();
  /** All that decoders of datagrams were fed, by socket and sender. @type {Map<number, Map<number, FedList>>} */
  #all = new Map();

  /** How many decode events there are. */
  get count() {
    return this.event.length;
  }

  /**
   * add takes in an event; it returns the number of a decode event, -1 for others.
   * @param {import("./trace.js").Row} row
   * @param {number} index
   * @param {boolean} datagrams
   */
  add(row, index, datagrams) {
    if (receives(row.call) && !row.err && !row.eof) {
      this.#take(row, index);
    }
    if (row.call !== Call.decode || !row.decode) return -1;
    const { part, have, need, length, head, tail, body } = row.decode;
    if (body) this.#bodies.set(this.count, body);
    const fed = this.#feed(row, datagrams);
    this.event.push(index);
    this.part.push(part);
    this.have.push(have);
    this.need.push(need);
    this.length.push(length);
    this.head.push(head);
    this.tail.push(tail);
    this.rest.push(fed ? Math.max(0, fed.end - row.off - have) : 0);
    this.take.push(fed?.take ?? -1);
    this.takeOff.push(fed?.begin ?? -1);
    this.#stream.push(row.stream || (fed?.stream ?? 0));
    return this.count - 1;
  }

  /**
   * take notes a receive, in the place of the one before.
   * @param {import("./trace.js").Row} row
   * @param {number} index
   */
  #take({ conn, off, got, step, stream }, index) {
    const taken = this.#taken.get(conn);
    if (!taken) {
      this.#taken.set(conn, { index, off, got, step, stream });
      return;
    }
    taken.index = index;
    taken.off = off;
    taken.got = got;
    taken.step = step;
    taken.stream = stream;
  }

  /**
   * feed returns what the decoder of an event was fed last: a receive of the same
   * step, or one of before.
   * @param {import("./trace.js").Row} row
   * @param {boolean} datagrams
   */
  #feed(row, datagrams) {
    const fed = inner(this.#fed, row.conn);
    const sender = datagrams ? row.stream : 0;
    const taken = this.#taken.get(row.conn);
    const before = fed.get(sender);
    if (!taken || taken.step !== row.step || (datagrams && taken.stream !== row.stream)) return before;
    taken.step = -1;
    const begin = datagrams ? (before?.end ?? 0) : taken.off;
    const last = { take: taken.index, stream: taken.stream, begin, end: begin + taken.got };
    fed.set(sender, last);
    if (datagrams) this.#keep(row.conn, sender, last);
    return last;
  }

  /**
   * @param {number} conn
   * @param {number} sender
   * @param {Fed} fed
   */
  #keep(conn, sender, { take, begin, end }) {
    const lists = inner(this.#all, conn);
    let list = lists.get(sender);
    if (!list) lists.set(sender, (list = { take: int32(), begin: float64(), end: float64() }));
    list.take.push(take);
    list.begin.push(begin);
    list.end.push(end);
  }

  /**
   * streamOf returns the socket that sent the bytes of decode n, 0 while it is
   * not known.
   * @param {Trace} trace
   * @param {number} n
   */
  streamOf(trace, n) {
    return this.#stream.at[n] || trace.ends.otherOf(trace.columns.conn.at[this.event.at[n]]);
  }

  /**
   * pieces ties [begin, end) of the bytes that decode n has to the sends known
   * so far.
   * @param {Trace} trace
   * @param {number} n
   * @param {number} [begin]
   * @param {number} [end]
   * @returns {Piece[]}
   */
  pieces(trace, n, begin = 0, end = Math.min(this.have.at[n], mostTraced)) {
    const { conn, off } = trace.columns;
    const i = this.event.at[n];
    const stream = this.streamOf(trace, n);
    const from = off.at[i] + begin;
    const to = off.at[i] + end;
    if (!trace.conns.datagrams(conn.at[i])) {
      return trace.streamPieces(stream, from, to - from);
    }
    const list = this.#all.get(conn.at[i])?.get(stream);
    return list ? fedPieces(trace, list, from, to) : [];
  }

  /**
   * bytes returns [begin, end) of what decode n has, null while the sends they
   * came from are not known.
   * @param {Trace} trace
   * @param {number} n
   * @param {number} [begin]
   * @param {number} [end]
   */
  bytes(trace, n, begin = 0, end = this.have.at[n]) {
    return trace.bytesOf(this.pieces(trace, n, begin, end), end - begin);
  }

  /**
   * bodyOf returns what the program got of a complete frame; where that is unknown
   * what lies between head and tail.
   * @param {number} n
   * @returns {Body}
   */
  bodyOf(n) {
    const body = this.#bodies.get(n);
    if (body && !body.unknown) return body;
    return { from: this.head.at[n], to: this.have.at[n] - this.tail.at[n], unknown: body?.unknown };
  }

  /**
   * body returns the bytes of bodyOf, at most `most`; null where there is no frame
   * or its bytes are not known.
   * @param {Trace} trace
   * @param {number} n
   * @param {number} [most]
   */
  body(trace, n, most = Infinity) {
    if (this.part.at[n] !== Part.frame || this.failed(trace, n)) return null;
    const { from, to, bytes } = this.bodyOf(n);
    return bytes?.subarray(0, most) ?? this.bytes(trace, n, from, Math.min(to, from + most));
  }

  /**
   * bodyLength returns how long the body of a complete frame is.
   * @param {number} n
   */
  bodyLength(n) {
    const { from, to, bytes } = this.bodyOf(n);
    return bytes?.length ?? to - from;
  }

  /**
   * failed reports whether decode n is a fault.
   * @param {Trace} trace
   * @param {number} n
   */
  failed(trace, n) {
    return trace.err(this.event.at[n]) !== "";
  }
}

/**
 * fedPieces ties [from, to) of the bytes of datagrams to their sends.
 * @param {Trace} trace
 * @param {FedList} list
 * @param {number} from
 * @param {number} to
 */
function fedPieces(trace, { take, begin, end }, from, to) {
  /** @type {Piece[]} */
  const pieces = [];
  for (let k = after(end, from); k < end.length && begin.at[k] < to; k++) {
    const skip = Math.max(0, from - begin.at[k]);
    const len = Math.min(to, end.at[k]) - begin.at[k] - skip;
    for (const { index, off } of trace.pieces(take.at[k])) pieces.push({ index, off: off + skip, len });
  }
  return pieces;
}

/**
 * inner returns the map of a key, made when it is first asked for.
 * @template V
 * @param {Map<number, Map<number, V>>} maps
 * @param {number} key
 * @returns {Map<number, V>}
 */
function inner(maps, key) {
  let map = maps.get(key);
  if (!map) maps.set(key, (map = new Map()));
  return map;
}
