// A scene is everything that is drawn of a frame, in drawing order, and the
// places that belong to something.

import { axisShapes, gridShapes, ticksOf } from "./axis.js";
import { declutter } from "./declutter.js";
import { lanesOf } from "./lanes/lanes.js";
import { isTap } from "../model/hello.js";
import { lateLosses, lateThrough } from "./late.js";
import { axisPx, ribbonReachPx } from "./metrics.js";
import { laneNameShapes } from "./names.js";
import { Out } from "./out.js";
import { ribbonBands } from "./ribbons.js";

/** @typedef {import("./shapes.js").Shape} Shape */
/** @typedef {import("./lanes/lanes.js").Placed} Placed */

/**
 * @typedef {object} Scene
 * @property {Shape[]} shapes
 * @property {import("./shapes.js").Zone[]} zones
 * @property {import("./shapes.js").Band[]} bands
 * @property {Placed[]} lanes
 */

/**
 * heightOf is the height of all lanes.
 * @param {Placed[]} lanes
 */
export function heightOf(lanes) {
  const last = lanes[lanes.length - 1];
  return last ? last.y + last.h : axisPx;
}

/**
 * sceneOf lays a frame out.
 * @param {import("./frame.js").Frame} frame
 * @param {Placed[]} [lanes]
 * @returns {Scene}
 */
export function sceneOf(frame, lanes = lanesOf(frame.chart, frame.text, frame)) {
  const out = new Out();
  const ticks = ticksOf(frame);
  groundShapes(frame, lanes, out.ground);
  gridShapes(frame, ticks, Math.min(frame.heightPx, heightOf(lanes)), out.ground);
  const open = lanes.filter(({ folded }) => !folded);
  for (const lane of open) lane.note?.(frame, lane.top - frame.scrollPx, out);
  for (const lane of open)
    if (isNear(frame, lane)) lane.draw(frame, lane.top - frame.scrollPx, out, lane.thrift);
  ribbonBands(frame, out);
  if (isTap(frame.trace)) lateThrough.draw(frame, out);
  if (frame.trace.lost.size > 0) lateLosses.draw(frame, out);
  return { shapes: shapesOf(frame, out, ticks, lanes), zones: out.zones, bands: out.bands, lanes };
}

/**
 * isNear reports whether a lane is in view, or so near that ribbons in view may
 * go through it.
 * @param {import("./frame.js").Frame} frame
 * @param {Placed} lane
 */
function isNear({ scrollPx, heightPx }, { y, h }) {
  return y < scrollPx + heightPx + ribbonReachPx && y + h > scrollPx - ribbonReachPx;
}

/**
 * shapesOf puts what was laid out one over the other.
 * @param {import("./frame.js").Frame} frame
 * @param {Out} out
 * @param {import("./axis.js").Tick[]} ticks
 * @param {Placed[]} lanes
 */
function shapesOf(frame, { ground, bands, ...out }, ticks, lanes) {
  const [calls, wires, queues] = declutter([out.calls, out.wires, out.queues]);
  const [x, w] = [frame.leftPx, frame.window.widthPx];
  /** @type {Shape} */
  const plot = { t: "clip", x, y: axisPx, w, h: frame.heightPx - axisPx };
  /** @type {Shape} */
  const whole = { t: "clip", x, y: 0, w, h: frame.heightPx };
  const unclip = /** @type {Shape} */ ({ t: "unclip" });
  /** @type {Shape[]} */
  const shapes = [plot, ...ground, ...bands, ...queues, ...wires, ...calls, unclip, whole];
  axisShapes(frame, ticks, shapes);
  shapes.push(unclip);
  laneNameShapes(frame, lanes, shapes);
  return shapes;
}

/**
 * groundShapes tints every second lane and rules a line between lanes.
 * @param {import("./frame.js").Frame} frame
 * @param {Placed[]} lanes
 * @param {Shape[]} shapes
 */
function groundShapes(frame, lanes, shapes) {
  const x = frame.leftPx;
  const w = frame.window.widthPx;
  lanes.forEach((lane, n) => {
    const y = lane.y - frame.scrollPx;
    if (n % 2 === 1) shapes.push({ t: "rect", x, y, w, h: lane.h, fill: "paper", alpha: 0.7 });
    shapes.push({ t: "line", x1: x, y1: y, x2: x + w, y2: y, color: "line" });
  });
}
