// The wire lane of a run whose segments were not captured: the kernel counts
// them, so a box says how many left between two probes, and a bracket under it
// where those probes were.

import { colour } from "../model/message.js";
import { countedSegments } from "../model/segments.js";
import { lateCounts } from "./late.js";
import { fit, Size, textPx } from "./metrics.js";
import { isInView, samplesInView, samplesUnder } from "./samples.js";
import { spread } from "./spread.js";

/** @typedef {import("./shapes.js").Shape} Shape */

const boxPx = 24;
const boxTopPx = 8;
/** Where the brackets are, from a box's top. */
const bracketPx = boxPx + 11;
const barPx = 3;
/** More samples than this many per pixel are drawn as bars. */
const densest = 1 / 4;
const leastBoxPx = 24;
const gapPx = 3;

/** @typedef {{ counted: import("../model/segments.js").Counted, up: boolean, x0: number, x1: number }} Count */

/**
 * countedShapes draws the lane and notes in `out` which box a send's bytes went
 * through, where that is certain.
 * @param {import("./frame.js").Frame} frame
 * @param {{ peer: number, sockets: import("../model/sockets.js").Socket[] }} lane
 * @param {number} y where it begins
 * @param {import("./out.js").Out} out
 */
export function countedShapes(frame, lane, y, { wires: shapes, passages }) {
  const top = y + boxTopPx;
  /** @type {Count[]} */
  const counts = [];
  const sockets = lane.sockets.filter((socket) => isInView(frame, socket));
  const samples = sockets.reduce((sum, socket) => sum + seen(frame, socket), 0);
  if (samples > frame.window.widthPx * densest) return wireDensity(frame, sockets, top, shapes);
  for (const socket of sockets) {
    const [first, last] = samplesInView(frame, socket);
    const up = socket.peer !== lane.peer;
    for (const counted of countedSegments(frame.trace, socket, first, last)) {
      counts.push(count(frame, counted, up));
    }
  }
  counts.sort((a, b) => a.x1 - b.x1);
  const inView = counts.filter(({ x1 }) => x1 >= frame.leftPx && x1 <= frame.rightPx);
  const boxes = boxesOf(frame, inView);
  inView.forEach((one, n) => {
    bracketShapes(one, boxes[n], top, shapes);
    boxShapes(frame, one, { ...boxes[n], y: top }, shapes);
    if (one.counted.drained) passages.sends.set(one.counted.event, { ...boxes[n], top, low: top + boxPx });
  });
  for (const { counted, x1 } of counts) {
    if (counted.drained && !passages.sends.has(counted.event)) {
      passages.sends.set(counted.event, { x: x1 - leastBoxPx, w: leastBoxPx, top, low: top + boxPx });
    }
  }
}

/**
 * seen counts the samples of a socket that may be seen.
 * @param {import("./frame.js").Frame} frame
 * @param {import("../model/sockets.js").Socket} socket
 */
function seen(frame, socket) {
  const [first, last] = samplesInView(frame, socket);
  return last - first;
}

/**
 * @param {import("./frame.js").Frame} frame
 * @param {import("../model/segments.js").Counted} counted
 * @param {boolean} up
 * @returns {Count}
 */
function count(frame, counted, up) {
  return { counted, up, x0: frame.atX(counted.fromNs), x1: frame.atX(counted.toNs) };
}

/**
 * boxesOf places the boxes: each above the end of its bracket, or as near as
 * the others let it, smaller where there are many.
 * @param {import("./frame.js").Frame} frame
 * @param {Count[]} counts
 * @returns {{ x: number, w: number }[]}
 */
function boxesOf(frame, counts) {
  const full = counts.map((one) => {
    const w = Math.min(textPx(wordsOf(frame, one)[0], Size.text) + 16, Math.max(one.x1 - one.x0, leastBoxPx));
    return { x: one.x1 - (one.x1 - one.x0 >= w ? w : w / 2), w };
  });
  const small = counts.map(({ x1 }) => ({ x: x1 - leastBoxPx / 2, w: leastBoxPx }));
  for (const boxes of [full, small]) {
    const xs = spread(boxes, gapPx, frame.leftPx + 2, frame.rightPx - 2);
    if (xs) return boxes.map(({ w }, n) => ({ x: xs[n], w }));
  }
  return counts.map(({ x1 }) => ({ x: x1 - barPx, w: barPx }));
}

/**
 * @param {import("./frame.js").Frame} frame
 * @param {Count} count
 */
