import assert from "node:assert/strict";
import test from "node:test";

import { Chart } from "../chart.js";
import { Frame } from "../frame.js";
import { namesPx } from "../metrics.js";
import { sceneOf } from "../scene.js";
import { cutFrame } from "../../model/decode.test.js";
import { isDrawn } from "./decoder.js";

// Nothing here may import what draws the lane before the test does.
test("until what draws it is loaded the lane has its place, and with it the boxes", async () => {
  const chart = new Chart(cutFrame());
  const scene = () => {
    const window = { from: 0, to: chart.order.extent, leftPx: namesPx, widthPx: 2400 - namesPx };
    const text = /** @type {any} */ ((/** @type {any[]} */ ...words) => words.join(" "));
    const place = { widthPx: 2400, heightPx: 900, scrollPx: 0, nowNs: chart.trace.lastNs, narrow: false };
    return sceneOf(new Frame({ chart, text, mode: "event", window, ...place }));
  };
  const frames = ({ shapes } = scene()) =>
    shapes.filter((s) => s.t === "text" && s.text.startsWith("decoder.frame")).length;

  assert.equal(isDrawn(), false);
  const before = scene();
  assert.equal(frames(before), 0);
  await import("../decoding.js");
  assert.equal(isDrawn(), true);
  const after = scene();
  assert.equal(frames(after), 2);
  const places = before.lanes.map(({ key, y, h }) => [key, y, h]);
  assert.ok(places.some(([key]) => key === "decoder.0"));
  assert.deepEqual(
    after.lanes.map(({ key, y, h }) => [key, y, h]),
    places,
  );
});
