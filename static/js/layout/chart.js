// What a timeline knows of a trace beyond its events; it grows with it.

import { Call, carries, idles } from "../model/call.js";
import { int32, uint16, uint8 } from "../model/column.js";
import { Sockets } from "../model/sockets.js";
import { mostReserved } from "../model/trace.js";
import { FoldedScale } from "../scale/folded.js";
import { Late, OrderScale } from "../scale/order.js";
import { Strands } from "./strands.js";
import { leastUnits } from "./units.js";
import { PeerDecodes, roomOf } from "./decoders.js";
import { Wires } from "./wires.js";
import { labelUnits } from "./labels.js";
import { boxPadPx, cellPx, dotPx, emptyPx, idlePx, leastBytesPx, readableZoom, sleepPx } from "./metrics.js";

/** So many events at once are those of a stored run. */
const many = 1 << 15;

/** Chart follows one trace. */
export class Chart {
  /** @param {import("../model/trace.js").Trace} trace */
  constructor(trace) {
    this.trace = trace;
    this.sockets = new Sockets();
    this.wires = new Wires();
    this.order = new OrderScale();
    this.folded = new FoldedScale();
    /** Natural width of each call's box. */
    this.room = int32();
    /** As in Spans: where the box of a call stands. */
    this.late = uint8();
    /** As in Spans: of each peer its calls and its decoders. */
    this.track = uint16();
    /** The calls and the decoders of each peer; more may come. @type {Strands[]} */
    this.strands = [];
    /** @type {PeerDecodes[]} */
    this.decodes = [];
    const expected = Math.min(trace.hello.events ?? 0, mostReserved);
    this.order.reserve(expected, 0); // a stored run comes in many pieces
    for (const column of [this.room, this.late, this.track]) column.reserve(expected);
    /** Up to which version of the trace it has taken in what there is. */
    this.version = -1;
    this.update();
  }

  /** The chart of the whole run. @returns {Chart} */
  get whole() {
    return this;
  }

  /** update takes in what the trace has grown by. */
  update() {
    const { trace } = this;
    this.version = trace.version;
    this.#grow(trace.peers.length);
    this.#calls();
    for (const strands of this.strands) strands.settle();
    this.sockets.update(trace);
    this.wires.update(trace, this.sockets);
    const { start, end } = trace.columns;
    const [room, late, track] = [this.room.at, this.late.at, this.track.at];
    const spans = { start: start.at, end: end.at, track, room, late };
    const { points } = this.wires;
    const marks = { at: points.at.at, track: points.track.at, room: points.room.at };
    const moved = this.order.update(spans, trace.length, marks, points.at.length);
    this.folded.update(this.order.instants, moved);
  }

  /** calls takes in the calls that are new. It goes through all of a stored run at once. */
  #calls() {
    const { trace, strands } = this;
    const { peer, strand, decode } = trace.columns;
    const [first, end] = [this.room.length, trace.length];
    this.#reserve(first, end);
    const [room, late, track] = [this.room.at, this.late.at, this.track.at];
    for (let i = first; i < end; i++) {
      const p = peer.at[i];
      if (p >= strands.length) this.#grow(p + 1);
      if (decode.get(i) >= 0) {
        this.#addDecode(p, i, decode.get(i));
        continue;
      }
      room[i] = naturalPx(trace, i);
      late[i] = isLate(trace, i) ? Late.waited : 0;
      track[i] = this.#trackOf(2 * p, strand.get(i));
      strands[p].add(i);
    }
    this.room.length = this.late.length = this.track.length = end;
  }

  /**
   * reserve makes room for what comes at once: growing step by step wastes a third.
   * @param {number} first
   * @param {number} end
   */
  #reserve(first, end) {
    for (const column of [this.room, this.late, this.track]) column.reserve(end);
    if (end - first < many) return;
    const { peer, decode } = this.trace.columns;
    const calls = new Int32Array(this.strands.length);
    for (let i = first; i < end; i++) if (decode.get(i) < 0) calls[peer.at[i]]++;
    this.strands.forEach((strands, p) => strands.all.reserve(calls[p]));
  }

  /** By key and strand, in the order in which they come. @type {number[][]} */
  #tracks = [];
  #trackCount = 0;

  /**
   * trackOf numbers what has calls that do not overlap: a strand, a decoder.
   * @param {number} key
   * @param {number} strand
   */
  #trackOf(key, strand) {
    const tracks = (this.#tracks[key] ??= []);
    return (tracks[strand] ??= this.#trackCount++);
  }

  /**
   * rowOf gives the row that a call is in.
   * @param {number} i
   */
  rowOf(i) {
    const { peer, strand } = this.trace.columns;
    const strands = this.strands[peer.at[i]];
    return strands.rows[strands.rowOf(strand.get(i))];
  }

  /** @param {number} peers how many there are at least */
  #grow(peers) {
    while (this.strands.length < peers) {
      this.strands.push(new Strands(this.trace));
      this.decodes.push(new PeerDecodes());
    }
  }

  /**
   * A decoder's box stands where its step ended; beside it there is room for
   * the next calls.
   * @param {number} peer
   * @param {number} i index
   * @param {number} n which decode it is
   */
  #addDecode(peer, i, n) {
    this.room.at[i] = roomOf(this.trace, n);
    this.late.at[i] = Late.after;
    this.track.at[i] = this.#trackOf(2 * peer + 1, 0);
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
  if (carries(call.at[i])) {
    const cells = got.at[i] > 0 ? leastUnits(trace, i) * cellPx + (2 * boxPadPx) / readableZoom + 1 : emptyPx;
    return Math.max(cells, got.at[i] > 0 ? leastBytesPx : 0, labelUnits(trace, i));
  }
  if (call.at[i] === Call.sleep) return sleepPx;
  return idles(call.at[i]) ? idlePx : dotPx + 4;
}
