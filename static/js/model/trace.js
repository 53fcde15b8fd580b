// A run in the browser: append-only columns, filled by the wire decoder.

import { Call, carries, receives, sends } from "./call.js";
import { ByteStore } from "./bytes.js";
import { SegmentTable } from "./capture.js";
import { Columns } from "./columns.js";
import { Conns } from "./conns.js";
import { Decodes } from "./decode.js";
import { noDetails } from "./details.js";
import { Ends } from "./ends.js";
import { eventOf } from "./event.js";
import { Flag } from "./flags.js";
import { Known } from "./reached.js";
import { Messages } from "./messages.js";
import { ProbeTable } from "./probe.js";
import { Steps } from "./steps.js";
import { Streams } from "./streams.js";
import { wideOf } from "./wide.js";
import { waitKey } from "./waiting.js";

/**
 * Order says what to run. Options are written as "client.nodelay.1".
 * @typedef {({ script: string } | { framing: string } | { experiment: string, literals?: string[] }) & { transport?: string, options?: string[] }} Order
 */

/** @typedef {import("./hello.js").Hello} Hello */
/** @typedef {import("./row.js").Row} Row */
/** @typedef {import("./event.js").TraceEvent} TraceEvent */
/** @typedef {import("./waiting.js").Waiting} Waiting */
/** @typedef {{ seq: number, off: number, len: number }} Origin */

/** For no more events than so many room is made beforehand. */
export const mostReserved = 1 << 21;

/** Trace holds the events of one run by index; the event of index i has seq i + 1. */
export class Trace {
  /** @type {Map<number, string>} */
  #errs = new Map();
  /** @type {Map<number, string>} */
  #addresses = new Map();
  /** @type {Map<number, import("./details.js").Details>} */
  #details = new Map();
  #bytes = new ByteStore();
  #streams = new Streams();
  #messages = new Messages();
  #known = new Known();
  /** Sockets that were shut down for writing. @type {Set<number>} */
  #shut = new Set();

  /** @param {Hello} hello */
  constructor(hello) {
    this.hello = hello;
    this.conns = new Conns(hello.transport);
    /** Names by number; more may come. */
    this.peers = [...hello.peers];
    /** What more is known of a peer, by its number. @type {Map<number, import("./conns.js").PeerRow>} */
    this.programs = new Map();
    this.columns = new Columns();
    const expected = Math.min(hello.events ?? 0, mostReserved);
    this.columns.reserve(expected);
    this.#messages.reserve(expected);
    this.probes = new ProbeTable();
    this.decodes = new Decodes();
    this.segments = new SegmentTable();
    this.ends = new Ends();
    this.steps = new Steps();
    /** Calls that still wait, by waitKey. @type {Map<number, Waiting>} */
    this.waiting = new Map();
    /** Sends none of whose bytes were ever received. @type {Set<number>} */
    this.lost = new Set();
    /** @type {{ reason: string, detail: string } | null} */
    this.ended = null;
    /** Grows with every change. */
    this.version = 0;
    /** The latest instant that the run is known to have reached, in ns. */
    this.lastNs = 0;
  }

  /** The number of messages that were sent. */
  get messages() {
    return this.#messages.count;
  }

  /** The number of events, and so the seq of the last one. */
  get length() {
    return this.columns.peer.length;
  }

  /** How many events there are; of a past one they need not be the first. */
  get count() {
    return this.length;
  }

  /**
   * addEvent appends a row. A row that is already there is dropped; one that
   * would leave a gap is an error, for nothing may be missing silently.
   * @param {Row} row
   */
  addEvent(row) {
    const index = this.length;
    if (row.seq <= index) return this.#settle(row);
    if (row.seq !== index + 1) {
      throw new RangeError(`events ${index + 1} to ${row.seq - 1} are missing from the feed`);
    }
    const datagrams = this.conns.datagrams(row.conn);
    this.columns.push(row, row.payload ? this.#bytes.add(row.payload, row.payloadAt, row.got) : -1);
    const decode = this.decodes.add(row, index, datagrams);
    if (!row.plain) this.#pushRare(row, index, decode);
    this.#known.add(row, index);
    if (sends(row.call) && !row.err && (row.got > 0 || datagrams)) {
      const stream = row.stream || row.conn;
      this.#messages.add(stream, row.continues === true, this.columns.start.at, this.columns.got.at);
      this.#streams.add(stream, row.off, index);
    } else this.#messages.skip();
    this.ends.add(row, datagrams);
    this.#settle(row);
    this.lastNs = Math.max(this.lastNs, row.end);
    this.version++;
  }

  /** settle ends the wait of a call: also of one whose rows come once more. @param {Row} row */
  #settle({ peer, strand, start }) {
    if (this.waiting.size === 0) return;
    const key = waitKey(peer, strand);
    if (this.waiting.get(key)?.start === start) this.waiting.delete(key);
  }

