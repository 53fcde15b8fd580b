import assert from "node:assert/strict";
import test from "node:test";

import { createLoop } from "./loop.js";

function fakeFrames() {
  /** @type {Map<number, () => void>} */
  const asked = new Map();
  let id = 0;
  return {
    asked,
    request: (/** @type {() => void} */ run) => (asked.set(++id, run), id),
    cancel: (/** @type {number} */ n) => void asked.delete(n),
    next() {
      const runs = [...asked.values()];
      asked.clear();
      for (const run of runs) run();
    },
  };
}

test("many requests are one drawing", () => {
  const frames = fakeFrames();
  let drawn = 0;
  const loop = createLoop(() => drawn++, frames);
  loop.request();
  loop.request();
  assert.equal(frames.asked.size, 1);
  frames.next();
  assert.equal(drawn, 1);
  frames.next();
  assert.equal(drawn, 1);
});

test("a drawing may ask for the next one", () => {
  const frames = fakeFrames();
  let drawn = 0;
  const loop = createLoop(() => ++drawn < 3 && loop.request(), frames);
  loop.request();
  for (let n = 0; n < 9; n++) frames.next();
  assert.equal(drawn, 3);
});

test("a stopped loop draws no more", () => {
  const frames = fakeFrames();
  let drawn = 0;
  const loop = createLoop(() => drawn++, frames);
  loop.request();
  loop.stop();
  loop.request();
  frames.next();
  assert.equal(drawn, 0);
});
