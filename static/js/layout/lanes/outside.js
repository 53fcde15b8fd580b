// The rail of a peer outside: its calls are not seen, only when bytes went to it
// and when bytes of it were taken.

import { laneName } from "../../model/text.js";
import { lateRail } from "../late.js";
import { LaneHeight } from "../metrics.js";

/** @typedef {import("../chart.js").Chart} Chart */

/** outside is the number of that kind of peer. */
const outside = 3;

/**
 * isOutside tells whether the calls of a peer are not seen.
 * @param {Chart} chart
 * @param {number} peer
 */
export function isOutside({ trace, strands }, peer) {
  return trace.programs.get(peer)?.kind === outside && strands[peer].all.events.length === 0;
}

/** @type {import("./lanes.js").Maker} */
export const outsideRail = ({ chart, text, peer }) => {
  if (!isOutside(chart, peer)) return null;
  return {
    kind: "outside",
    peer,
    sockets: [],
    name: laneName(text, "lane.outside", chart.trace.peers[peer] ?? ""),
    about: text("lane.outside.about"),
    heightPx: () => LaneHeight.rail,
    draw: (frame, y, out) => lateRail.draw(frame, peer, y, out),
  };
};
