// A scene is everything that is drawn of a frame, in drawing order, and the
// places that belong to events.

import { axisShapes, gridShapes, ticksOf } from "./axis.js";
import { callShapes } from "./calls.js";
import { decoderShapes } from "./decoder.js";
import { decoderBands } from "./decoderties.js";
import { lanesOf } from "./lanes.js";
import { lossShapes } from "./losses.js";
import { axisPx } from "./metrics.js";
import { laneNameShapes } from "./names.js";
import { receiveQueueShapes, sendQueueShapes } from "./queues.js";
import { Passages } from "./passages.js";
import { ribbonBands } from "./ribbons.js";
import { segmentShapes } from "./segments.js";
import { countedShapes } from "./wire.js";

/** @typedef {import("./shapes.js").Shape} Shape */

/**
 * @typedef {object} Scene
 * @property {Shape[]} shapes
 * @property {import("./shapes.js").Zone[]} zones
 * @property {import("./shapes.js").Band[]} bands
 * @property {import("./lanes.js").Lane[]} lanes
 */

/**
 * heightOf is the height of all lanes.
 * @param {import("./lanes.js").Lane[]} lanes
 */
export function heightOf(lanes) {
  const last = lanes[lanes.length - 1];
  return last ? last.y + last.h : axisPx;
}

/**
 * sceneOf lays a frame out.
 * @param {import("./frame.js").Frame} frame
 * @param {import("./lanes.js").Lane[]} [lanes]
 * @returns {Scene}
 */
export function sceneOf(
  frame,
  lanes = lanesOf(frame.chart, frame.text, frame.narrow, axisPx, frame.byEvent),
) {
  const ticks = ticksOf(frame);
  /** @type {Shape[]} */ const ground = [];
  /** @type {Shape[]} */ const queues = [];
  /** @type {Shape[]} */ const wires = [];
  /** @type {Shape[]} */ const calls = [];
  /** @type {import("./shapes.js").Zone[]} */ const zones = [];
  const passages = new Passages();
  /** @type {import("./queues.js").Stays} */ const stays = new Map();
  /** @type {import("./decoderbox.js").Boxes} */ const decoded = new Map();
  groundShapes(frame, lanes, ground);
  gridShapes(ticks, Math.min(frame.heightPx, heightOf(lanes)), ground);
  const bottom = frame.scrollPx + frame.heightPx;
  for (const lane of lanes) {
    // A lane out of view still says where its bytes were, for the ribbons.
    const seen = lane.y < bottom + 400 && lane.y + lane.h > frame.scrollPx - 400;
    if (!seen) continue;
    if (lane.kind === "calls") callShapes(frame, lane, calls, zones);
    else if (lane.kind === "decoder") decoderShapes(frame, lane, calls, zones, decoded);
    else if (lane.kind === "send") sendQueueShapes(frame, lane, queues);
    else if (lane.kind === "receive") receiveQueueShapes(frame, lane, queues, stays);
    else if (lane.sockets.length) countedShapes(frame, lane, wires, passages);
    else segmentShapes(frame, lane, wires, zones, passages);
  }
  const bands = [...ribbonBands(frame, lanes, passages, stays), ...decoderBands(frame, lanes, decoded)];
  lossShapes(frame, lanes, passages, wires);
  /** @type {Shape} */
  const plot = { t: "clip", x: frame.leftPx, y: axisPx, w: frame.window.widthPx, h: frame.heightPx - axisPx };
  /** @type {Shape} */
  const whole = { t: "clip", x: frame.leftPx, y: 0, w: frame.window.widthPx, h: frame.heightPx };
  /** @type {Shape[]} */
  const head = [];
  axisShapes(ticks, frame.rightPx, head);
  const unclip = /** @type {Shape} */ ({ t: "unclip" });
  const shapes = [plot, ...ground, ...bands, ...queues, ...wires, ...calls, unclip, whole, ...head, unclip];
  laneNameShapes(frame, lanes, shapes);
  return { shapes, zones, bands, lanes };
}

/**
 * groundShapes tints every second lane and rules a line between lanes.
 * @param {import("./frame.js").Frame} frame
 * @param {import("./lanes.js").Lane[]} lanes
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
