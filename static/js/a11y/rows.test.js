import assert from "node:assert/strict";
import test from "node:test";

import { nextRow } from "./rows.js";

test("keys lead through the rows and stop at the ends", () => {
  const cases = /** @type {[string, number, number, number | null][]} */ ([
    ["ArrowDown", 1, 5, 2],
    ["ArrowDown", 5, 5, 5],
    ["ArrowUp", 1, 5, 1],
    ["PageDown", 3, 5, 5],
    ["PageUp", 12, 20, 2],
    ["Home", 4, 5, 1],
    ["End", 1, 5, 5],
    ["a", 1, 5, null],
    ["ArrowDown", 1, 0, null],
  ]);
  for (const [key, seq, last, want] of cases)
    assert.equal(nextRow(key, seq, last), want, `${key} from ${seq}`);
});
