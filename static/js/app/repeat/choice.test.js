import assert from "node:assert/strict";
import test from "node:test";

import { count } from "./choice.js";

test("a number of runs is whole, from 1 to the limit", () => {
  const cases = /** @type {[string, number | null][]} */ ([
    ["1", 1],
    ["1000", 1000],
    [" 42 ", 42],
    ["0", null],
    ["1001", null],
    ["-3", null],
    ["2.5", null],
    ["", null],
    [" ", null],
    ["many", null],
  ]);
  for (const [value, want] of cases) assert.equal(count(value, 1000), want, `"${value}"`);
});
