import assert from "node:assert/strict";
import test from "node:test";

import { int32 } from "./column.js";
import { Pyramid } from "./pyramid.js";

/** A random number below n, the same ones in every run. */
function dice() {
  let seed = 11;
  return (/** @type {number} */ n) => (seed = (Math.imul(seed, 1103515245) + 12345) >>> 0) % n;
}

test("the greatest of a stretch is that of a look at each, while the column grows and changes", () => {
  const random = dice();
  const column = int32();
  const pyramid = new Pyramid(column);
  for (let round = 0; round < 3000; round++) {
    for (let n = random(5); n > 0; n--) column.push(random(1000) - 1);
    if (column.length > 20 && random(3) === 0) {
      const at = column.length - 1 - random(20);
      column.insert(at, random(1000));
      pyramid.changed(at);
    }
    const a = Math.max(0, random(2) ? column.length - random(80) : random(column.length + 1));
    const b = a + random(column.length + 1 - a);
    const want = column.at.subarray(a, b).reduce((most, value) => Math.max(most, value), -Infinity);
    assert.equal(pyramid.max(a, b), want, `[${a}, ${b}) of ${column.length}`);
  }
  assert.equal(pyramid.max(), Math.max(...column.at.subarray(0, column.length)));
});

test("every stretch of a short column", () => {
  const column = int32();
  const pyramid = new Pyramid(column);
  assert.equal(pyramid.max(), -Infinity);
  for (let k = 0; k < 70; k++) column.push((k * 37) % 71);
  for (let a = 0; a <= 70; a++)
    for (let b = a; b <= 70; b++)
      assert.equal(pyramid.max(a, b), Math.max(-Infinity, ...column.at.subarray(a, b)), `[${a}, ${b})`);
});

test("a million values are not looked at one by one", () => {
  const column = int32();
  const pyramid = new Pyramid(column);
  for (let k = 0; k < 1_000_000; k++) column.push(k % 1000);
  pyramid.max();
  let read = 0;
  const watched = new Proxy(column.at, {
    get: (of, key) => (read++, Reflect.get(of, key)),
  });
  column.at = watched;
  assert.equal(pyramid.max(3, 999_997), 999);
  assert.ok(read < 100, `${read} values were read`);
});
