// Segments as they were captured on the wire: append-only columns in the order
// of their times, numbered from 1. On UDP a segment is a datagram.

import { after, float64, int32, uint16, uint8 } from "./column.js";

/** The control bits of a TCP header, as RFC 9293 3.1 places them. */
export const TCPFlag = Object.freeze({ FIN: 1, SYN: 2, RST: 4, PSH: 8, ACK: 16, URG: 32, ECE: 64, CWR: 128 });

/**
 * SegmentRow is a segment as the decoder hands it over; it is reused for the
 * next one. seq and ack count from the first byte of data; a SYN has seq -1,
 * ack is -1 without ACK, and on UDP both are -1.
 * @typedef {object} SegmentRow
 * @property {number} number from 1
 * @property {number} at ns since the run began
 * @property {number} from socket, 0 where none is known
 * @property {number} to
 * @property {number} flags
 * @property {number} seq
 * @property {number} ack
 * @property {number} len bytes of data
 * @property {number} count how many segments of the sender's MSS it stands for
 * @property {number} window bytes
 */

/** @typedef {import("./streams.js").Piece} Piece */
/** @typedef {import("./trace.js").Trace} Trace */

/**
 * flagNames lists the flags that are set, from FIN up.
 * @param {number} flags
 */
export function flagNames(flags) {
  return Object.entries(TCPFlag).flatMap(([name, bit]) => (flags & bit ? [name] : []));
}

/** @typedef {{ offs: import("./column.js").Column<Float64Array>, indexes: import("./column.js").Column<Int32Array> }} Firsts */
/** @typedef {{ sent: number, syn: boolean, fin: boolean }} Sent How much of a stream was on the wire. */

/** SegmentTable holds the segments of one run by index; the segment of index n is number n + 1. */
export class SegmentTable {
  at = float64();
  from = int32();
  to = int32();
  flags = uint8();
  seq = float64();
  ack = float64();
  len = int32();
  count = uint16();
  window = int32();
  /** 1: its bytes, its SYN or its FIN had been on the wire before. */
  again = uint8();
  /** On UDP: which datagram of its socket it is, from 0. */
  nth = int32();
  /** How many segments were seen and not kept. */
  lost = 0;
  /** What first brought bytes, by socket: offsets (or numbers of datagrams), and segments. @type {Map<number, Firsts>} */
  #firsts = new Map();
  /** By socket, or minus the far socket where only that is known. @type {Map<number, Sent>} */
  #sent = new Map();
  /** Datagrams by socket. @type {Map<number, number>} */
  #datagrams = new Map();
  /** Sockets whose last try to connect ended in a reset. @type {Set<number>} */
  #failed = new Set();
  /** The first segment of a socket's last try to connect. @type {Map<number, number>} */
  #tried = new Map();

  get length() {
    return this.at.length;
  }

  /**
   * add appends a row. A row that is already there is dropped; one that would
   * leave a gap is an error.
   * @param {SegmentRow} row
   * @param {boolean} datagrams
   */
  add(row, datagrams) {
    if (row.number <= this.length) return;
    if (row.number !== this.length + 1) {
      throw new RangeError(`segments ${this.length + 1} to ${row.number - 1} are missing from the feed`);
    }
    const nth = datagrams ? this.#nextDatagram(row.from) : 0;
    const again = !datagrams && this.#isAgain(row);
    if (row.from && !again && (datagrams || row.len > 0)) this.#first(row.from, datagrams ? nth : row.seq);
    this.nth.push(nth);
    this.again.push(again ? 1 : 0);
    this.at.push(row.at);
    this.from.push(row.from);
    this.to.push(row.to);
    this.flags.push(row.flags);
    this.seq.push(row.seq);
    this.ack.push(row.ack);
    this.len.push(row.len);
    this.count.push(row.count);
    this.window.push(row.window);
  }

  /**
   * @param {number} from
   * @param {number} off
   */
  #first(from, off) {
    let firsts = this.#firsts.get(from);
    if (!firsts) this.#firsts.set(from, (firsts = { offs: float64(), indexes: int32() }));
    firsts.offs.push(off);
    firsts.indexes.push(this.length);
  }

  /**
   * carriers lists the segments that first brought bytes of [off, off+length)
   * of a socket's stream, or its datagram number `off`, at most `most`.
   * @param {number} from
   * @param {number} off
   * @param {number} length
   * @param {number} most
   * @returns {number[]} indexes
   */
  carriers(from, off, length, most) {
    const firsts = this.#firsts.get(from);
    /** @type {number[]} */
    const list = [];
    if (!firsts) return list;
    const { offs, indexes } = firsts;
    for (let k = Math.max(0, after(offs, off) - 1); k < offs.length && list.length < most; k++) {
      const n = indexes.at[k];
      if (offs.at[k] >= off + Math.max(1, length)) break;
      if (offs.at[k] === off || offs.at[k] + this.len.at[n] > off) list.push(n);
    }
    return list;
  }

  /** @param {number} from */
  #nextDatagram(from) {
    const n = this.#datagrams.get(from) ?? 0;
    this.#datagrams.set(from, n + 1);
    return n;
  }

  /**
   * isAgain reports whether a segment repeats what was on the wire, and notes
   * what is on it now.
   * @param {SegmentRow} row
   */
  #isAgain({ from, to, flags, seq, len }) {
    const key = from || -to;
    if (from === 0 || to === 0) this.#attempt(from || to, flags);
    const syn = (flags & TCPFlag.SYN) !== 0;
    const fin = (flags & TCPFlag.FIN) !== 0;
    let sent = this.#sent.get(key);
    if (!sent) this.#sent.set(key, (sent = { sent: 0, syn: false, fin: false }));
    const again = (syn && sent.syn) || (fin && sent.fin) || (len > 0 && seq < sent.sent);
    sent.syn ||= syn;
    sent.fin ||= fin;
    sent.sent = Math.max(sent.sent, seq + len);
    return again;
  }

  /**
   * attempt follows a socket that is not connected yet: after a reset its next
   * SYN begins anew.
   * @param {number} conn
   * @param {number} flags
   */
  #attempt(conn, flags) {
    if (flags & TCPFlag.RST) {
      this.#failed.add(conn);
    } else if (flags & TCPFlag.SYN && !(flags & TCPFlag.ACK) && this.#failed.delete(conn)) {
      this.#tried.set(conn, this.length);
      this.#sent.delete(conn);
      this.#sent.delete(-conn);
    }
  }

  /**
   * early reports whether segment n belongs to a try to connect that failed
   * before the one that `conn` made last.
   * @param {number} n
   * @param {number} conn
   */
  early(n, conn) {
    return n < (this.#tried.get(conn) ?? 0);
  }
}

