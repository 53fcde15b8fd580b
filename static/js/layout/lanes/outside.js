// The rail of a peer outside: its calls are not seen, only when bytes went to it
// and when bytes of it were taken.

import { laneName } from "../../model/text.js";
import { search } from "../frame.js";
import { LaneHeight } from "../metrics.js";

const tickPx = 3;
const tallPx = 12;

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
    draw(frame, y, out) {
      const mid = y + LaneHeight.rail / 2;
      const rule = { x1: frame.leftPx, y1: mid, x2: frame.rightPx, y2: mid };
      out.calls.push({ t: "line", ...rule, color: "dim", line: 1 });
      for (const socket of facing(chart, peer)) {
        const arrived = (/** @type {number} */ i) => frame.endX(i);
        const left = (/** @type {number} */ i) => frame.startX(i);
        ticks(frame, { events: socket.sends, xOf: arrived, y: mid - tallPx, fill: "accent" }, out.calls);
        ticks(frame, { events: socket.takes, xOf: left, y: mid, fill: "m1" }, out.calls);
      }
    },
  };
};

/**
 * facing lists the sockets of the run that are connected to a peer outside.
 * @param {Chart} chart
 * @param {number} peer
 */
function facing({ trace, sockets }, peer) {
  return trace.conns.all().flatMap((row) => {
    if (!row.outside || row.peer !== peer) return [];
    return sockets.byConn.get(trace.ends.otherOf(row.conn)) ?? [];
  });
}

/**
 * ticks marks calls, at most one on each few pixels.
 * @param {import("../frame.js").Frame} frame
 * @param {{ events: import("../../model/column.js").Column<Int32Array>, xOf: (i: number) => number, y: number, fill: string }} some
 * @param {import("../shapes.js").Shape[]} shapes
 */
function ticks(frame, { events, xOf, y, fill }, shapes) {
  let k = search(events.length, (n) => xOf(events.at[n]) >= frame.leftPx);
  while (k < events.length && xOf(events.at[k]) <= frame.rightPx) {
    const x = xOf(events.at[k]);
    shapes.push({ t: "rect", x, y, w: tickPx - 1, h: tallPx, fill });
    const from = k;
    k += 1 + search(events.length - from - 1, (n) => xOf(events.at[from + 1 + n]) >= x + tickPx);
  }
}
