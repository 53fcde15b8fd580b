// Which captured segments belong to which wire lane, and the room they need.

import { endsOf, hasData, ofDatagrams, TCPFlag } from "../model/capture.js";
import { after, float64, int32, uint16 } from "../model/column.js";
import { namesOf, rangeText } from "./segmentwords.js";

/** Natural widths: of a pure acknowledgment, of a character, and the greatest of a box. */
const tickPx = 11;
const charPx = 7.9;
const mostPx = 132;
const padPx = Object.freeze({ data: 18, name: 20 });

/** @typedef {{ all: number, data: number, again: number }} Sums */

/** PeerWire is the segments of one lane, in the order of their times. */
export class PeerWire {
  /** @param {import("../model/capture.js").SegmentTable} table */
  constructor(table) {
    this.table = table;
    this.segments = int32();
    /** Running sums, made when they are asked for, up to #summed. */
    this.#data = int32();
    this.#again = int32();
  }

  #data;
  #again;

  /** How many of the segments are datagrams. */
  #datagrams = 0;

  /** Whether all of them are. */
  get isDatagrams() {
    return this.#datagrams === this.segments.length;
  }

  /**
   * @param {number} n
   * @param {boolean} datagram
   */
  add(n, datagram) {
    if (datagram) this.#datagrams++;
    const at = after(this.segments, n);
    this.segments.insert(at, n);
    this.#data.length = Math.min(this.#data.length, at);
    this.#again.length = Math.min(this.#again.length, at);
  }

  /**
   * sums counts the segments k with first <= k < last.
   * @param {number} first
   * @param {number} last
   * @returns {Sums}
   */
  sums(first, last) {
    const [data, again] = [this.#data, this.#again];
    for (let k = data.length; k < this.segments.length; k++) {
      const n = this.segments.at[k];
      data.push((k ? data.at[k - 1] : 0) + (this.table.len.at[n] > 0 ? 1 : 0));
      again.push((k ? again.at[k - 1] : 0) + this.table.again.at[n]);
    }
    const between = (/** @type {import("../model/column.js").Column<Int32Array>} */ sum) =>
      last > first ? sum.at[last - 1] - (first > 0 ? sum.at[first - 1] : 0) : 0;
    return { all: last - first, data: between(data), again: between(again) };
  }
}

/** Wires follows the captured segments of a trace. */
export class Wires {
  /** By the peer whose lane it is. @type {Map<number, PeerWire>} */
  byPeer = new Map();
  /** What the scale by event gives room to; see Points. */
  points = { at: float64(), track: uint16(), room: int32() };
  /** By segment: which point it is, and whose lane it is in; -1 while that is not known. */
  #point = int32();
  #peer = int32();
  /** @type {number[]} */
  #pending = [];
  #seen = 0;
  #ended = false;

  /**
   * update takes in what the trace has grown by.
   * @param {import("../model/trace.js").Trace} trace
   * @param {import("../model/sockets.js").Sockets} sockets
   */
  update(trace, sockets) {
    const { segments } = trace;
    const ended = trace.ended !== null;
    if (this.#pending.length && (this.#seen !== trace.length || this.#ended !== ended)) {
      this.#pending = this.#pending.filter((n) => !this.#settle(trace, sockets, n, ended));
    }
    this.#seen = trace.length;
    this.#ended = ended;
    for (let n = this.#point.length; n < segments.length; n++) {
      this.#point.push(-1);
      this.#peer.push(-1);
      if (!this.#settle(trace, sockets, n, ended)) this.#pending.push(n);
    }
  }

  /**
   * settle finds the lane of a segment: that of the peer that is not the hub.
   * @param {import("../model/trace.js").Trace} trace
   * @param {import("../model/sockets.js").Sockets} sockets
   * @param {number} n
   * @param {boolean} ended nothing more will be known
   */
  #settle(trace, sockets, n, ended) {
    const { from, to } = endsOf(trace, n);
    const hub = Math.max(0, sockets.hub);
    const peers = [from, to].map((conn) => sockets.byConn.get(conn)?.peer ?? -1);
    const own = peers.find((peer) => peer >= 0 && peer !== hub);
    if (own === undefined && !ended) return false;
    const peer =
      own ??
      Math.max(
        0,
        trace.peers.findIndex((_, p) => p !== hub),
      ); // alone: its own
    let wire = this.byPeer.get(peer);
    if (!wire) this.byPeer.set(peer, (wire = new PeerWire(trace.segments)));
    wire.add(n, ofDatagrams(trace, n));
    this.#peer.set(n, peer);
    this.#point.set(n, this.points.at.length);
    this.points.at.push(trace.segments.at.at[n]);
    this.points.track.push(Math.max(0, peer));
    this.points.room.push(naturalPx(trace, n));
    return true;
  }

  /**
   * pointOf returns which point a segment is, or -1.
   * @param {number} n
   */
  pointOf(n) {
    return this.#point.at[n];
  }

  /**
   * peerOf returns whose lane a segment is in, or -1.
   * @param {number} n
   */
  peerOf(n) {
    return this.#peer.at[n];
  }
}

/**
 * naturalPx is the room for a segment's box by event.
 * @param {import("../model/trace.js").Trace} trace
 * @param {number} n
 */
function naturalPx(trace, n) {
  if (isPure(trace, n)) return tickPx;
  const names = namesOf(trace.segments.flags.at[n]).length;
  if (!hasData(trace, n)) return (names + 1) * charPx + padPx.name;
  const seq = ofDatagrams(trace, n) ? "" : "seq ";
  const chars = `↓ ${seq}${rangeText(trace, n)}`.length + (names > 0 ? names + 1 : 0);
  return Math.min(mostPx, chars * charPx + padPx.data);
}

/**
 * isPure reports whether a segment does no more than acknowledge.
 * @param {import("../model/trace.js").Trace} trace
 * @param {number} n
 */
export function isPure(trace, n) {
  return !hasData(trace, n) && !(trace.segments.flags.at[n] & (TCPFlag.SYN | TCPFlag.FIN | TCPFlag.RST));
}
