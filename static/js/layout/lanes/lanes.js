// Which lanes a run has, from top to bottom: those of each peer that faces the
// hub, at the bottom those of the hub. A lane is there only where it has
// something to show. A new lane is a maker in one of the two lists.

import { acceptLane } from "./accept.js";
import { callsLanes } from "./calls.js";
import { decoderLane } from "./decoder.js";
import { farReceiveLane, hubReceiveLane, nearReceiveLane } from "./receive.js";
import { farSendLane, nearSendLane } from "./send.js";
import { outsideRail } from "./outside.js";
import { capturedLane, wireLane } from "./wire.js";
import { isTap } from "../../model/hello.js";
import { axisPx, Cut, foldedPx, stripPx, Thrift } from "../metrics.js";
import { folding } from "./fold.js";

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
 * @property {(look: Look & { thrift: number }) => readonly number[]} [cutPx] how much above and below it can do without, see Cut and Thrift
 * @property {(frame: import("../frame.js").Frame, y: number, out: import("../out.js").Out, thrift?: number) => void} draw y: where it begins on the canvas; thrift: what it leaves out
 * @property {(frame: import("../frame.js").Frame, y: number, out: import("../out.js").Out) => void} [note] notes where bands end in it; asked of lanes out of view too
 */

/**
 * Placed is a lane with its place, without scrolling: y and h with the strip
 * of its name, top below that, or above y where its top is cut. A folded one has a
 * strip with its name alone; keys are those of lanes that share one strip.
 * @typedef {Lane & { key: string, keys?: string[], folded: boolean, thrift: number, y: number, h: number, top: number }} Placed
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
  acceptLane,
  callsLanes,
  outsideRail,
  decoderLane,
  nearReceiveLane,
  nearSendLane,
  wireLane,
  farSendLane,
  farReceiveLane,
];

/** As a tap has them towards its server. */
const mirrored = [...peerLanes].reverse();

/** The wire is among them where the hub is all alone. @type {readonly Maker[]} */
const hubLanes = [capturedLane, acceptLane, hubReceiveLane, callsLanes, outsideRail, decoderLane];

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
  const keys = keysOf(lanes);
  const strip = narrow ? stripPx : 0;
  const fold = folding(chart, lanes, { keys, open, named });
  /** @type {Placed[]} */
  let placed = [];
  let least = Infinity;
  for (const { merged, thrift } of thrifts) {
    if (merged && open[restKey]) continue;
    const cuts = lanes.map((lane) => (thrift && lane.cutPx?.({ byEvent, thrift })) || Cut.none);
    const tall = lanes.map((lane, n) => lane.heightPx({ byEvent }) + strip - cuts[n][0] - cuts[n][1]);
    const { folded, hidden } = fold({ tall, roomPx: roomPx - axisPx, merged });
    const all = lanes.map((lane, n) => {
      const h = folded[n] ? foldedPx : tall[n];
      const top = folded[n] ? 0 : strip - cuts[n][0];
      return { ...lane, key: keys[n], folded: folded[n], thrift, y: 0, h, top };
    });
    const tried = stacked(merged ? withRest(all, text) : all, roomPx);
    const fits = bottomOf(tried) <= roomPx;
    const cost = fits ? hidden + (thrift === Thrift.lowest ? lanes.length : 0) : Infinity;
    if (cost < least || least === Infinity) placed = tried;
    least = Math.min(cost, least);
    if (least === 0) break;
  }
  return placed;
}

/**
 * What is done for want of room: the first of these that folds the fewest lanes with
 * something in them, or the last where none is enough. Names go only where nothing else
 * is enough.
 */
const thrifts = [
  { merged: false, thrift: Thrift.none },
  { merged: false, thrift: Thrift.low },
  { merged: true, thrift: Thrift.none },
  { merged: true, thrift: Thrift.low },
  { merged: true, thrift: Thrift.lowest },
];

/** The key of the strip that folded lanes share. */
const restKey = "rest";

/**
 * withRest puts lanes that are folded into one strip, the last.
 * @param {Placed[]} lanes
 * @param {import("../../model/text.js").Text} text
 * @returns {Placed[]}
 */
function withRest(lanes, text) {
  const folded = lanes.filter((lane) => lane.folded);
  if (folded.length < 2) return lanes;
  const rest = {
    ...folded[0],
    kind: restKey,
    key: restKey,
    keys: folded.map(({ key }) => key),
    name: text("lane.rest", folded.length),
    about: [...new Set(folded.map(({ name }) => name))].join(" · "),
  };
  return [...lanes.filter((lane) => !lane.folded), rest];
}

/**
 * stacked places lanes one below the other; those that are folded are the last
 * where there is no room for all.
 * @param {Placed[]} lanes
 * @param {number} roomPx
 */
function stacked(lanes, roomPx) {
  const isTight = lanes.reduce((sum, { h }) => sum + h, axisPx) > roomPx;
  const order = isTight ? [...lanes].sort((a, b) => Number(a.folded) - Number(b.folded)) : lanes;
  let y = axisPx;
  for (const lane of order) {
    lane.y = y;
    lane.top += y;
    y += lane.h;
  }
  return order;
}

/** @param {Placed[]} lanes */
const bottomOf = (lanes) => lanes.reduce((sum, { h }) => sum + h, axisPx);

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
  if (!trace.peers.length) return []; // of programs that are watched, none has made a call yet
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
  const middle = { chart, text, peer: hub, near: own(hub), far: [], makers: hubLanes };
  if (!isTap(trace)) return [...sides, middle];
  return [sides[0], middle, ...sides.slice(1).map((side) => ({ ...side, makers: mirrored }))]; // the way of the bytes
}

/**
 * laneAt returns the lane at a height, if there is one.
 * @param {readonly Placed[]} lanes
 * @param {number} y without scrolling
 */
export function laneAt(lanes, y) {
  return lanes.find((lane) => y >= lane.y && y < lane.y + lane.h);
}
