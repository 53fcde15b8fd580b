import assert from "node:assert/strict";
import test from "node:test";

import { Walk } from "./walk.js";

test("a walk finds what looking at each would, wherever the last answer was", () => {
  let seed = 9;
  const random = (/** @type {number} */ n) => (seed = (Math.imul(seed, 1103515245) + 12345) >>> 0) % n;
  for (const count of [0, 1, 2, 3, 7, 100, 1000]) {
    const sorted = Array.from({ length: count }, () => random(500)).sort((a, b) => a - b);
    const walk = new Walk(random(count + 5));
    for (let n = 0; n < 500; n++) {
      const value = n % 3 === 0 ? random(520) - 10 : n;
      const want = sorted.findIndex((one) => one > value);
      assert.equal(walk.first(count, (k) => sorted[k] > value), want < 0 ? count : want, `${value} of ${count}`); // prettier-ignore
    }
  }
});

test("even steps cost a few looks each, however long the list", () => {
  const walk = new Walk();
  let looks = 0;
  for (let value = 0; value < 1_000_000; value += 1000)
    walk.first(1_000_000, (k) => (looks++, k * 1.003 > value));
  assert.ok(looks < 1000 * 12, `${looks} looks for 1000 values`);
});
