// The wire lane of a peer: the segments that were captured, or, where they were
// not, how many the kernel counted.

import { segmentsOut } from "../../model/segments.js";
import { LaneHeight } from "../metrics.js";
import { segmentShapes } from "../segments.js";
import { lateCounts } from "../late.js";

/** @typedef {import("./lanes.js").Side} Side */
/** @typedef {import("./lanes.js").Lane} Lane */

/** @type {import("./lanes.js").Maker} */
export const wireLane = (side) => capturedLane(side) ?? countedLane(side);

/**
 * capturedLane is a lane of segments that were seen themselves; it says so, and
 * whether any are missing.
 * @param {Side} side
 * @returns {Lane | null}
 */
function capturedLane({ chart, text, peer }) {
  const captured = chart.wires.byPeer.get(peer);
  if (!captured) return null;
  const { segments } = chart.trace;
  const count = captured.segments.length;
  return {
    kind: "wire",
    peer,
    sockets: [],
    name: text(captured.isDatagrams ? "lane.wire.datagrams" : "lane.wire"),
    about: segments.lost ? text("lane.wire.missed", count, segments.lost) : text("lane.wire.captured", count),
    heightPx: ({ byEvent }) => (byEvent ? LaneHeight.captured : LaneHeight.rail),
    draw: (frame, y, out) => segmentShapes(frame, captured, { peer, y }, out),
  };
}

/**
 * @param {Side} side
 * @returns {Lane | null}
 */
function countedLane({ text, peer, near, far }) {
  const counted = [...near, ...far].filter((socket) => socket.counted);
  if (!counted.length) return null;
  const segments = counted.reduce((sum, socket) => sum + Math.max(0, segmentsOut(socket)), 0);
  return {
    kind: "wire",
    peer,
    sockets: counted,
    name: text("lane.wire"),
    about: text("lane.wire.about", segments),
    heightPx: () => LaneHeight.wire,
    draw: (frame, y, out) => lateCounts.draw(frame, { peer, sockets: counted }, y, out),
  };
}
