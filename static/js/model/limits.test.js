import assert from "node:assert/strict";
import test from "node:test";

import { listText, mostListed } from "./limits.js";

test("a list is written whole up to its limit; beyond it the rest is counted", () => {
  const list = (/** @type {number} */ n) => Array.from({ length: n }, (_, i) => i);
  const text = (/** @type {number} */ n) => listText(list(n), (i) => `#${i}`);
  assert.equal(text(0), "");
  assert.equal(text(2), "#0 #1");
  assert.equal(text(mostListed).split(" ").length, mostListed);
  assert.ok(text(mostListed + 1).endsWith(`#${mostListed - 1} … (+1)`));
  assert.ok(text(24_000).endsWith(`#${mostListed - 1} … (+${24_000 - mostListed})`));
});
