import assert from "node:assert/strict";
import test from "node:test";

import { whenOf } from "./study.js";

test("a byte is of frames that are complete, of the one under way, or to come", () => {
  const row = (/** @type {number} */ byte, /** @type {number} */ under) =>
    [0, 1, 2, 3].map((n) => whenOf(n, byte, under)).join(" ");
  assert.equal(row(0, 0), "yet yet yet yet");
  assert.equal(row(3, 2), "past past under yet");
  assert.equal(row(2, 2), "past past yet yet");
  assert.equal(row(4, -5), "under under under under");
});
