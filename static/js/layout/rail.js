// What is drawn on the rail of a peer outside: a mark for each time that bytes went to it,
// and for each that bytes of it were taken.

import { search } from "./frame.js";
import { lateRail } from "./late.js";
import { LaneHeight } from "./metrics.js";

const tickPx = 3;
const tallPx = 12;

/** @typedef {import("./chart.js").Chart} Chart */

lateRail.has((frame, peer, y, out) => {
  const mid = y + LaneHeight.rail / 2;
  const rule = { x1: frame.leftPx, y1: mid, x2: frame.rightPx, y2: mid };
  out.calls.push({ t: "line", ...rule, color: "dim", line: 1 });
  /** @type {[Set<number>, Set<number>]} */
  const [arrivals, departures] = [new Set(), new Set()];
  for (const socket of facing(frame.chart, peer)) {
    ticks(frame, socket.sends, (i) => frame.endX(i), arrivals);
    ticks(frame, socket.takes, (i) => frame.startX(i), departures);
  }
  tickShapes(arrivals, { y: mid - tallPx, fill: "accent" }, out.calls);
  tickShapes(departures, { y: mid, fill: "m1" }, out.calls);
});

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
 * ticks notes where calls are, at most one on each few pixels.
 * @param {import("./frame.js").Frame} frame
 * @param {import("../model/column.js").Column<Int32Array>} events
 * @param {(i: number) => number} xOf
 * @param {Set<number>} taken
 */
function ticks(frame, events, xOf, taken) {
  let k = search(events.length, (n) => xOf(events.at[n]) >= frame.leftPx);
  while (k < events.length && xOf(events.at[k]) <= frame.rightPx) {
    const x = xOf(events.at[k]);
    taken.add(Math.floor(x / tickPx) * tickPx);
    const from = k;
    k += 1 + search(events.length - from - 1, (n) => xOf(events.at[from + 1 + n]) >= x + tickPx);
  }
}

/**
 * @param {Set<number>} taken
 * @param {{ y: number, fill: string }} look
 * @param {import("./shapes.js").Shape[]} shapes
 */
function tickShapes(taken, { y, fill }, shapes) {
  for (const x of taken) shapes.push({ t: "rect", x, y, w: tickPx - 1, h: tallPx, fill });
}
