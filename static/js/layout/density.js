// Calls from afar: how many there are under each few pixels, and how many of
// them joined, cut or failed. Costs by the pixel, not by the call.

import { boxPx, Size } from "./metrics.js";
import { Walk } from "../scale/walk.js";

const barPx = 3;

/**
 * densityShapes draws calls [first, last) of a peer as bars.
 * @param {import("./frame.js").Frame} frame
 * @param {{ calls: import("./peercalls.js").PeerCalls, first: number, last: number, y: number }} some y: of the boxes
 * @param {import("./shapes.js").Shape[]} shapes
 */
export function densityShapes(frame, { calls, first, last, y }, shapes) {
  const bars = countBars(frame, calls, first, last);
  const most = bars.reduce((max, bar) => Math.max(max, bar.to - bar.from), 1);
  const height = (/** @type {number} */ n) =>
    n > 0 ? 4 + ((boxPx - 4) * Math.log2(1 + n)) / Math.log2(1 + most) : 0;
  for (const { x, from, to } of bars) {
    const all = to - from;
    const tall = height(all);
    const part = (/** @type {string} */ fill, /** @type {number} */ share, /** @type {number} */ alpha) => {
      if (share > 0)
        shapes.push({
          t: "rect",
          x,
          y: y + boxPx - share * tall,
          w: barPx - 1,
          h: share * tall,
          fill,
          alpha,
        });
    };
    part("m1", 1, 0.55);
    const { cut, joined, failed } = calls.sums(from, to);
    part("split", cut / all, 0.9);
    part("coalesced", joined / all, 1);
    part("lost", failed / all, 1);
  }
  shapes.push({
    t: "text",
    x: frame.leftPx + 6,
    y: y - 12,
    text: frame.text("density", last - first),
    size: Size.text,
    color: "dim",
  });
}

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
    if (to > from) bars.push({ x, from, to });
    from = to;
  }
  return bars;
}
