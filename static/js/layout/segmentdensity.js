// Captured segments from afar: how many there are under each few pixels, how
// many of them carry bytes, and how many bytes had been on the wire before.
// Costs by the pixel, not by the segment.

import { Walk } from "../scale/walk.js";
import { lateDensity } from "./late.js";
import { Size } from "./metrics.js";

const barPx = 3;
const tallPx = 34;
/** The foot of the bars, from a box's top; above them is room for words. */
const footPx = 46;
const leastPx = 4;

/**
 * segmentDensity draws segments [first, last) of a lane as bars.
 * @param {import("./frame.js").Frame} frame
 * @param {{ wire: import("./wires.js").PeerWire, first: number, last: number, top: number }} some
 * @param {import("./shapes.js").Shape[]} shapes
 */
function segmentDensity(frame, { wire, first, last, top }, shapes) {
  const bars = barsOf(frame, wire, first, last);
  const most = bars.reduce((max, { all }) => Math.max(max, all), 1);
  for (const { x, all, data, again } of bars) {
    const tall = leastPx + ((tallPx - leastPx) * Math.log2(1 + all)) / Math.log2(1 + most);
    const part = (/** @type {string} */ fill, /** @type {number} */ share, /** @type {number} */ alpha) => {
      if (share === 0) return;
      const h = share * tall;
      shapes.push({ t: "rect", x, y: top + footPx - h, w: barPx - 1, h, fill, alpha });
    };
    part("dim", 1, 0.45);
    part("m1", data / all, 0.8);
    part("lost", again / all, 1);
  }
  const text = frame.text(wire.isDatagrams ? "wire.density.datagrams" : "wire.density", last - first);
  shapes.push({ t: "text", x: frame.leftPx + 6, y: top + 2, text, size: Size.text, color: "dim" });
}

lateDensity.has(segmentDensity);

/**
 * @param {import("./frame.js").Frame} frame
 * @param {import("./wires.js").PeerWire} wire
 * @param {number} first
 * @param {number} last
 */
function barsOf(frame, wire, first, last) {
  const bars = [];
  let from = first;
  const walk = new Walk(first);
  for (let x = frame.leftPx; x < frame.rightPx && from < last; x += barPx) {
    const to = walk.first(last, (k) => frame.segmentX(wire.segments.at[k]) >= x + barPx);
    if (to > from) bars.push({ x, ...wire.sums(from, to) });
    from = to;
  }
  return bars;
}
