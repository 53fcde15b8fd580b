// The sockets of a run as they were known at a moment: their samples and calls
// up to it.

import { firstAfter } from "../column.js";
import { Pyramid } from "../pyramid.js";
import { samplesOf } from "../samples.js";
import { countKnown, cut } from "./trace.js";

/** @typedef {import("../sockets.js").Socket} Socket */
/** @typedef {import("../sockets.js").Sockets} Sockets */
/** @typedef {import("../trace.js").Trace} Trace */

/** PastPyramid is a pyramid over the first values of its column. */
class PastPyramid {
  /**
   * @param {Pyramid} whole
   * @param {import("../pyramid.js").Numbers} column
   */
  constructor(whole, column) {
    this.whole = whole;
    this.length = column.length;
    this.column = column;
  }

  /**
   * @param {number} [a]
   * @param {number} [b]
   */
  max(a = 0, b = this.length) {
    return this.whole.max(Math.min(a, this.length), Math.min(b, this.length));
  }

  /** @param {number} wanted */
  level(wanted) {
    const { bits, values } = this.whole.level(wanted);
    const length = Math.min(values.length, this.length >> bits);
    return { bits, values: { length, get: (/** @type {number} */ k) => values.get(k) } };
  }
}

/** PastSocket reads like a Socket; what is not asked for is not looked up. */
class PastSocket {
  /** @type {ReturnType<PastSocket["look"]> | null} */
  #seen = null;

  /**
   * @param {Socket} whole
   * @param {Trace} trace the whole one
   * @param {number} atNs
   */
  constructor(whole, trace, atNs) {
    this.whole = whole;
    this.trace = trace;
    this.atNs = atNs;
    this.conn = whole.conn;
    this.peer = whole.peer;
    this.other = whole.other;
    this.closedNs = whole.closedNs <= atNs ? whole.closedNs : Infinity;
    this.heldOut = whole.heldOut;
    this.heldIn = whole.heldIn;
    this.measuredOut = whole.measuredOut;
    this.measuredIn = whole.measuredIn;
    this.counted = whole.counted;
  }

  look() {
    const { whole, trace, atNs } = this;
    const sends = countKnown(trace, whole.sends, atNs);
    const takes = countKnown(trace, whole.takes, atNs);
    const known = whole.t.after(atNs);
    const [samples, event] = [cut(whole.samples, known), cut(whole.event, known)];
    const series = samplesOf(trace, samples, event);
    const most = (/** @type {"t" | "outq" | "inq" | "segsOut"} */ name) =>
      /** @type {Pyramid} */ (/** @type {unknown} */ (new PastPyramid(whole.most[name], series[name])));
    return {
      samples,
      event,
      ...series,
      most: { t: most("t"), outq: most("outq"), inq: most("inq"), segsOut: most("segsOut") },
      sends: cut(whole.sends, sends),
      takes: cut(whole.takes, takes),
    };
  }

  get seen() {
    return (this.#seen ??= this.look());
  }

  get samples() {
    return this.seen.samples;
  }

  get t() {
    return this.seen.t;
  }

  get outq() {
    return this.seen.outq;
  }

  get inq() {
    return this.seen.inq;
  }

  get unsent() {
    return this.seen.unsent;
  }

  get segsOut() {
    return this.seen.segsOut;
  }

  get drops() {
    return this.seen.drops;
  }

  get event() {
    return this.seen.event;
  }

  get most() {
    return this.seen.most;
  }

  get sends() {
    return this.seen.sends;
  }

  get takes() {
    return this.seen.takes;
  }
}

/** PastSockets reads like Sockets. */
export class PastSockets {
  /** @type {Map<number, Socket>} */
  byConn = new Map();

  /**
   * @param {Sockets} whole
   * @param {Trace} trace the whole one
   * @param {number} atNs
   */
  constructor(whole, trace, atNs) {
    this.whole = whole;
    this.trace = trace;
    this.atNs = atNs;
    this.hub = whole.hub;
    this.listeners = new Map(
      [...whole.listeners].map(([conn, events]) => [
        conn,
        cut(events, firstAfter(events, trace.columns.end, atNs)),
      ]),
    );
    for (const [conn, socket] of whole.byConn) {
      const past = new PastSocket(socket, trace, atNs);
      this.byConn.set(conn, /** @type {Socket} */ (/** @type {unknown} */ (past)));
    }
  }

  /**
   * receivers lists the known receives that took bytes of a send.
   * @param {Trace} trace
   * @param {number} i
   */
  receivers(trace, i) {
    return this.whole.receivers(this.trace, i).filter((take) => trace.knows(take));
  }

  update() {}
}

/**
 * pastSockets returns the sockets at a moment; they are read as such.
 * @param {Sockets} whole
 * @param {Trace} trace the whole one
 * @param {number} atNs
 */
export function pastSockets(whole, trace, atNs) {
  return /** @type {Sockets} */ (/** @type {unknown} */ (new PastSockets(whole, trace, atNs)));
}
