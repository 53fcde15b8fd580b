// Which lanes a run has, from top to bottom: those of each peer that faces the
// hub, at the bottom those of the hub. A lane is there only where it has
// something to show. A new lane is a maker in one of the two lists.

import { callsLanes } from "./calls.js";
import { decoderLane } from "./decoder.js";
import { farReceiveLane, hubReceiveLane, nearReceiveLane } from "./receive.js";
import { farSendLane, nearSendLane } from "./send.js";
import { outsideRail } from "./outside.js";
import { wireLane } from "./wire.js";
import { axisPx, foldedPx, stripPx } from "../metrics.js";
import { foldedLanes } from "./fold.js";

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
 * of its name, top below that. A folded one has a strip with its name alone.
 * @typedef {Lane & { key: string, folded: boolean, y: number, h: number, top: number }} Placed
 */

/**
 * Room is how tall all lanes may be, which lanes are open or folded because
 * somebody wanted it, by their keys, and which the lesson is about: "server receive".
 * @typedef {{ roomPx?: number, open?: Readonly<Record<string, boolean>>, named?: readonly string[] }} Room
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
 * lanesOf lists the lanes of a chart, below the axis. Where there is no room for
 * all of them those that are folded are the last.
 * @param {import("../chart.js").Chart} chart
 * @param {import("../../model/text.js").Text} text
 * @param {{ byEvent?: boolean, narrow?: boolean } & Room} [look] narrow: with a strip for the name over each lane
 * @returns {Placed[]}
 */
export function lanesOf(
  chart,
  text,
  { byEvent = true, narrow = false, roomPx = Infinity, open = {}, named = [] } = {},
) {
  const lanes = sidesOf(chart, text).flatMap(({ makers, ...side }) =>
    makers.flatMap((make) => make(side) ?? []),
  );
  const strip = narrow ? stripPx : 0;
  const tall = lanes.map((lane) => lane.heightPx({ byEvent }) + strip);
  const keys = keysOf(lanes);
  const folded = foldedLanes(chart, lanes, { tall, keys, roomPx: roomPx - axisPx, open, named });
  const heights = lanes.map((_, n) => (folded[n] ? foldedPx : tall[n]));
  const isTight = heights.reduce((sum, px) => sum + px, axisPx) > roomPx;
  const order = lanes.map((_, n) => n);
  if (isTight) order.sort((a, b) => Number(folded[a]) - Number(folded[b]));
  let y = axisPx;
  return order.map((n) => {
    const lane = lanes[n];
    const h = heights[n];
    const placed = { ...lane, key: keys[n], folded: folded[n], y, h, top: y + (folded[n] ? 0 : strip) };
    y += h;
    return placed;
  });
}

/**
 * keysOf names lanes: by kind and peer, and a number where there are several.
 * @param {Lane[]} lanes
 */
function keysOf(lanes) {
  /** @type {Map<string, number>} */
  const seen = new Map();
  return lanes.map(({ kind, peer }) => {
    const name = `${kind}.${peer}`;
    const n = seen.get(name) ?? 0;
    seen.set(name, n + 1);
    return n ? `${name}.${n}` : name;
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
