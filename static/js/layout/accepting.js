// What is drawn in a lane of accept queues: the connections that a listener has ready
// for accept, one box each. It is loaded with the first run that has one.

import { queuedIn } from "../model/queued.js";
import { peerName } from "../model/text.js";
import { drawAcceptsWith } from "./lanes/accept.js";
import { fit, LaneHeight } from "./metrics.js";

/** @typedef {import("./frame.js").Frame} Frame */
/** @typedef {import("./shapes.js").Shape} Shape */
/** @typedef {import("../model/queued.js").Queued} Queued */

/** Room above the fullest queue, for the words, and below the empty one. */
const abovePx = 20;
const belowPx = 6;
/** More measurements than this many per pixel have a curve and no boxes. */
const densest = 1 / 16;

/** @type {import("./lanes/accept.js").Drawing} */
function drawAccepts(frame, asked, y, out) {
  const [top, base] = [y + abovePx, y + LaneHeight.receive - belowPx];
  for (const { socket, events } of asked)
    drawQueue(
      frame,
      { list: queuedIn(frame.trace, events), untilNs: socket.closedNs, top, base },
      out.queues,
    );
}

/** @typedef {{ list: Queued[], untilNs: number, top: number, base: number }} Queue */

/**
 * drawQueue draws the queue of a listener.
 * @param {Frame} frame
 * @param {Queue} queue
 * @param {Shape[]} shapes
 */
function drawQueue(frame, { list, untilNs, top, base }, shapes) {
  const most = list.reduce((max, { waiting }) => Math.max(max, waiting), 1);
  const yOf = (/** @type {number} */ n) => base - (n / most) * (base - top);
  const isDense = list.length > frame.window.widthPx * densest;
  /** @type {number[]} */
  const points = [];
  list.forEach((one, k) => {
    const x0 = frame.atX(one.ns);
    const x1 = frame.atX(Math.min(list[k + 1]?.ns ?? Infinity, untilNs, frame.trace.lastNs));
    if (points.length) points.push(x0, points[points.length - 1]);
    points.push(x0, yOf(one.waiting), x1, yOf(one.waiting));
    if (isDense || x1 < frame.leftPx || x0 > frame.rightPx) return;
    boxShapes(frame, { one, before: list[k - 1], x0, x1, yOf }, shapes);
  });
  if (points.length) shapes.push({ t: "path", points, color: "ink", line: 1.75 });
}

/**
 * boxShapes draws who waits from one measurement to the next, and says how many where
 * that changed.
 * @param {Frame} frame
 * @param {{ one: Queued, before: Queued | undefined, x0: number, x1: number, yOf: (n: number) => number }} stretch
 * @param {Shape[]} shapes
 */
function boxShapes(frame, { one, before, x0, x1, yOf }, shapes) {
  const { who, waiting, max } = one;
  const from = Math.max(x0, frame.leftPx);
  const roomPx = Math.min(x1, frame.rightPx) - from;
  for (let n = 0; n < waiting; n++) {
    const place = { x: x0, y: yOf(n + 1) + 1, w: x1 - x0, h: yOf(n) - yOf(n + 1) - 2 };
    shapes.push({
      t: "rect",
      ...place,
      fill: "header",
      alpha: who ? 0.24 : 0.12,
      stroke: "header",
      dash: !who,
    });
    const isNew = who && before?.who?.[n] !== who[n];
    const name = isNew ? fit([nameOf(frame, who[n])], roomPx - 8) : null;
    if (name && place.h >= name.size)
      shapes.push({ t: "text", x: from + 6, y: place.y + place.h / 2 + 5, ...name, color: "ink" });
  }
  if (waiting === 0 || waiting === before?.waiting) return;
  const { text } = frame;
  const words = fit([text("accept.waiting", waiting, max), String(waiting)], roomPx - 8);
  if (words) shapes.push({ t: "text", x: from + 4, y: yOf(waiting) - 5, ...words, color: "ink" });
}

/**
 * nameOf names the peer whose socket waits.
 * @param {Frame} frame
 * @param {number} conn
 */
function nameOf({ chart: { sockets }, trace, text }, conn) {
  return peerName(text, trace.peers[sockets.byConn.get(conn)?.peer ?? -1] ?? `#${conn}`);
}

drawAcceptsWith(drawAccepts);
