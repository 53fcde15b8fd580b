// What a timeline knows of a trace beyond its events; it grows with it.

import { Call, carries, idles, sends } from "../model/call.js";
import { int32, uint16, uint8 } from "../model/column.js";
import { Sockets } from "../model/sockets.js";
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

/** Above every strand: the column of strands has 16 bits. */
const maxStrands = 1 << 16;

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
    const { start, end, peer, strand, decode } = trace.columns;
    this.#grow(trace.peers.length);
    for (const column of [this.room, this.late, this.track]) column.reserve(trace.length);
    if (trace.length - this.room.length >= many) this.#reserve();
    for (let i = this.room.length; i < trace.length; i++) {
      this.#grow(peer.at[i] + 1);
      if (decode.at[i] >= 0) {
        this.#addDecode(peer.at[i], decode.at[i]);
        continue;
      }
      this.room.push(naturalPx(trace, i));
      this.late.push(isLate(trace, i) ? Late.waited : 0);
      this.track.push(this.#trackOf(2 * peer.at[i], strand.at[i]));
      this.strands[peer.at[i]].add(this.#call(i));
    }
    for (const strands of this.strands) strands.settle((i) => this.#call(i));
    this.sockets.update(trace);
    trace.steps.update(trace);
    const [room, late, track] = [this.room.at, this.late.at, this.track.at];
    const spans = { start: start.at, end: end.at, track, room, late };
    this.wires.update(trace, this.sockets);
    const { points } = this.wires;
    const marks = { at: points.at.at, track: points.track.at, room: points.room.at };
    const moved = this.order.update(spans, trace.length, marks, points.at.length);
    this.folded.update(this.order.instants, moved);
  }

  /** reserve makes room for what comes at once: growing step by step wastes a third. */
  #reserve() {
    const { peer, decode } = this.trace.columns;
    const calls = new Int32Array(this.strands.length);
    for (let i = this.room.length; i < this.trace.length; i++) if (decode.at[i] < 0) calls[peer.at[i]]++;
    this.strands.forEach((strands, p) => strands.all.reserve(calls[p]));
  }

  /** By key and strand, in the order in which they come. @type {Map<number, number>} */
  #tracks = new Map();

  /**
   * trackOf numbers what has calls that do not overlap: a strand, a decoder.
   * @param {number} key
   * @param {number} strand
   */
  #trackOf(key, strand) {
    const of = key * maxStrands + strand;
    let track = this.#tracks.get(of);
    if (track === undefined) this.#tracks.set(of, (track = this.#tracks.size));
    return track;
  }

  #read = { event: 0, strand: 0, start: 0, end: 0, verdict: 0, failed: false, bytes: 0, sends: false };

  /**
   * call reads a call, into an object that is reused.
   * @param {number} i
   * @returns {import("./strands.js").Call}
   */
  #call(i) {
    const { start, end, strand, verdict, got, call } = this.trace.columns;
    const read = this.#read;
    read.event = i;
    read.strand = strand.at[i];
    read.start = start.at[i];
    read.end = end.at[i];
    read.verdict = verdict.at[i];
    read.failed = this.trace.err(i) !== "";
    read.bytes = Math.max(0, got.at[i]);
    read.sends = sends(call.at[i]);
    return read;
  }

  /**
   * rowOf gives the row that a call is in.
   * @param {number} i
   */
  rowOf(i) {
    const { peer, strand } = this.trace.columns;
    const strands = this.strands[peer.at[i]];
    return strands.rows[strands.rowOf(strand.at[i])];
  }

  /** @param {number} peers how many there are at least */
  #grow(peers) {
    while (this.strands.length < peers) {
      this.strands.push(new Strands());
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
    this.track.push(this.#trackOf(2 * peer + 1, 0));
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
