// Calls from afar: how many bytes they moved under each few pixels, and where
// messages joined, were cut, or calls failed. Costs by the pixel, not by the call.

import { lateCalls } from "./late.js";
import { boxPx, Size } from "./metrics.js";
import { Walk } from "../scale/walk.js";

const barPx = 3;
/** The least height of a bar, and of the part of it that says what went wrong. */
const leastPx = 4;
const leastPartPx = 3;

/**
 * densityShapes draws calls [first, last) of a peer as bars.
 * @param {import("./frame.js").Frame} frame
 * @param {{ calls: import("./peercalls.js").PeerCalls, first: number, last: number, y: number }} some y: of the boxes
 * @param {import("./shapes.js").Shape[]} shapes
 */
function densityShapes(frame, { calls, first, last, y }, shapes) {
  const bars = countBars(frame, calls, first, last);
  const most = bars.reduce((max, { sums }) => Math.max(max, sums.bytes), 1);
  const height = (/** @type {number} */ bytes) =>
    leastPx + ((boxPx - leastPx) * Math.log2(1 + bytes)) / Math.log2(1 + most);
  for (const { x, all, sums } of bars) {
    const tall = height(sums.bytes);
    const part = (/** @type {string} */ fill, /** @type {number} */ share, /** @type {number} */ alpha) => {
      if (share === 0) return;
      const h = Math.max(leastPartPx, share * tall);
      shapes.push({ t: "rect", x, y: y + boxPx - h, w: barPx - 1, h, fill, alpha });
    };
    part("m1", 1, 0.55);
    part("split", sums.cut / all, 0.9);
    part("coalesced", sums.joined / all, 1);
    part("lost", sums.failed / all, 1);
  }
  shapes.push({
    t: "text",
    x: frame.leftPx + 6,
    y: y - 12,
    text: frame.text("density", last - first, calls.sums(first, last).bytes),
    size: Size.text,
    color: "dim",
  });
}

lateCalls.has(densityShapes);

/**
 * @param {import("./frame.js").Frame} frame
 * @param {import("./peercalls.js").PeerCalls} calls
 * @param {number} first
 * @param {number} last
 */
function countBars(frame, calls, first, last) {
  const bars = [];
  let from = first;
  const walk = new Walk(first);
  for (let x = frame.leftPx; x < frame.rightPx && from < last; x += barPx) {
    const to = walk.first(last, (k) => frame.startX(calls.events.at[k]) >= x + barPx);
    if (to > from) bars.push({ x, all: to - from, sums: calls.sums(from, to) });
    from = to;
  }
  return bars;
}
