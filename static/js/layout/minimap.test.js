import assert from "node:assert/strict";
import test from "node:test";

import { sticky } from "../model/fixture.test.js";
import { Chart } from "./chart.js";
import { deep, paced } from "./crowds.test.js";
import { measured } from "./measure.js";
import { minimapShapes } from "./minimap.js";
import { frameOf } from "./view.test.js";

/** @param {import("./frame.js").Frame} frame */
const all = (frame) => ({ from: frame.leftPx, to: frame.rightPx });

test("the strip shows where bytes were, where it stuck, and what is in view", () => {
  for (const mode of /** @type {const} */ (["event", "folded", "time"])) {
    const frame = frameOf(sticky(), { mode });
    const shapes = minimapShapes(frame, {
      range: { from: 400, to: 600 },
      found: [50_000_000],
      atNs: 130_000,
    });
    const rects = shapes.flatMap((s) => (s.t === "rect" ? [s] : []));
    const sticks = rects.filter(({ fill }) => fill === "coalesced");
    assert.equal(sticks.length, 1);
    const take = frame.startX(5);
    assert.ok(Math.abs(sticks[0].x - take) <= 3, `${mode}: ${sticks[0].x} is not at ${take}`);
    assert.ok(rects.some(({ stroke, x, w }) => stroke === "accent" && x === 400 && w === 200));
    const found = rects.filter(({ fill }) => fill === "accent");
    assert.ok(found.length === 1 && Math.abs(found[0].x - frame.atX(50_000_000)) <= 3);
    assert.ok(shapes.some((s) => s.t === "line" && s.x1 === frame.atX(130_000)));
  }
});

test("the strip costs by the pixel", () => {
  for (const trace of [paced(20_000), deep(3000, 8)]) {
    const frame = frameOf(trace);
    const found = Array.from({ length: 5000 }, (_, n) => n * 1000);
    const { length } = minimapShapes(frame, { range: all(frame), found });
    assert.ok(length <= 2 * frame.window.widthPx, `${length} shapes`);
  }
});

test("a stretch of time is measured: events that ended in it, and their bytes", () => {
  const chart = new Chart(sticky());
  assert.deepEqual(measured(chart, { fromNs: 100_000, toNs: 150_000 }), {
    ns: 50_000,
    events: 2,
    sent: 9,
    received: 0,
  });
  assert.deepEqual(measured(chart, { fromNs: 140_000, toNs: 60_000_000 }), {
    ns: 59_860_000,
    events: 3,
    sent: 4,
    received: 9,
  });
});
