import assert from "node:assert/strict";
import test from "node:test";

import { float64, int32, uint16, uint8 } from "./column.js";

test("a column has what was pushed, inserted and set, however long it grows", () => {
  for (const make of [float64, int32, uint16, uint8]) {
    const column = make();
    const want = [];
    for (let n = 0; n < 3000; n++) {
      const value = n < 1000 ? 0 : n % 200;
      column.push(value);
      want.push(value);
    }
    column.insert(0, 7);
    want.unshift(7);
    column.set(5, 9);
    want[5] = 9;
    assert.deepEqual([...column.at.subarray(0, column.length)], want);
  }
});

test("zeros that follow a column made shorter are written", () => {
  const column = int32();
  for (const value of [1, 2, 3]) column.push(value);
  column.length = 1;
  column.push(0);
  assert.deepEqual([...column.at.subarray(0, 2)], [1, 0]);
});

test("a column of nothing but zeros keeps those that came before the first other value", () => {
  const column = float64();
  for (let n = 0; n < 5000; n++) column.push(0);
  column.reserve(20_000);
  column.push(4);
  assert.equal(column.length, 5001);
  assert.ok(column.at.subarray(0, 5000).every((value) => value === 0));
  assert.equal(column.at[5000], 4);
});
