// No lane draws more than a small multiple of its width, whatever a run does and
// however it is looked at.

import assert from "node:assert/strict";
import test from "node:test";

import { Chart } from "./chart.js";
import {
  beyond,
  captured,
  deep,
  framed,
  lined,
  longFrame,
  paced,
  shower,
  standing,
  threads,
  visitors,
} from "./crowds.test.js";
import { Frame } from "./frame.js";
import { lanesOf } from "./lanes/lanes.js";
import { namesPx } from "./metrics.js";
import { Out } from "./out.js";
import { sceneOf } from "./scene.js";
import { text } from "./view.test.js";

/** So many shapes and zones a pixel of its width has a lane at most, and the bands of all lanes. */
const mostPerPx = 3;
/** How much larger than all of it, around which part of it, on how wide a page. @type {[number, number, number][]} */
const looks = [
  [1, 0.5, 1200],
  [4, 0.98, 1200],
  [10, 0.3, 1200],
  [10, 0.98, 390],
  [40, 0.3, 1200],
  [40, 0.98, 1200],
  [1000, 0.3, 1200],
];

/** @typedef {import("../model/trace.js").Trace} Trace */

/** @type {[string, () => Trace][]} */
const crowds = [
  ["3 000 sends, then receives of 8 bytes", () => deep(3000, 8)],
  ["3 000 sends, then receives of 1 000 bytes", () => deep(3000, 1000)],
  ["5 000 sends, then one receive", () => deep(5000, 10_000)],
  ["60 sends, then receives of 7 bytes", () => deep(60, 7)],
  ["a queue of 60 that is always full", () => standing(60, 90)],
  ["300 sends, then receives of 8 bytes", () => deep(300, 8)],
  ["20 000 sends that are taken at once", () => paced(20_000)],
  ["2 000 frames in three receives", () => framed(2000, 750)],
  ["2 000 frames one by one", () => framed(2000, 1)],
  ["a frame of 1 000 sends", () => longFrame(1000, true)],
  ["a frame of 1 000 messages", () => longFrame(1000, false)],
  ["40 000 datagrams", () => shower(40_000)],
  ["400 datagrams", () => shower(400)],
  ["3 000 datagrams that wait", () => lined(3000)],
  ["50 datagrams that wait", () => lined(50)],
  ["2 000 segments", () => captured(2000, 1)],
  ["3 segments of 1 000 sends", () => captured(3000, 1000)],
  ["40 threads", () => threads(40, 50)],
  ["700 connections", () => visitors(700)],
  ["5 000 sends to a peer outside", () => beyond(5000)],
];

/** @typedef {{ chart: Chart, mode: "event" | "folded" | "time", zoom: number, middle: number, widthPx: number }} View */

/** @param {View} view */
function frameOf({ chart, mode, zoom, middle, widthPx }) {
  const ends = {
    event: chart.order.extent,
    folded: chart.folded.until(chart.trace.lastNs),
    time: chart.trace.lastNs * 1.03,
  };
  const whole = ends[mode];
  const from = Math.min(Math.max(0, middle * whole - whole / zoom / 2), whole - whole / zoom);
  const narrow = widthPx < 720;
  const leftPx = narrow ? 0 : namesPx;
  const window = { from, to: from + whole / zoom, leftPx, widthPx: widthPx - leftPx };
  const size = { widthPx, heightPx: 1600, scrollPx: 0, narrow };
  return new Frame({ chart, text, mode, window, ...size, nowNs: chart.trace.lastNs });
}

/** What a shape costs: a path as much as the lines in it. @param {import("./shapes.js").Shape} shape */
const cost = (shape) => (shape.t === "path" ? shape.points.length / 4 : 1);

/** @param {import("./shapes.js").Shape[]} shapes */
const costs = (shapes) => shapes.reduce((sum, shape) => sum + cost(shape), 0);

/**
 * drawn lists how much each lane draws.
 * @param {Frame} frame
 * @returns {[string, number][]}
 */
function drawn(frame) {
  const lanes = lanesOf(frame.chart, text, frame);
  return lanes.map((lane) => {
    const out = new Out();
    lane.draw(frame, lane.top, out);
    return [lane.name, costs([...out.ground, ...out.queues, ...out.wires, ...out.calls]) + out.zones.length];
  });
}

for (const [name, make] of crowds) {
  test(`${name}: each lane draws by the pixel`, () => {
    const chart = new Chart(make());
    for (const mode of /** @type {const} */ (["event", "folded", "time"])) {
      for (const [zoom, middle, widthPx] of looks) {
        const frame = frameOf({ chart, mode, zoom, middle, widthPx });
        const where = `${mode} x${zoom} at ${middle}, ${widthPx} px`;
        const most = mostPerPx * frame.window.widthPx;
        for (const [lane, count] of drawn(frame)) {
          assert.ok(count <= most, `${where}: ${lane} draws ${count} of ${most}`);
        }
        const { bands } = sceneOf(frame);
        assert.ok(bands.length <= most, `${where}: ${bands.length} bands of ${most}`);
      }
    }
  });
}
