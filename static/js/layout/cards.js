// By real time a call has the width of its duration, which is seldom enough for
// its bytes. So each call with bytes has a card that hangs on a line from the
// place that is true to its time; cards of a lane share the room there is.

import { carries, receives } from "../model/call.js";
import { labels } from "../model/label.js";
import { Verdict } from "../model/verdict.js";
import { boxPadPx, emptyPx, naturalCells, Size, textPx } from "./metrics.js";
import { spread } from "./spread.js";
import { unitsOf } from "./units.js";

const gapPx = 12;
/** Room at the left edge, and at the right one for a mark on a card's corner. */
const leftPx = 3;
const rightPx = 12;
/** Widths of a cell in cards, from roomy to close, and the least of a card. */
const roomyPx = 18;
const closePx = 12;
const closeCardPx = 56;
/** A card with no more than letters and a mark, and what each further letter takes. */
const smallPx = 26;
const letterPx = 22;

/** @typedef {{ i: number, x: number }} Hung A call and where its line comes from. */

/**
 * placeCards returns the calls of a peer that have a card: the widest cards that
 * all calls in view have room for; from far away only receives that did not go
 * well have one, and none where even those are too many.
 * @param {import("./frame.js").Frame} frame
 * @param {import("./peercalls.js").PeerCalls} calls
 * @returns {Map<number, { x: number, w: number }>} by event
 */
export function placeCards(frame, calls) {
  const hung = inView(frame, calls);
  const { call, verdict } = frame.trace.columns;
  const takes = hung.filter(({ i }) => receives(call.at[i]));
  const wrong = takes.filter(({ i }) => (verdict.at[i] & ~Verdict.exact) !== 0);
  /** @type {[Hung[], (frame: import("./frame.js").Frame, i: number) => number][]} */
  const ways = [[hung, roomy], [hung, close], [hung, small], [takes, small], [wrong, small]]; // prettier-ignore
  for (const [some, width] of ways) {
    const boxes = some.map(({ i, x }) => ({ x, w: width(frame, i) }));
    const xs = spread(boxes, gapPx, frame.leftPx + leftPx, frame.rightPx - rightPx);
    if (xs) return new Map(some.map(({ i }, n) => [i, { x: xs[n], w: boxes[n].w }]));
  }
  return new Map();
}

/**
 * @param {import("./frame.js").Frame} frame
 * @param {import("./peercalls.js").PeerCalls} calls
 * @returns {Hung[]}
 */
function inView(frame, calls) {
  const [first, last] = frame.inView(calls);
  const hung = [];
  if (last - first > frame.window.widthPx) return [];
  for (let k = first; k < last; k++) {
    const i = calls.events.at[k];
    const x = frame.anchorX(i);
    if (carries(frame.trace.columns.call.at[i]) && x >= frame.leftPx && x <= frame.rightPx)
      hung.push({ i, x });
  }
  return hung;
}

/**
 * @param {import("./frame.js").Frame} frame
 * @param {number} i
 */
function roomy(frame, i) {
  const words = labels(frame.trace, i, frame.text);
  return Math.max(cellsPx(frame, i, roomyPx), textPx(words[1], Size.text) + 8);
}

/**
 * @param {import("./frame.js").Frame} frame
 * @param {number} i
 */
function close(frame, i) {
  return Math.max(cellsPx(frame, i, closePx), closeCardPx);
}

/**
 * @param {import("./frame.js").Frame} frame
 * @param {number} i
 */
function small(frame, i) {
  const letters = Math.min(3, new Set(frame.trace.pieces(i).map(({ index }) => index)).size);
  return smallPx + letterPx * Math.max(0, letters - 1);
}

/**
 * @param {import("./frame.js").Frame} frame
 * @param {number} i
 * @param {number} cell
 */
function cellsPx(frame, i, cell) {
  if (frame.trace.columns.got.at[i] === 0) return emptyPx;
  return Math.min(unitsOf(frame.trace, i), naturalCells) * cell + 2 * boxPadPx;
}
