// One direction of a connection, byte by byte: what was sent, which calls it was
// cut by on both sides, and what became of what nobody took.

import { receives, sends } from "../call.js";
import { after, float64, int32 } from "../column.js";

/** @typedef {import("../trace.js").Trace} Trace */

/** Flow is a byte stream, or the datagrams that a socket sent. */
export class Flow {
  /** Sends by their offset (datagrams by their number), and what took bytes, by offset. */
  sendOff = float64();
  sends = int32();
  takeOff = float64();
  takes = int32();
  /** How far the bytes go, and how far they were taken. */
  sent = 0;
  taken = 0;
  /** The socket that took bytes, 0 while none did. */
  taker = 0;

  /**
   * @param {number} conn the socket that sends
   * @param {number} peer
   * @param {boolean} datagrams
   */
  constructor(conn, peer, datagrams) {
    this.conn = conn;
    this.peer = peer;
    this.datagrams = datagrams;
  }

  /** How many there are to show: bytes, or datagrams. */
  get length() {
    return this.datagrams ? this.sends.length : this.sent;
  }

  /**
   * sendAt returns the send that a byte is of, or -1.
   * @param {number} off
   */
  sendAt(off) {
    return at(this.sendOff, this.sends, off);
  }

  /**
   * takeAt returns the receive that took a byte, or -1.
   * @param {Trace} trace
   * @param {number} off
   */
  takeAt({ columns: { got, off: offs } }, off) {
    const i = at(this.takeOff, this.takes, off);
    return i >= 0 && off < offs.at[i] + got.at[i] ? i : -1;
  }
}

/**
 * @param {import("../column.js").Column<Float64Array>} offs
 * @param {import("../column.js").Column<Int32Array>} indexes
 * @param {number} off
 */
function at(offs, indexes, off) {
  const k = after(offs, off) - 1;
  return k < 0 ? -1 : indexes.at[k];
}

/** Flows follows a trace event by event. */
export class Flows {
  /** By the socket that sends, in the order of their first bytes. @type {Map<number, Flow>} */
  byConn = new Map();
  #seen = 0;

  /** How many events it has taken in. */
  get seen() {
    return this.#seen;
  }

  /**
   * update takes in what the trace has grown by.
   * @param {Trace} trace
   * @param {number} [known] how many events are known
   */
  update(trace, known = trace.length) {
    for (; this.#seen < known; this.#seen++) this.#add(trace, this.#seen);
  }

  /**
   * @param {Trace} trace
   * @param {number} i
   */
  #add(trace, i) {
    const { call, conn, peer, stream, off, got } = trace.columns;
    if (sends(call.at[i]) && trace.message(i) >= 0) {
      const flow = this.#of(trace, conn.at[i]);
      flow.peer = peer.at[i];
      insert(flow.sendOff, flow.sends, off.at[i], i);
      flow.sent = Math.max(flow.sent, off.at[i] + (flow.datagrams ? 1 : got.at[i]));
      return;
    }
    if (!receives(call.at[i]) || stream.at[i] === 0 || trace.peek(i)) return;
    const flow = this.#of(trace, stream.at[i]);
    if (!flow.datagrams && got.at[i] === 0) return;
    insert(flow.takeOff, flow.takes, off.at[i], i);
    flow.taker = conn.at[i];
    flow.taken = Math.max(flow.taken, off.at[i] + (flow.datagrams ? 1 : got.at[i]));
  }

  /**
   * @param {Trace} trace
   * @param {number} conn
   */
  #of(trace, conn) {
    let flow = this.byConn.get(conn);
    if (!flow) this.byConn.set(conn, (flow = new Flow(conn, -1, trace.conns.datagrams(conn))));
    return flow;
  }

  /**
   * flowOf returns the direction that an event sent bytes in, or took them of.
   * @param {Trace} trace
   * @param {number} seq
   */
  flowOf({ columns: { conn, stream } }, seq) {
    return this.byConn.get(stream.at[seq - 1]) ?? this.byConn.get(conn.at[seq - 1]) ?? null;
  }
}

/**
 * @param {import("../column.js").Column<Float64Array>} offs
 * @param {import("../column.js").Column<Int32Array>} indexes
 * @param {number} off
 * @param {number} i
 */
function insert(offs, indexes, off, i) {
  const k = after(offs, off);
  offs.insert(k, off);
  indexes.insert(k, i);
}

/**
 * Rest is what became of the bytes that nobody took: lost; in a queue, as it was
 * measured last; or unknown.
 * @typedef {{ kind: "none" } | { kind: "lost", bytes: number } | { kind: "queued", bytes: number, queued: number, seq: number } | { kind: "unknown", bytes: number }} Rest
 */

/**
 * restOf says what became of the bytes of a stream that nobody took.
 * @param {Trace} trace
 * @param {Flow} flow
 * @param {number} [known] how many events are known; before the end nothing is lost
 * @returns {Rest}
 */
export function restOf(trace, flow, known = trace.length) {
  const bytes = flow.sent - flow.taken;
  if (bytes <= 0) return { kind: "none" };
  const last = flow.sendAt(flow.sent - 1);
  if (last >= 0 && known === trace.length && trace.lost.has(last + 1)) return { kind: "lost", bytes };
  const measured = lastMeasured(trace, flow.taker, known);
  return measured ? { kind: "queued", bytes, ...measured } : { kind: "unknown", bytes };
}

/** How many events back a measurement is looked for. */
const mostBack = 10_000;

/**
 * lastMeasured returns how many bytes a socket's receive queue had when it was
 * measured last.
 * @param {Trace} trace
 * @param {number} conn
 * @param {number} known how many events are known
 */
function lastMeasured({ columns: { conn: conns, farConn, probe, far }, probes }, conn, known) {
  if (conn === 0) return null;
  for (let i = known - 1; i >= Math.max(0, known - mostBack); i--) {
    const row = conns.at[i] === conn ? probe.get(i) : farConn.get(i) === conn ? far.get(i) : -1;
    const found = row < 0 ? null : probes.read(row);
    if (found && found.inq >= 0) return { queued: found.inq, seq: i + 1 };
  }
  return null;
}
