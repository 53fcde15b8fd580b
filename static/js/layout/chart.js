// What a timeline knows of a trace beyond its events; it grows with it.

import { Call, carries, idles } from "../model/call.js";
import { Column, int32, uint8 } from "../model/column.js";
import { Sockets } from "../model/sockets.js";
import { Verdict } from "../model/verdict.js";
import { OrderScale } from "../scale/order.js";
import { unitsOf } from "./units.js";
import { Wires } from "./wires.js";
import { boxPadPx, cellPx, dotPx, emptyPx, idlePx, leastBytesPx, naturalCells, sleepPx } from "./metrics.js";

/** PeerCalls is the calls of one peer in order, with running sums for views from afar. */
export class PeerCalls {
  events = int32();
  joined = int32();
  cut = int32();
  failed = int32();

  /**
   * @param {number} event
   * @param {number} verdict
   * @param {boolean} failed
   */
  add(event, verdict, failed) {
    this.events.push(event);
    count(this.joined, (verdict & Verdict.coalesced) !== 0);
    count(this.cut, (verdict & (Verdict.split | Verdict.truncated)) !== 0);
    count(this.failed, failed);
  }
}

/**
 * @param {Column<Int32Array>} sums
 * @param {boolean} one
 */
function count(sums, one) {
  sums.push((sums.length ? sums.at[sums.length - 1] : 0) + (one ? 1 : 0));
}

/** Chart follows one trace. */
export class Chart {
  /** @param {import("../model/trace.js").Trace} trace */
  constructor(trace) {
    this.trace = trace;
    this.sockets = new Sockets();
    this.wires = new Wires();
    this.order = new OrderScale();
    /** Natural width of each call's box. */
    this.room = int32();
    /** 1: the box stands at the end of the call, after its waiting. */
    this.late = uint8();
    this.calls = trace.peers.map(() => new PeerCalls());
    this.update();
  }

  /** update takes in what the trace has grown by. */
  update() {
    const { trace } = this;
    const { start, end, peer, verdict } = trace.columns;
    for (let i = this.room.length; i < trace.length; i++) {
      this.room.push(naturalPx(trace, i));
      this.late.push(isLate(trace, i) ? 1 : 0);
      this.calls[peer.at[i]]?.add(i, verdict.at[i], trace.err(i) !== "");
    }
    this.sockets.update(trace);
    const spans = { start: start.at, end: end.at, peer: peer.at, room: this.room.at, late: this.late.at };
    this.wires.update(trace, this.sockets);
    const { at, track, room } = this.wires.points;
    this.order.update(spans, trace.length, { at: at.at, track: track.at, room: room.at }, at.length);
  }
}

/**
 * A call that had to wait has its result at its end, and so its box.
 * @param {import("../model/trace.js").Trace} trace
 * @param {number} i
 */
function isLate(trace, i) {
  const call = trace.columns.call.at[i];
  return trace.waited(i) && !idles(call);
}

/**
 * naturalPx is the room for a call's box: for its bytes, or for its name.
 * @param {import("../model/trace.js").Trace} trace
 * @param {number} i
 */
function naturalPx(trace, i) {
  const { call, got } = trace.columns;
  if (carries(call.at[i]) && got.at[i] > 0) {
    const cells = Math.min(unitsOf(trace, i), naturalCells) * cellPx + 2 * boxPadPx;
    return Math.max(cells, leastBytesPx);
  }
  if (carries(call.at[i])) return emptyPx;
  if (call.at[i] === Call.sleep) return sleepPx;
  return idles(call.at[i]) ? idlePx : dotPx + 4;
}
