import assert from "node:assert/strict";
import test from "node:test";

import { spread } from "./spread.js";

test("boxes stay where they belong when there is room, else as near as can be", () => {
  /** @type {[string, { x: number, w: number }[], number[] | null][]} */
  const cases = [
    ["none", [], []],
    ["one", [{ x: 40, w: 20 }], [40]],
    ["apart", [{ x: 10, w: 20 }, { x: 60, w: 20 }], [10, 60]],
    ["at one place", [{ x: 50, w: 20 }, { x: 50, w: 20 }], [39, 61]],
    ["pushed by the left edge", [{ x: 0, w: 20 }, { x: 0, w: 20 }], [0, 22]],
    ["pushed by the right edge", [{ x: 95, w: 20 }, { x: 99, w: 20 }], [58, 80]],
    ["three in a heap leave a fourth alone", [
      { x: 30, w: 10 }, { x: 30, w: 10 }, { x: 30, w: 10 }, { x: 80, w: 10 },
    ], [18, 30, 42, 80]],
    ["just room", [{ x: 50, w: 49 }, { x: 50, w: 49 }], [0, 51]],
    ["no room", [{ x: 50, w: 50 }, { x: 50, w: 50 }], null],
  ]; // prettier-ignore
  for (const [name, boxes, want] of cases) assert.deepEqual(spread(boxes, 2, 0, 100), want, name);
});

test("whatever is wanted, boxes keep their order and never overlap", () => {
  let seed = 7;
  const random = () => (seed = (seed * 16807) % 2147483647) / 2147483647;
  for (let round = 0; round < 200; round++) {
    const boxes = Array.from({ length: 1 + (round % 9) }, () => ({
      x: random() * 1000,
      w: 20 + random() * 60,
    }));
    boxes.sort((a, b) => a.x - b.x);
    const xs = spread(boxes, 6, 0, 1000) ?? [];
    assert.equal(xs.length, boxes.length);
    xs.forEach((x, n) => assert.ok(n === 0 || x >= xs[n - 1] + boxes[n - 1].w + 6 - 1e-9));
    assert.ok(xs[0] >= 0 && xs[xs.length - 1] + boxes[boxes.length - 1].w <= 1000 + 1e-9);
  }
});
