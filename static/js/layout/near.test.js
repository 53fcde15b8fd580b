import assert from "node:assert/strict";
import test from "node:test";

import { near } from "./near.js";

/** @param {number} x @param {number} [rank] */
const card = (x, rank = 0) => ({ x, widths: [100, 30, 10], rank });

test("what has room is as large as can be and stands at its time", () => {
  assert.deepEqual(near([card(10), card(500)], 4), [
    { x: 10, w: 100, level: 0 },
    { x: 500, w: 100, level: 0 },
  ]);
});

test("what crowds makes room to both sides, what cannot becomes smaller, of the least rank first", () => {
  const [a, b] = near([card(0), card(40)], 4);
  assert.deepEqual([a.level, b.level, a.x, b.x], [0, 0, -32, 72]);
  const levels = near([card(0), card(2), card(4), card(6, 1)], 4).map(({ level }) => level);
  assert.equal(levels[3], 0);
  assert.ok(levels.slice(0, 3).every((level) => level > 0));
});

test("far from a crowd nothing becomes smaller", () => {
  const crowd = Array.from({ length: 40 }, (_, n) => card(n));
  assert.equal(near([...crowd, card(5000)], 4)[40].level, 0);
});

test("none is farther from its time than it is wide, and none lies over another", () => {
  let state = 7;
  const dice = () => (state = (state * 1664525 + 1013904223) % 2 ** 32) / 2 ** 32;
  for (let n = 0; n < 200; n++) {
    let x = 0;
    const cards = Array.from({ length: 1 + Math.floor(dice() * 60) }, () => ({
      x: (x += dice() < 0.2 ? dice() * 400 : dice() * 12),
      widths: [90 + dice() * 100, 30, 22],
      rank: Math.floor(dice() * 2),
    }));
    const there = near(cards, 6).map((standing, k) => ({ ...standing, t: cards[k].x }));
    const boxes = there.filter(({ w }) => w > 0);
    for (const { x, w, t } of boxes) assert.ok(Math.abs(x - t) <= w, `${x} of ${t}, ${w} wide`);
    boxes.forEach((box, k) => assert.ok(k === 0 || box.x >= boxes[k - 1].x + boxes[k - 1].w + 5.99));
  }
});
