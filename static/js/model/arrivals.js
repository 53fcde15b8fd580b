// Which datagrams waited in receive queues. The kernel says how long the first is, and
// no more; that others wait behind it follows: they had been sent to the socket, its
// count of drops did not rise with them, and no receive had taken them.

import { carriersOf } from "./capture.js";
import { Call, receives, sends } from "./call.js";
import { firstAfter, float64, int32 } from "./column.js";
import { Field } from "./probe.js";

/** @typedef {import("./trace.js").Trace} Trace */
/** @typedef {import("./sockets.js").Sockets} Sockets */
/** @typedef {import("./sockets.js").Socket} Socket */

/**
 * Lined is what waited in a queue of datagrams at a sample: their sends, oldest first,
 * of very many the first and the last.
 * @typedef {object} Lined
 * @property {import("./streams.js").Piece[]} pieces
 * @property {number} bytes of all
 * @property {number} measured how many of them the kernel's number is about
 */

/** Came is the datagrams that came into one queue, in their order. */
class Came {
  sends = int32();
  /** How many bytes came before each. */
  before = float64();
  /** By receive: how many had left the queue with it. */
  left = int32();
  bytes = 0;
  gone = 0;
  drops = 0;
  /** From when on it is known that what came did not leave in this order. */
  mixedNs = Infinity;
  /** The most that had waited at once by each: bytes, and how many. */
  most = float64();
  deepest = int32();

  /** @param {number} ns */
  mixed(ns) {
    this.mixedNs = Math.min(this.mixedNs, ns);
  }

  /** @param {number} send @param {number} bytes */
  push(send, bytes) {
    this.sends.push(send);
    this.before.push(this.bytes);
    this.bytes += bytes;
    const { most, deepest, sends } = this;
    most.push(Math.max(most.at[most.length - 1] ?? 0, this.bytes - this.before.at[this.gone]));
    deepest.push(Math.max(deepest.at[deepest.length - 1] ?? 0, sends.length - this.gone));
  }
}

/** Arrivals follows a trace event by event. */
export class Arrivals {
  /** @type {Map<number, Came>} */
  #byConn = new Map();
  /** By socket, what it sent before it was accepted. @type {Map<number, number[]>} */
  #early = new Map();
  #done = 0;

  /**
   * update takes in what has come since.
   * @param {Trace} trace
   * @param {Sockets} sockets
   */
  update(trace, sockets) {
    const { call, conn, stream } = trace.columns;
    for (; this.#done < trace.length; this.#done++) {
      const i = this.#done;
      if (!trace.conns.datagrams(conn.at[i])) continue;
      if (call.at[i] === Call.accept) this.#accepted(trace, i);
      else if (sends(call.at[i]) && trace.message(i) >= 0) this.#sent(trace, sockets, i);
      else if (receives(call.at[i]) && stream.at[i] !== 0 && !trace.peek(i)) this.#taken(trace, i);
    }
  }

