// What a timeline knows of a trace beyond its events; it grows with it.

import { Call, carries, idles } from "../model/call.js";
import { Column, int32, uint16, uint8 } from "../model/column.js";
import { Sockets } from "../model/sockets.js";
import { Verdict } from "../model/verdict.js";
import { Late, OrderScale } from "../scale/order.js";
import { unitsOf } from "./units.js";
import { PeerDecodes, roomOf } from "./decoders.js";
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
    /** As in Spans: where the box of a call stands. */
    this.late = uint8();
    /** As in Spans: of each peer its calls and its decoders. */
    this.track = uint16();
    /** The calls and the decoders of each peer; more may come. @type {PeerCalls[]} */
    this.calls = [];
    /** @type {PeerDecodes[]} */
    this.decodes = [];
    this.update();
  }

  /** update takes in what the trace has grown by. */
  update() {
    const { trace } = this;
    const { start, end, peer, verdict, decode } = trace.columns;
    this.#grow(trace.peers.length);
    for (let i = this.room.length; i < trace.length; i++) {
      this.#grow(peer.at[i] + 1);
      if (decode.at[i] >= 0) {
        this.#addDecode(peer.at[i], decode.at[i]);
        continue;
      }
      this.room.push(naturalPx(trace, i));
      this.late.push(isLate(trace, i) ? Late.waited : 0);
      this.track.push(2 * peer.at[i]);
      this.calls[peer.at[i]].add(i, verdict.at[i], trace.err(i) !== "");
    }
    this.sockets.update(trace);
    const [room, late, track] = [this.room.at, this.late.at, this.track.at];
    const spans = { start: start.at, end: end.at, track, room, late };
    this.wires.update(trace, this.sockets);
    const { points } = this.wires;
    const marks = { at: points.at.at, track: points.track.at, room: points.room.at };
    this.order.update(spans, trace.length, marks, points.at.length);
  }

  /** @param {number} peers how many there are at least */
  #grow(peers) {
    while (this.calls.length < peers) {
      this.calls.push(new PeerCalls());
      this.decodes.push(new PeerDecodes());
    }
  }

  /**
   * A decoder's box stands where its step ended; beside it there is room for
   * the next calls.
   * @param {number} peer
   * @param {number} n
   */
  #addDecode(peer, n) {
    this.room.push(roomOf(this.trace, n));
    this.late.push(Late.after);
    this.track.push(2 * peer + 1);
    this.decodes[peer].add(this.trace, n);
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
  if (carries(call.at[i])) return trace.err(i) ? leastBytesPx : emptyPx; // an error is named in its box
  if (call.at[i] === Call.sleep) return sleepPx;
  return idles(call.at[i]) ? idlePx : dotPx + 4;
}
