// The wire lane: segments are counted by the kernel, so a box says how many
// left between two probes, and a bracket under it where those probes were.

import { after, from } from "../model/column.js";
import { colour } from "../model/message.js";
import { countedSegments } from "../model/segments.js";
import { fit, Size, textPx } from "./metrics.js";
import { samplesInView } from "./samples.js";

/** @typedef {import("./shapes.js").Shape} Shape */

/**
 * Passage is where the bytes of a send went through the wire lane.
 * @typedef {{ x: number, w: number, top: number, low: number }} Passage
 */

/** @typedef {Map<number, Passage>} Passages by the send's index */

const boxPx = 30;
const barPx = 3;

/**
 * wireShapes draws the lane and notes in `passages` which box a send's bytes
 * went through, where that is certain.
 * @param {import("./frame.js").Frame} frame
 * @param {import("./lanes.js").Lane} lane
 * @param {Shape[]} shapes
 * @param {Passages} passages
 */
export function wireShapes(frame, lane, shapes, passages) {
  const top = lane.top - frame.scrollPx + (lane.h - (lane.top - lane.y) - boxPx) / 2 - 2;
  const boxes = [];
  for (const socket of lane.sockets) {
    const [first, last] = samplesInView(frame, socket);
    const up = socket.peer !== lane.peer;
    if (last - first > frame.window.widthPx / 4) wireDensity(frame, socket, top, shapes);
    else for (const counted of countedSegments(frame.trace, socket, first, last)) boxes.push({ counted, up });
  }
  boxes.sort((a, b) => a.counted.toNs - b.counted.toNs);
  let free = -Infinity;
  for (const { counted, up } of boxes) {
    free = countedShape(frame, counted, up, top, free, shapes, passages);
  }
}

/**
 * @param {import("./frame.js").Frame} frame
 * @param {import("../model/segments.js").Counted} counted
 * @param {boolean} up
 * @param {number} top
 * @param {number} free
 * @param {Shape[]} shapes
 * @param {Passages} passages
 */
function countedShape(frame, counted, up, top, free, shapes, passages) {
  const x0 = frame.atX(counted.fromNs);
  const x1 = frame.atX(counted.toNs);
  const arrow = up ? "↑" : "↓";
  const words = [`${arrow} ${frame.text("wire.segments", counted.count)}`, `${arrow}${counted.count}`];
  const w = Math.min(textPx(words[0], Size.text) + 16, Math.max(x1 - x0, 18));
  const x = Math.max(x1 - w, free, x1 >= frame.leftPx ? frame.leftPx + 2 : x1 - w);
  const message = frame.trace.message(counted.event);
  const color = counted.drained && message >= 0 ? colour(message) : "dim";
  shapes.push({
    t: "line",
    x1: x0,
    y1: top + boxPx + 6,
    x2: x1,
    y2: top + boxPx + 6,
    color: "dim",
    dash: true,
  });
  shapes.push({ t: "line", x1: x0, y1: top + boxPx + 2, x2: x0, y2: top + boxPx + 10, color: "dim" });
  shapes.push({ t: "line", x1: x1, y1: top + boxPx + 2, x2: x1, y2: top + boxPx + 10, color: "dim" });
  shapes.push({ t: "rect", x, y: top, w, h: boxPx, r: 6, fill: "card", stroke: color, line: 1.75 });
  const text = fit(words, w - 4);
  if (text) {
    shapes.push({
      t: "text",
      x: x + w / 2,
      y: top + boxPx / 2 + 5,
      ...text,
      color: "ink",
      mono: true,
      align: "center",
    });
  }
  if (counted.drained) passages.set(counted.event, { x, w, top, low: top + boxPx });
  return x + w + 3;
}

/**
 * wireDensity draws from afar how many segments left under each few pixels.
 * @param {import("./frame.js").Frame} frame
 * @param {import("../model/sockets.js").Socket} socket
 * @param {number} top
 * @param {Shape[]} shapes
 */
function wireDensity(frame, socket, top, shapes) {
  const bars = segmentBars(frame, socket);
  const most = bars.reduce((max, { count }) => Math.max(max, count), 0);
  if (most === 0) return;
  for (const { x, count } of bars) {
    const h = 3 + ((boxPx - 3) * Math.log2(1 + count)) / Math.log2(1 + most);
    shapes.push({ t: "rect", x, y: top + boxPx - h, w: barPx - 1, h, fill: "accent", alpha: 0.5 });
  }
}

/**
 * @param {import("./frame.js").Frame} frame
 * @param {import("../model/sockets.js").Socket} socket
 */
function segmentBars(frame, socket) {
  const bars = [];
  let k = from(socket.t, frame.nsAt(frame.leftPx));
  let before = k > 0 ? Math.max(0, socket.segsOut.at[k - 1]) : 0;
  for (let x = frame.leftPx; x < frame.rightPx; x += barPx) {
    const end = after(socket.t, frame.nsAt(x + barPx));
    let now = before;
    for (; k < end; k++) now = Math.max(now, socket.segsOut.at[k]);
    if (now > before) bars.push({ x, count: now - before });
    before = now;
  }
  return bars;
}
