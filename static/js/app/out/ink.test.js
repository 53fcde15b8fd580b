import assert from "node:assert/strict";
import { test } from "node:test";

import { inked } from "./ink.js";

/** @param {number} pattern */
const box = (pattern) =>
  /** @type {const} */ ({ t: "rect", x: 10, y: 20, w: 21, h: 24, fill: "m1", stroke: "m1", pattern });

test("each pattern is printed as other lines at the foot of its box, and as no pattern", () => {
  const printed = [0, 1, 2, 3].map((pattern) => inked(/** @type {any} */ (box(pattern))));
  for (const shapes of printed) assert.ok(shapes.every((shape) => shape.t !== "rect" || !shape.pattern));
  const lines = printed.map((shapes) =>
    shapes.slice(1).map((shape) => (shape.t === "line" ? [shape.y1, shape.dash] : shape.t)),
  );
  assert.equal(new Set(lines.map((one) => JSON.stringify(one))).size, 4, "all four look different");
  for (const [at] of lines.flat())
    assert.ok(Number(at) > 32 && Number(at) < 44, "the lines are within the box, below its word");
});

test("a box that is too small has no line", () => {
  assert.equal(inked(/** @type {any} */ ({ ...box(1), w: 2 })).length, 1);
});
