import assert from "node:assert/strict";
import test from "node:test";

import { lineRange, markUnder } from "./line.js";

test("a line's range is where it stands in the text", () => {
  const text = "tcp\nserver:\n\n    listen";
  const line = (/** @type {number} */ n) => text.slice(...lineRange(text, n));
  assert.deepEqual([1, 2, 3, 4].map(line), ["tcp", "server:", "", "    listen"]);
  assert.equal(line(0), "tcp");
  assert.equal(line(9), "    listen");
});

test("the mark stands under its character", () => {
  const cases = /** @type {[string, number, string][]} */ ([
    ["recv", 1, "^"],
    ["\trecv", 2, "\t^"],
    ["你x", 2, "  ^"],
    ["ab", 9, "  ^"],
    ["ab", 0, "^"],
  ]);
  for (const [line, col, want] of cases) assert.equal(markUnder(line, col), want);
});