  /** @param {number} conn */
  #of(conn) {
    let came = this.#byConn.get(conn);
    if (!came) this.#byConn.set(conn, (came = new Came()));
    return came;
  }

  /**
   * @param {Trace} trace
   * @param {Sockets} sockets
   * @param {number} i
   */
  #sent(trace, sockets, i) {
    const { conn, farConn, far, got, end } = trace.columns;
    if (farConn.get(i) === 0) {
      const early = this.#early.get(conn.at[i]);
      if (early) early.push(i);
      else this.#early.set(conn.at[i], [i]);
      return;
    }
    const came = this.#of(farConn.get(i));
    const drops = trace.probes.field(far.get(i), Field.drops);
    const [take = Infinity] = sockets.receivers(trace, i, 1);
    if (take < i) return; // a receive had it before the send returned
    if (drops <= came.drops) return came.push(i, got.at[i]);
    if (drops > came.drops + 1) came.mixed(end.at[i]); // one that seemed to wait was dropped
    came.drops = drops;
  }

  /**
   * accepted gives what a socket had sent by then to the one that accept returned.
   * @param {Trace} trace
   * @param {number} i
   */
  #accepted({ columns: { conn, farConn, got } }, i) {
    const early = this.#early.get(farConn.get(i)) ?? [];
    this.#early.delete(farConn.get(i));
    for (const send of early) this.#of(conn.at[i]).push(send, got.at[send]);
  }

  /**
   * @param {Trace} trace
   * @param {number} i
   */
  #taken(trace, i) {
    const { conn, stream, off, probe, end } = trace.columns;
    const came = this.#of(conn.at[i]);
    const send = trace.datagramSend(stream.at[i], off.at[i]);
    if (send >= 0 && send < i) {
      if (came.sends.length > came.gone && came.sends.at[came.gone] === send) came.gone++;
      else came.mixed(end.at[i]);
    }
    came.left.push(came.gone);
    // Which of several sends was dropped cannot be told from here.
    if (trace.probes.field(probe.get(i), Field.drops) > came.drops) came.mixed(end.at[i]);
  }

  /**
   * most is the most that waited in a socket's queue at once, as far as it is known.
   * @param {Trace} trace
   * @param {Socket} socket
   */
  most({ columns: { end } }, { conn, t, most: { inq } }) {
    const came = this.#byConn.get(conn);
    const measured = Math.max(0, inq.max());
    const seen = came ? firstAfter(came.sends, end, lastNs(t)) : 0;
    if (!came || came.mixedNs <= lastNs(t) || seen === 0) return { bytes: measured, count: 1 };
    return { bytes: Math.max(measured, came.most.at[seen - 1]), count: came.deepest.at[seen - 1] };
  }

  /**
   * at returns what waited at sample k of a socket; nothing where that cannot be told.
   * @param {Trace} trace
   * @param {Socket} socket
   * @param {number} k
   * @param {number} most
   * @returns {Lined}
   */
  at(trace, { conn, whole, t, inq }, k, most) {
    const came = this.#byConn.get(conn);
    const [ns, length] = [t.get(k), inq.get(k)];
    const { end, got } = trace.columns;
    const nothing = { pieces: [], bytes: 0, measured: 0 };
    if (!came) return nothing;
    const taken = firstAfter(whole.takes, end, ns);
    const first = taken > 0 ? came.left.at[taken - 1] : 0;
    let last = firstAfter(came.sends, end, ns);
    while (last < came.sends.length && cameNs(trace, came.sends.at[last]) <= ns) last++;
    if (first >= last) return nothing;
    const lined = this.#lined(trace, came, first, last, most);
    const isAll = lined.bytes === length && trace.conns.countsAll(conn);
    if (isAll) return { ...lined, measured: lined.pieces.length };
    if (got.at[came.sends.at[first]] !== length) return nothing;
    if (came.mixedNs > lastNs(t)) return lined;
    return { pieces: lined.pieces.slice(0, 1), bytes: length, measured: 1 };
  }

  /**
   * @param {Trace} trace
   * @param {Came} came
   * @param {number} first
   * @param {number} last
   * @param {number} most
   * @returns {Lined}
   */
  #lined({ columns: { got } }, { sends, before, ...came }, first, last, most) {
    const end = last < sends.length ? before.at[last] : came.bytes;
    const places = last - first > most ? [first, last - 1] : Array.from({ length: last - first }, (_, n) => first + n); // prettier-ignore
    const pieces = places.map((n) => ({ index: sends.at[n], off: 0, len: got.at[sends.at[n]] }));
    return { pieces, bytes: end - before.at[first], measured: 1 };
  }
}

/**
 * cameNs is from when on a datagram was at the other end: since it was on the wire;
 * where that was not seen, since its send had ended.
 * @param {Trace} trace
 * @param {number} send
 */
function cameNs(trace, send) {
  const { end, got } = trace.columns;
  const [n] = carriersOf(trace, send, 0, Math.max(1, got.at[send]), 1);
  return n === undefined ? end.at[send] : trace.segments.at.at[n];
}

/** lastNs is up to when something was measured. @param {Socket["t"]} t */
const lastNs = (t) => (t.length ? t.get(t.length - 1) : 0);

/** @type {WeakMap<Sockets, Arrivals>} */
const known = new WeakMap();

/** arrivalsOf returns those of a run, up to date. @param {{ trace: Trace, sockets: Sockets }} chart */
export function arrivalsOf({ trace, sockets }) {
  const arrivals = known.get(sockets) ?? new Arrivals();
  known.set(sockets, arrivals);
  arrivals.update(trace, sockets);
  return arrivals;
}
