// Which lanes a run has, from top to bottom: for each peer that faces the hub
// its calls, its send queue, the wire, the receive queue at the other end; at
// the bottom the hub's calls. A queue lane is there only where it was measured,
// and under the calls of a peer that decodes is what its decoders have.

import { laneName } from "../model/text.js";
import { segmentsOut } from "../model/segments.js";
import { LaneHeight, stripPx } from "./metrics.js";

/** @typedef {"calls" | "send" | "wire" | "receive" | "decoder"} LaneKind */

/**
 * @typedef {object} Lane
 * @property {LaneKind} kind
 * @property {number} peer whose lane it is
 * @property {import("../model/sockets.js").Socket[]} sockets measured in it; none for calls and captured segments
 * @property {string} name
 * @property {string} about
 * @property {number} y without scrolling
 * @property {number} h with its strip
 * @property {number} top where drawing begins, below the strip
 */

/**
 * lanesOf lists the lanes of a chart; y begins at `topPx`.
 * @param {import("./chart.js").Chart} chart
 * @param {import("../model/text.js").Text} text
 * @param {boolean} narrow
 * @param {number} topPx
 * @param {boolean} [byEvent]
 * @returns {Lane[]}
 */
export function lanesOf(chart, text, narrow, topPx, byEvent = true) {
  const { trace, sockets } = chart;
  const hub = sockets.hub >= 0 ? sockets.hub : 0;
  const maker = new LaneMaker(chart, text, narrow, topPx, byEvent);
  const all = [...sockets.byConn.values()];
  for (let peer = 0; peer < trace.peers.length; peer++) {
    if (peer === hub) continue;
    const near = all.filter((socket) => socket.peer === peer);
    const conns = new Set(near.map((socket) => socket.conn));
    const far = all.filter((socket) => socket.peer === hub && conns.has(socket.other) && !trace.datagrams);
    maker.calls(peer);
    maker.receive(near.filter((socket) => socket.heldIn));
    maker.send(near.filter((socket) => socket.measuredOut));
    maker.wire(peer, near, far);
    maker.send(far.filter((socket) => socket.heldOut));
    maker.receive(far.filter((socket) => socket.measuredIn));
  }
  if (trace.datagrams) maker.receive(all.filter((socket) => socket.peer === hub && socket.measuredIn));
  maker.calls(hub);
  return maker.lanes;
}

class LaneMaker {
  /**
   * @param {import("./chart.js").Chart} chart
   * @param {import("../model/text.js").Text} text
   * @param {boolean} narrow
   * @param {number} topPx
   * @param {boolean} byEvent
   */
  constructor(chart, text, narrow, topPx, byEvent) {
    this.trace = chart.trace;
    this.decodes = chart.decodes;
    this.wires = chart.wires;
    this.text = text;
    this.strip = narrow ? stripPx : 0;
    this.decoderPx = byEvent ? LaneHeight.decoder : LaneHeight.decoded;
    this.callsPx = byEvent ? LaneHeight.calls : LaneHeight.cards;
    this.capturedPx = byEvent ? LaneHeight.captured : LaneHeight.rail;
    this.y = topPx;
    /** @type {Lane[]} */
    this.lanes = [];
  }

  /** @param {number} peer */
  calls(peer) {
    this.#add("calls", peer, [], this.#name("lane.calls", peer), this.text("lane.calls.about"));
    this.#decoder(peer);
  }

  /** @param {number} peer */
  #decoder(peer) {
    const { all, frames } = this.decodes[peer].sums();
    if (all === 0) return;
    const about = this.text("lane.decoder.about", frames);
    this.#add("decoder", peer, [], this.#name("lane.decoder", peer), about, this.decoderPx);
  }

  /** @param {import("../model/sockets.js").Socket[]} sockets */
  send(sockets) {
    if (!sockets.length) return;
    this.#add("send", sockets[0].peer, sockets, this.#name("lane.send", sockets[0].peer), "SIOCOUTQ");
  }

  /** @param {import("../model/sockets.js").Socket[]} sockets */
  receive(sockets) {
    if (!sockets.length) return;
    const about = this.trace.datagrams ? this.text("lane.receive.datagram") : "FIONREAD";
    this.#add("receive", sockets[0].peer, sockets, this.#name("lane.receive", sockets[0].peer), about);
  }

  /**
   * @param {number} peer
   * @param {import("../model/sockets.js").Socket[]} near
   * @param {import("../model/sockets.js").Socket[]} far
   */
  wire(peer, near, far) {
    const captured = this.wires.byPeer.get(peer);
    if (captured) return this.#captured(peer, captured.segments.length);
    const counted = [...near, ...far].filter((socket) => socket.counted);
    if (!counted.length) return;
    const segments = counted.reduce((sum, socket) => sum + Math.max(0, segmentsOut(socket)), 0);
    this.#add("wire", peer, counted, this.text("lane.wire"), this.text("lane.wire.about", segments));
  }

  /**
   * captured is a lane of segments that were seen themselves; it says so, and
   * whether any are missing.
   * @param {number} peer
   * @param {number} count
   */
  #captured(peer, count) {
    const { datagrams, segments } = this.trace;
    const name = this.text(datagrams ? "lane.wire.datagrams" : "lane.wire");
    const about = segments.lost
      ? this.text("lane.wire.missed", count, segments.lost)
      : this.text("lane.wire.captured", count);
    this.#add("wire", peer, [], name, about, this.capturedPx);
  }

  /**
   * @param {"lane.calls" | "lane.send" | "lane.receive" | "lane.decoder"} key
   * @param {number} peer
   */
  #name(key, peer) {
    return laneName(this.text, key, this.trace.peers[peer] ?? "");
  }

  /**
   * @param {LaneKind} kind
   * @param {number} peer
   * @param {import("../model/sockets.js").Socket[]} sockets
   * @param {string} name
   * @param {string} about
   * @param {number} [heightPx] without its strip
   */
  #add(kind, peer, sockets, name, about, heightPx = kind === "calls" ? this.callsPx : LaneHeight[kind]) {
    const h = heightPx + this.strip;
    this.lanes.push({ kind, peer, sockets, name, about, y: this.y, h, top: this.y + this.strip });
    this.y += h;
  }
}

/**
 * laneAt gives the lane at a height, if there is one.
 * @param {readonly Lane[]} lanes
 * @param {number} y without scrolling
 */
export function laneAt(lanes, y) {
  return lanes.find((lane) => y >= lane.y && y < lane.y + lane.h);
}