  /**
   * @param {Row} row
   * @param {number} i
   * @param {number} decode which one it is, or -1
   */
  #pushRare(row, i, decode) {
    const c = this.columns;
    c.decode.set(i, decode);
    c.datagram.set(i, row.datagram);
    c.head.set(i, row.head);
    c.joined.set(i, row.joined);
    c.farConn.set(i, row.farConn);
    c.strand.set(i, row.strand);
    if (row.call === Call.shutdown && row.details?.how !== "read") this.#shut.add(row.conn);
    if (row.probe) c.probe.set(i, this.probes.add(row.probe, this.#shut.has(row.conn)));
    if (row.far) c.far.set(i, this.probes.add(row.far, this.#shut.has(row.farConn)));
    if (row.err) this.#errs.set(i, row.err);
    if (row.address) this.#addresses.set(i, row.address);
    if (row.details) this.#details.set(i, row.details);
  }

  /** addWaiting notes a call that could not be done at once. @param {Waiting & { peer: number, strand?: number }} w */
  addWaiting({ peer, strand = 0, conn, call, step, asked, start }) {
    this.waiting.set(waitKey(peer, strand), { conn, call, step, asked, start });
    this.lastNs = Math.max(this.lastNs, start);
    this.version++;
  }

  /** @param {import("./conns.js").PeerRow} row one that came before is replaced */
  addPeer(row) {
    if (row.index > this.peers.length) {
      throw new RangeError(`peers ${this.peers.length} to ${row.index - 1} are missing from the feed`);
    }
    this.peers[row.index] = row.name;
    this.programs.set(row.index, row);
    this.version++;
  }

  /** @param {import("./conns.js").ConnRow} row */
  addConn(row) {
    this.conns.add(row);
    if (row.far) this.ends.pair(row.conn, row.far);
    this.version++;
  }

  /** @param {import("./capture.js").SegmentRow} row */
  addSegment(row) {
    this.segments.add(row, this.conns.datagrams(row.from || row.to));
    this.lastNs = Math.max(this.lastNs, row.at);
    this.version++;
  }

  /** @param {number} count how many segments were not kept, in all so far */
  addSegmentsLost(count) {
    this.segments.lost = count;
    this.version++;
  }

  /** @param {number} seq */
  addLost(seq) {
    this.lost.add(seq);
    this.version++;
  }

  /** @param {{ reason: string, detail: string }} end */
  addEnd(end) {
    this.ended = end;
    this.waiting.clear();
    this.version++;
  }

  /** knows reports whether the trace has event i. @param {number} i */
  knows(i) {
    return i >= 0 && i < this.length;
  }

  /** knownNs returns from when on event i is known, see Known. @param {number} i */
  knownNs(i) {
    return this.#known.ns(i, this.columns.end.at[i]);
  }

  /** @param {number} i */
  waited(i) {
    return (this.columns.flags.at[i] & Flag.waited) !== 0;
  }

  /** @param {number} i */
  eof(i) {
    return (this.columns.flags.at[i] & Flag.eof) !== 0;
  }

  /** failed reports whether event i has an error. @param {number} i */
  failed(i) {
    return (this.columns.flags.at[i] & Flag.failed) !== 0;
  }

  /** @param {number} i */
  err(i) {
    return this.#errs.get(i) ?? "";
  }

  /** peek reports whether event i is a receive that took nothing. @param {number} i */
  peek(i) {
    return (this.columns.flags.at[i] & Flag.peek) !== 0;
  }

  /** continues reports whether event i goes on with the message before it. @param {number} i */
  continues(i) {
    return (this.columns.flags.at[i] & Flag.continues) !== 0;
  }

  /** @param {number} i */
  address(i) {
    return this.#addresses.get(i) ?? "";
  }

  /** details returns what few events have beside their bytes. @param {number} i @returns {Readonly<import("./details.js").Details>} */
  details(i) {
    return this.#details.get(i) ?? noDetails;
  }

  /** message returns the number of the message that event i sent, or -1. @param {number} i */
  message(i) {
    return this.#messages.of(i);
  }

  /**
   * extent returns how much of the message of send i was sent before it, and how
   * long the whole message is.
   * @param {number} i
   */
  extent(i) {
    return { before: this.#messages.before(i), whole: this.#messages.whole(i, this.columns.got.at) };
  }

  /**
   * lastBegun returns the last send of the message of send i that had begun at an
   * instant, -1 for none.
   * @param {number} i
   * @param {number} ns
   */
  lastBegun(i, ns) {
    const { stream, conn, off, start } = this.columns;
    const begun = (/** @type {number} */ k) => this.#messages.same(k, i) && start.at[k] <= ns;
    return this.#streams.last(stream.at[i] || conn.at[i], off.at[i], begun);
  }

  /**
   * pieces ties a receive's bytes to the sends known so far.
   * @param {number} i
   * @returns {import("./streams.js").Piece[]}
   */
  pieces(i) {
    const { call, conn, stream, off, got } = this.columns;
    if (!receives(call.at[i]) || stream.at[i] === 0) return [];
    if (!this.conns.datagrams(conn.at[i])) return this.streamPieces(stream.at[i], off.at[i], got.at[i]);
    const index = this.datagramSend(stream.at[i], off.at[i]);
    return index < 0 ? [] : [{ index, off: 0, len: got.at[i] }];
  }

  /** @type {(stream: number, off: number, length: number) => number} counts the sends behind [off, off+length) of a stream */
  streamDepth(stream, off, length) {
    return this.#streams.depth(stream, off, length);
  }

  /**
   * streamPieces lists the sends behind [off, off+length) of a byte stream.
   * @param {number} stream
   * @param {number} off
   * @param {number} length
   */
  streamPieces(stream, off, length) {
    return this.#streams.pieces(stream, off, length, (index) => this.columns.got.at[index]);
  }

  /**
   * datagramSend finds the send of datagram `number` of a socket, or -1.
   * @param {number} conn
   * @param {number} number
   */
  datagramSend(conn, number) {
    return this.#streams.datagram(conn, number);
  }

  /**
   * origins is pieces by seq.
   * @param {number} i
   * @returns {Origin[]}
   */
  origins(i) {
    return this.pieces(i).map(({ index, off, len }) => ({ seq: index + 1, off, len }));
  }

  /**
   * data returns the bytes of a send or receive; null where there are none or
   * the send they came from is not known yet.
   * @param {number} i
   * @returns {Uint8Array | null}
   */
  data(i) {
    const got = this.columns.got.at[i];
    if (!carries(this.columns.call.at[i])) return null;
    const position = this.columns.position.at[i];
    if (position >= 0) return this.#bytes.slice(position, got);
    if (got === 0) return new Uint8Array(0);
    return this.bytesOf(this.pieces(i), got);
  }

  /** isPlain reports whether no byte so far takes two characters in its cell. */
  get isPlain() {
    return this.#bytes.isPlain;
  }

  /** @type {(i: number, from: number, to: number) => number} see wideOf */
  wide(i, from, to) {
    return wideOf(this, this.#bytes, this.columns.position, this.#streams, i, from, to);
  }

  /** @type {(pieces: import("./streams.js").Piece[], length: number) => Uint8Array | null} see gather */
  bytesOf(pieces, length) {
    return this.#bytes.gather(pieces, this.columns.position, length);
  }

  /** event reads one event as an object. @param {number} i index from 0 @returns {TraceEvent} */
  event(i) {
    return eventOf(this, i);
  }
}
