// Which lanes a run has, from top to bottom: those of each peer that faces the
// hub, at the bottom those of the hub. A lane is there only where it has
// something to show. A new lane is a maker in one of the two lists.

import { callsLanes } from "./calls.js";
import { decoderLane } from "./decoder.js";
import { farReceiveLane, hubReceiveLane, nearReceiveLane } from "./receive.js";
import { farSendLane, nearSendLane } from "./send.js";
import { outsideRail } from "./outside.js";
import { wireLane } from "./wire.js";
import { axisPx, stripPx } from "../metrics.js";

/** @typedef {import("../../model/sockets.js").Socket} Socket */

/** How a run is looked at: byEvent or by real time. @typedef {{ byEvent: boolean }} Look */

/**
 * Lane is one strip of the picture. It knows how tall it is and draws itself.
 * @typedef {object} Lane
 * @property {string} kind
 * @property {number} peer whose lane it is
 * @property {Socket[]} sockets that are measured in it
 * @property {string} name
 * @property {string} about
 * @property {(look: Look) => number} heightPx
 * @property {(frame: import("../frame.js").Frame, y: number, out: import("../out.js").Out) => void} draw y: where it begins on the canvas
 * @property {(frame: import("../frame.js").Frame, y: number, out: import("../out.js").Out) => void} [note] notes where bands end in it; asked of lanes out of view too
 */

/**
 * Placed is a lane with its place, without scrolling: y and h with the strip
 * of its name, top below that.
 * @typedef {Lane & { y: number, h: number, top: number }} Placed
 */

/**
 * Side is what the lanes of a peer are made from: its own sockets, and those
 * of the hub that are connected to them.
 * @typedef {object} Side
 * @property {import("../chart.js").Chart} chart
 * @property {import("../../model/text.js").Text} text
 * @property {number} peer
 * @property {Socket[]} near
 * @property {Socket[]} far
 */

/** Maker makes a lane of a side, several, or none. @typedef {(side: Side) => Lane | Lane[] | null} Maker */

/** @type {readonly Maker[]} */
const peerLanes = [
  callsLanes,
  outsideRail,
  decoderLane,
  nearReceiveLane,
  nearSendLane,
  wireLane,
  farSendLane,
  farReceiveLane,
];

/** @type {readonly Maker[]} */
const hubLanes = [hubReceiveLane, callsLanes, outsideRail, decoderLane];

/**
 * lanesOf lists the lanes of a chart, below the axis.
 * @param {import("../chart.js").Chart} chart
 * @param {import("../../model/text.js").Text} text
 * @param {{ byEvent?: boolean, narrow?: boolean }} [look] narrow: with a strip for the name over each lane
 * @returns {Placed[]}
 */
export function lanesOf(chart, text, { byEvent = true, narrow = false } = {}) {
  const lanes = sidesOf(chart, text).flatMap(({ makers, ...side }) =>
    makers.flatMap((make) => make(side) ?? []),
  );
  const strip = narrow ? stripPx : 0;
  let y = axisPx;
  return lanes.map((lane) => {
    const h = lane.heightPx({ byEvent }) + strip;
    const placed = { ...lane, y, h, top: y + strip };
    y += h;
    return placed;
  });
}

/**
 * sidesOf lists the peers from top to bottom, the hub last.
 * @param {import("../chart.js").Chart} chart
 * @param {import("../../model/text.js").Text} text
 * @returns {(Side & { makers: readonly Maker[] })[]}
 */
function sidesOf(chart, text) {
  const { trace, sockets } = chart;
  const hub = sockets.hub >= 0 ? sockets.hub : 0;
  const all = [...sockets.byConn.values()];
  const own = (/** @type {number} */ peer) => all.filter((socket) => socket.peer === peer);
  const sides = trace.peers.flatMap((_, peer) => {
    if (peer === hub) return [];
    const near = own(peer);
    const conns = new Set(near.map((socket) => socket.conn));
    const far = own(hub).filter((socket) => conns.has(socket.other) && !trace.conns.datagrams(socket.conn));
    return [{ chart, text, peer, near, far, makers: peerLanes }];
  });
  return [...sides, { chart, text, peer: hub, near: own(hub), far: [], makers: hubLanes }];
}

/**
 * laneAt returns the lane at a height, if there is one.
 * @param {readonly Placed[]} lanes
 * @param {number} y without scrolling
 */
export function laneAt(lanes, y) {
  return lanes.find((lane) => y >= lane.y && y < lane.y + lane.h);
}
