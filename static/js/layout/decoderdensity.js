// Decodes from afar: how many there are under each few pixels, how many of them
// completed a frame, and how many are faults. Costs by the pixel.

import { Walk } from "../scale/walk.js";
import { boxPx, Size } from "./metrics.js";

const barPx = 3;
const leastPx = 4;

/**
 * decoderDensity draws decodes [first, last) of a peer as bars.
 * @param {import("./frame.js").Frame} frame
 * @param {{ peer: number, first: number, last: number, y: number }} some y: of the boxes
 * @param {import("./shapes.js").Shape[]} shapes
 */
export function decoderDensity(frame, { peer, first, last, y }, shapes) {
  const bars = barsOf(frame, peer, first, last);
  const most = bars.reduce((max, { all }) => Math.max(max, all), 1);
  for (const { x, all, frames, faults } of bars) {
    const tall = leastPx + ((boxPx - leastPx) * Math.log2(1 + all)) / Math.log2(1 + most);
    const part = (/** @type {string} */ fill, /** @type {number} */ share, /** @type {number} */ alpha) => {
      if (share === 0) return;
      const h = share * tall;
      shapes.push({ t: "rect", x, y: y + boxPx - h, w: barPx - 1, h, fill, alpha });
    };
    part("dim", 1, 0.45);
    part("exact", frames / all, 0.9);
    part("lost", faults / all, 1);
  }
  const { frames } = frame.chart.decodes[peer].sums(first, last);
  const text = frame.text("decoder.density", last - first, frames);
  shapes.push({ t: "text", x: frame.leftPx + 6, y: y - 12, text, size: Size.text, color: "dim" });
}

/**
 * @param {import("./frame.js").Frame} frame
 * @param {number} peer
 * @param {number} first
 * @param {number} last
 */
function barsOf(frame, peer, first, last) {
  const decodes = frame.chart.decodes[peer];
  const { event } = frame.trace.decodes;
  const bars = [];
  let from = first;
  const walk = new Walk(first);
  for (let x = frame.leftPx; x < frame.rightPx && from < last; x += barPx) {
    const to = walk.first(last, (k) => frame.endX(event.at[decodes.list.at[k]]) >= x + barPx);
    if (to > from) bars.push({ x, ...decodes.sums(from, to) });
    from = to;
  }
  return bars;
}
