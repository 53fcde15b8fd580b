// The wire lane of a peer: the segments that were captured, or, where they were
// not, how many the kernel counted.

import { segmentsOut } from "../../model/segments.js";
import { laneName } from "../../model/text.js";
import { LaneHeight } from "../metrics.js";
import { segmentShapes } from "../segments.js";
import { lateCounts } from "../late.js";

/** @typedef {import("./lanes.js").Side} Side */
/** @typedef {import("./lanes.js").Lane} Lane */

/** @type {import("./lanes.js").Maker} */
export const wireLane = (side) => capturedLane(side) ?? countedLane(side);

/**
 * nameOf names a wire lane: with its peer where several have one.
 * @param {import("../chart.js").Chart} chart
 * @param {import("../../model/text.js").Text} text
 * @param {number} peer
 * @param {boolean} datagrams
 */
function nameOf({ trace: { peers } }, text, peer, datagrams) {
  if (peers.length > 2) return laneName(text, "lane.wire.of", peers[peer]);
  return text(datagrams ? "lane.wire.datagrams" : "lane.wire");
}

/**
 * capturedLane is a lane of segments that were seen themselves; it says so, and
 * whether any are missing.
 * @param {Side} side
 * @returns {Lane | null}
 */
export function capturedLane({ chart, text, peer }) {
  const captured = chart.wires.byPeer.get(peer);
  if (!captured) return null;
  const { segments } = chart.trace;
  const count = captured.segments.length;
  return {
    kind: "wire",
    peer,
    sockets: [],
    name: nameOf(chart, text, peer, captured.isDatagrams),
    about: segments.lost ? text("lane.wire.missed", count, segments.lost) : text("lane.wire.captured", count),
    heightPx: ({ byEvent }) => (byEvent ? LaneHeight.captured : LaneHeight.rail),
    draw: (frame, y, out) => segmentShapes(frame, captured, { peer, y }, out),
  };
}

/**
 * @param {Side} side
 * @returns {Lane | null}
 */
function countedLane({ chart, text, peer, near, far }) {
  const counted = [...near, ...far].filter((socket) => socket.counted);
  if (!counted.length) return null;
  const segments = counted.reduce((sum, socket) => sum + Math.max(0, segmentsOut(socket)), 0);
  if (!segments && chart.wires.byPeer.size) return null; // captured, and there was none
  return {
    kind: "wire",
    peer,
    sockets: counted,
    name: nameOf(chart, text, peer, false),
    about: text("lane.wire.about", segments),
    heightPx: () => LaneHeight.wire,
    draw: (frame, y, out) => lateCounts.draw(frame, { peer, sockets: counted }, y, out),
  };
}
