// The ways of bytes on a ladder: from the call that sent them to the call that took
// them, as the trace ties them. How they went between is what the segments say.

import { receives } from "../../model/call.js";
import { colour } from "../../model/message.js";
import { piecesOf } from "./calls.js";
import { columnOf, halfBarPx } from "./columns.js";

/** @typedef {import("../shapes.js").Shape} Shape */
/** @typedef {{ send: number, take: number, x1: number, y1: number, x2: number, y2: number, color: string }} Tie send and take are seqs */

const headPx = 6;
/** More ties than this for a pixel of height would be one blur. */
const densest = 1 / 6;

/**
 * tiesOf lists the ties of the calls that are drawn; of a receive that took from
 * very many sends there is none.
 * @param {import("./ladder.js").LadderFrame} frame
 * @param {ReadonlyMap<number, import("./calls.js").Place>} places
 * @returns {Tie[]}
 */
export function tiesOf(frame, places) {
  const { trace } = frame;
  const most = (frame.rightPx - frame.leftPx) * densest;
  /** @type {Tie[]} */
  const ties = [];
  for (const { i, y, column } of places.values()) {
    if (!receives(trace.columns.call.at[i])) continue;
    for (const { index } of piecesOf(trace, i) ?? []) {
      const from = trace.knows(index) ? sentFrom(frame, index, places) : null;
      if (!from) continue;
      const to = from.x < column.x ? -halfBarPx : halfBarPx;
      const message = trace.message(index);
      const color = message < 0 ? "header" : colour(message);
      ties.push({
        send: index + 1,
        take: i + 1,
        x1: from.x - to,
        y1: from.y,
        x2: column.x + to,
        y2: y,
        color,
      });
      if (ties.length > most) return [];
    }
  }
  return ties;
}

/**
 * sentFrom is where a send is drawn, or where it would be above the view.
 * @param {import("./ladder.js").LadderFrame} frame
 * @param {number} index
 * @param {ReadonlyMap<number, import("./calls.js").Place>} places
 */
function sentFrom(frame, index, places) {
  const place = places.get(index);
  if (place) return { x: place.column.x, y: place.y };
  const column = columnOf(frame.columns, frame.trace.columns.peer.at[index]);
  return column ? { x: column.x, y: frame.anchorX(index) } : null;
}

/**
 * tieShapes draws a tie, with its head at the call that took the bytes.
 * @param {Tie} tie
 * @param {Shape[]} shapes
 * @param {boolean} [strong]
 */
export function tieShapes({ x1, y1, x2, y2, color }, shapes, strong = false) {
  const line = strong ? 3 : 1.5;
  shapes.push({ t: "line", x1, y1, x2, y2, color, line, dash: !strong });
  const far = Math.hypot(x2 - x1, y2 - y1) || 1;
  const [ux, uy] = [(x2 - x1) / far, (y2 - y1) / far];
  const [bx, by] = [x2 - headPx * ux, y2 - headPx * uy];
  const points = [bx - 3.5 * uy, by + 3.5 * ux, x2, y2, bx + 3.5 * uy, by - 3.5 * ux];
  shapes.push({ t: "path", points, color, line });
}