/**
 * endsOf returns the sockets at the two ends of a segment, 0 where none is
 * known. One that had not been accepted yet is known by its connection.
 * @param {Trace} trace
 * @param {number} n index
 * @returns {{ from: number, to: number }}
 */
export function endsOf(trace, n) {
  const { segments } = trace;
  const [from, to] = [segments.from.at[n], segments.to.at[n]];
  const known = from || to;
  if ((from && to) || !known || trace.conns.datagrams(known) || segments.early(n, known)) return { from, to };
  const other = trace.ends.otherOf(known);
  return { from: from || other, to: to || other };
}

/**
 * ofDatagrams reports whether a segment is a datagram.
 * @param {Trace} trace
 * @param {number} n index
 */
export function ofDatagrams(trace, n) {
  return trace.conns.datagrams(trace.segments.from.at[n] || trace.segments.to.at[n]);
}

/**
 * hasData reports whether a segment brings something to the application: bytes,
 * or a datagram, which may be empty.
 * @param {Trace} trace
 * @param {number} n index
 */
export function hasData(trace, n) {
  return trace.segments.len.at[n] > 0 || ofDatagrams(trace, n);
}

/**
 * carried lists whose bytes a segment has. A datagram is told by its number,
 * so not where some were not captured.
 * @param {Trace} trace
 * @param {number} n index
 * @returns {Piece[]}
 */
export function carried(trace, n) {
  const { segments } = trace;
  const { from } = endsOf(trace, n);
  const len = segments.len.at[n];
  if (!ofDatagrams(trace, n)) return from && len ? trace.streamPieces(from, segments.seq.at[n], len) : [];
  const index = segments.lost ? -1 : trace.datagramSend(from, segments.nth.at[n]);
  return index < 0 || trace.columns.got.at[index] !== len ? [] : [{ index, off: 0, len }];
}

/**
 * carriersOf lists the segments that first brought bytes [begin, end) of a send.
 * @param {Trace} trace
 * @param {number} i index of the send
 * @param {number} begin
 * @param {number} end
 * @param {number} most
 */
export function carriersOf(trace, i, begin, end, most) {
  const { stream, conn, off } = trace.columns;
  const of = stream.at[i] || conn.at[i];
  if (!trace.conns.datagrams(conn.at[i]))
    return trace.segments.carriers(of, off.at[i] + begin, end - begin, most);
  const list = trace.segments.carriers(of, off.at[i], 1, most);
  return list.filter((n) => carried(trace, n).some(({ index }) => index === i));
}

/**
 * bytesOf returns which bytes of which stream an event has: those that it sent
 * or received, or those that a decoder had. Of datagrams off is a number.
 * @param {Trace} trace
 * @param {number} i index of the event
 */
function bytesOf(trace, i) {
  const { conn, stream, off, got, decode } = trace.columns;
  const made = decode.get(i);
  if (made < 0) return { of: stream.at[i] || conn.at[i], off: off.at[i], length: got.at[i] };
  return { of: trace.decodes.streamOf(trace, made), off: off.at[i], length: trace.decodes.have.at[made] };
}

/**
 * bears reports whether a segment had bytes of an event.
 * @param {Trace} trace
 * @param {number} n index of the segment
 * @param {number} i index of the event
 */
export function bears(trace, n, i) {
  const { segments } = trace;
  const { from } = endsOf(trace, n);
  const { of, off, length } = bytesOf(trace, i);
  if (from === 0 || from !== of) return false;
  if (trace.conns.datagrams(trace.columns.conn.at[i])) {
    if (trace.columns.decode.get(i) >= 0) return false;
    return carried(trace, n).some(({ index }) => trace.datagramSend(of, off) === index);
  }
  const seq = segments.seq.at[n];
  return seq < off + length && seq + segments.len.at[n] > off;
}

/**
 * firstBearing returns the index of the segment that first brought bytes of an
 * event, -1 where none did.
 * @param {Trace} trace
 * @param {number} i index of the event
 */
export function firstBearing(trace, i) {
  const { of, off, length } = bytesOf(trace, i);
  const [n] = trace.segments.carriers(of, off, trace.conns.datagrams(of) ? 1 : length, 1);
  return n !== undefined && bears(trace, n, i) ? n : -1;
}