function wordsOf(frame, { counted, up }) {
  const arrow = up ? "↑" : "↓";
  return [`${arrow} ${frame.text("wire.segments", counted.count)}`, `${arrow}${counted.count}`];
}

/**
 * bracketShapes marks the two probes between which the segments left, and ties
 * a box to them that had to stand aside.
 * @param {Count} count
 * @param {{ x: number, w: number }} box
 * @param {number} top
 * @param {Shape[]} shapes
 */
function bracketShapes({ x0, x1 }, box, top, shapes) {
  const y = top + bracketPx;
  shapes.push({ t: "line", x1: x0, y1: y, x2: x1, y2: y, color: "dim", dash: true });
  for (const x of [x0, x1]) shapes.push({ t: "line", x1: x, y1: y - 4, x2: x, y2: y + 4, color: "dim" });
  if (box.x <= x1 && box.x + box.w >= x1 - 1) return;
  const foot = box.x + box.w / 2;
  shapes.push({ t: "line", x1, y1: y - 4, x2: foot, y2: top + boxPx, color: "dim", line: 1.5 });
}

/**
 * @param {import("./frame.js").Frame} frame
 * @param {Count} one
 * @param {{ x: number, y: number, w: number }} box
 * @param {Shape[]} shapes
 */
function boxShapes(frame, one, { x, y: top, w }, shapes) {
  const { counted } = one;
  const message = frame.trace.message(counted.event);
  const stroke = counted.drained && message >= 0 ? colour(message) : "dim";
  shapes.push({ t: "rect", x, y: top, w, h: boxPx, r: Math.min(6, w / 2), fill: "card", stroke, line: 1.75 });
  const text = fit(wordsOf(frame, one), w - 4);
  if (!text) return;
  const middle = { x: x + w / 2, y: top + boxPx / 2 + 5 };
  shapes.push({ t: "text", ...middle, ...text, color: "ink", mono: true, align: "center" });
}

/**
 * wireDensity draws from afar how many segments left under each few pixels.
 * @param {import("./frame.js").Frame} frame
 * @param {import("../model/sockets.js").Socket[]} sockets
 * @param {number} top
 * @param {Shape[]} shapes
 */
function wireDensity(frame, sockets, top, shapes) {
  /** By place. @type {Map<number, number>} */
  const bars = new Map();
  for (const socket of sockets) {
    for (const { x, count } of segmentBars(frame, socket)) bars.set(x, (bars.get(x) ?? 0) + count);
  }
  const most = Math.max(0, ...bars.values());
  for (const [x, count] of bars) {
    const h = 3 + ((boxPx - 3) * Math.log2(1 + count)) / Math.log2(1 + most);
    shapes.push({ t: "rect", x, y: top + boxPx - h, w: barPx - 1, h, fill: "accent", alpha: 0.5 });
  }
}

/**
 * segmentBars counts what left under each few pixels, by the sample or by the
 * pixel, whichever are fewer.
 * @param {import("./frame.js").Frame} frame
 * @param {import("../model/sockets.js").Socket} socket
 */
function segmentBars(frame, socket) {
  const [first, last] = samplesInView(frame, socket);
  if (last - first > frame.window.widthPx) return barsUnder(frame, socket);
  const bars = [];
  let before = first > 0 ? Math.max(0, socket.segsOut.get(first - 1)) : 0;
  for (let k = first; k < last; k++) {
    const now = Math.max(before, socket.segsOut.get(k));
    const nth = Math.floor((frame.atX(socket.t.get(k)) - frame.leftPx) / barPx);
    if (now > before && nth >= 0) bars.push({ x: frame.leftPx + nth * barPx, count: now - before });
    before = now;
  }
  return bars;
}

/**
 * @param {import("./frame.js").Frame} frame
 * @param {import("../model/sockets.js").Socket} socket
 */
function barsUnder(frame, socket) {
  const bars = [];
  const under = samplesUnder(frame, socket);
  const last = under.length - 1;
  let before = under[0] > 0 ? Math.max(0, socket.segsOut.get(under[0] - 1)) : 0;
  for (let n = 0; n < last; n += barPx) {
    const now = Math.max(before, socket.most.segsOut.max(under[n], under[Math.min(n + barPx, last)]));
    if (now > before) bars.push({ x: frame.leftPx + n, count: now - before });
    before = now;
  }
  return bars;
}

lateCounts.has(countedShapes);
