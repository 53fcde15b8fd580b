import assert from "node:assert/strict";
import test from "node:test";

import { leftSeconds, progressText } from "./progress.js";

test("the time left is guessed from what was", () => {
  const cases = /** @type {[string, number, number, number, number][]} */ ([
    ["nothing is known before the first run", 0, 1000, 5000, 0],
    ["less than it takes to read", 900, 1000, 300, 0],
    ["seconds", 100, 200, 4200, 5],
    ["tens of seconds in fives", 137, 1000, 6300, 40],
    ["about a minute in tens", 100, 200, 71_000, 80],
    ["minutes", 10, 1000, 10_000, 1020],
    ["the end", 1000, 1000, 60_000, 0],
  ]);
  for (const [name, done, all, elapsedMs, want] of cases)
    assert.equal(leftSeconds(done, all, elapsedMs), want, name);
});

test("progress is told in seconds and in minutes", () => {
  const text = (/** @type {string} */ key, /** @type {any[]} */ ...args) => [key, ...args].join(" ");
  assert.equal(progressText(text, 1, 20, 10), "repeat.progress 1 20");
  assert.equal(progressText(text, 137, 1000, 6300), "repeat.left 137 1000 repeat.seconds 40");
  assert.equal(progressText(text, 10, 1000, 10_000), "repeat.left 10 1000 repeat.minutes 17");
});
