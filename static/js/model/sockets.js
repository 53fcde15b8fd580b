// The sockets of a run: whose they are, who is at the other end, what the
// kernel held for them and when, and their sends and receives by offset.

import { noteAccepts } from "./accepts.js";
import { Call, receives, sends } from "./call.js";
import { firstAfter, float64, int32 } from "./column.js";
import { NearMap } from "./nearmap.js";
import { Field, missing } from "./probe.js";
import { Pyramid } from "./pyramid.js";
import { samplesOf } from "./samples.js";
import { Streams } from "./streams.js";

/** Socket is one socket; its samples are sorted by time. */
export class Socket {
  #probes;

  /**
   * @param {import("./trace.js").Trace} trace
   * @param {number} conn
   * @param {number} peer
   */
  constructor(trace, conn, peer) {
    this.#probes = trace.probes;
    this.conn = conn;
    this.peer = peer;
    /** The socket at the other end, 0 while it is not known. */
    this.other = 0;
    this.closedNs = Infinity;
    /** Samples: which probes they are and after which events they were taken; when, and what. */
    this.samples = int32();
    this.event = int32();
    const { t, outq, inq, unsent, segsOut, drops } = samplesOf(trace, this.samples, this.event);
    this.t = t;
    this.outq = outq;
    this.inq = inq;
    this.unsent = unsent;
    this.segsOut = segsOut;
    this.drops = drops;
    /** The greatest samples of a stretch. */
    this.most = Object.freeze({
      t: new Pyramid(t, float64),
      outq: new Pyramid(outq),
      inq: new Pyramid(inq),
      segsOut: new Pyramid(segsOut),
    });
    /** Sends and receives of bytes. */
    this.sends = int32();
    this.takes = int32();
    /** Whether a queue was ever seen with bytes in it, or segments were counted. */
    this.heldOut = false;
    this.heldIn = false;
    this.measuredOut = false;
    this.measuredIn = false;
    this.counted = false;
  }

  /** The socket in the whole run. @returns {Socket} */
  get whole() {
    return this;
  }

  /**
   * addSample takes in a probe.
   * @param {number} probe
   * @param {number} i index of the event that it was taken after
   * @param {number} ns when
   */
  addSample(probe, i, ns) {
    const { samples, event, t } = this;
    const last = samples.length - 1;
    if (last < 0 || t.get(last) <= ns) {
      samples.push(probe);
      event.push(i);
    } else {
      const at = t.after(ns);
      samples.insert(at, probe);
      event.insert(at, i);
      for (const pyramid of Object.values(this.most)) pyramid.changed(at);
    }
    this.#note(probe);
  }

  /**
   * note notes what a probe shows that may have been measured for the first time.
   * @param {number} probe
   */
  #note(probe) {
    const probes = this.#probes;
    const [outq, inq] = [probes.field(probe, Field.outq), probes.field(probe, Field.inq)];
    this.heldOut ||= outq > 0;
    this.heldIn ||= inq > 0;
    this.measuredOut ||= outq !== missing;
    this.measuredIn ||= inq !== missing;
    this.counted ||= probes.field(probe, Field.segsOut) !== missing;
  }
}

/** Sockets follows a trace event by event. */
export class Sockets {
  /** @type {Map<number, Socket>} */
  byConn = new Map();
  /** The same, of those that are there. @type {NearMap<Socket>} */
  #near = new NearMap();
  #done = 0;
  /** The taker of each stream or datagram socket's bytes. @type {NearMap<number>} */
  #taker = new NearMap();
  /** Receives of datagrams by sender, in the order of their numbers. */
  #datagrams = new Streams();
  /** The events after which listeners were asked, by conn. @type {import("./accepts.js").Listeners} */
  listeners = new Map();
  /** The peer whom the others connect or send to: the first that asks for an address. -1 without one. */
  hub = -1;

  /** @param {import("./trace.js").Trace} trace */
  update(trace) {
    for (; this.#done < trace.length; this.#done++) this.#add(trace, this.#done);
  }

  /**
   * @param {import("./trace.js").Trace} trace
   * @param {number} i
   */
  #add(trace, i) {
    const { peer, conn, call, end, probe, far, farConn } = trace.columns;
    if (conn.at[i] === 0) return;
    const socket = this.#socket(trace, conn.at[i], peer.at[i]);
    const named = call.at[i] === Call.bind || call.at[i] === Call.listen;
    if (this.hub < 0 && named && !trace.details(i).implied) this.hub = peer.at[i];
    if (call.at[i] === Call.close && !trace.err(i)) socket.closedNs = end.at[i];
    noteAccepts(this.listeners, trace, i);
    this.#bytes(trace, i, socket);
    if (probe.get(i) >= 0) socket.addSample(probe.get(i), i, end.at[i]);
    if (farConn.get(i) === 0) return;
    const other = this.#socket(trace, farConn.get(i), -1);
    socket.other = other.conn;
    if (!trace.conns.datagrams(socket.conn)) other.other = socket.conn;
    if (far.get(i) >= 0) other.addSample(far.get(i), i, end.at[i]);
  }

  /**
   * @param {import("./trace.js").Trace} trace
   * @param {number} i
   * @param {Socket} socket
   */
  #bytes(trace, i, socket) {
    const { call, got, off, stream } = trace.columns;
    if (sends(call.at[i]) && trace.message(i) >= 0) socket.sends.push(i);
    if (!receives(call.at[i]) || stream.at[i] === 0 || trace.peek(i)) return; // a peek takes nothing
    this.#taker.set(stream.at[i], socket.conn);
    if (trace.conns.datagrams(socket.conn)) {
      this.#datagrams.add(stream.at[i], off.at[i], i);
    } else if (got.at[i] > 0) {
      socket.other ||= stream.at[i];
    } else {
      return;
    }
    socket.takes.push(i);
  }

  /**
   * @param {import("./trace.js").Trace} trace
   * @param {number} conn
   * @param {number} peer -1 when only known as the far end
   */
  #socket(trace, conn, peer) {
    let socket = this.#near.get(conn);
    if (!socket) {
      const owner = trace.conns.owner(conn);
      socket = new Socket(trace, conn, owner < 0 ? peer : owner);
      this.byConn.set(conn, socket);
      this.#near.set(conn, socket);
    }
    if (socket.peer < 0) socket.peer = peer;
    return socket;
  }

  /**
   * receivers lists the receives that took bytes of a send, by index.
   * @param {import("./trace.js").Trace} trace
   * @param {number} i
   * @param {number} [most] those beyond are left out
   * @returns {number[]}
   */
  receivers(trace, i, most = Infinity) {
    if (trace.message(i) < 0) return [];
    const { conn, off, got } = trace.columns;
    if (trace.conns.datagrams(conn.at[i])) {
      const index = this.#datagrams.datagram(conn.at[i], off.at[i]);
      return index < 0 ? [] : [index];
    }
    const taker = this.byConn.get(this.#taker.get(conn.at[i]) ?? 0);
    if (!taker) return [];
    const list = [];
    const { takes } = taker;
    const [first, end] = [off.at[i], off.at[i] + got.at[i]];
    const begin = Math.max(0, firstAfter(takes, off, first) - 1);
    for (let k = begin; k < takes.length && list.length < most; k++) {
      const take = takes.at[k];
      if (off.at[take] >= end) break;
      if (off.at[take] + got.at[take] > first) list.push(take);
    }
    return list;
  }
}
