import assert from "node:assert/strict";
import test from "node:test";

import { createLoop } from "./loop.js";

function fakeFrames() {
  /** @type {Map<number, () => void>} */
  const asked = new Map();
  /** @type {{ run: () => void, at: number }[]} */
  let timers = [];
  let id = 0;
  return {
    asked,
    ms: 0,
    now() {
      return this.ms;
    },
    setTimer(/** @type {() => void} */ run, /** @type {number} */ ms) {
      timers.push({ run, at: this.ms + ms });
      return timers.at(-1);
    },
    clearTimer(/** @type {any} */ timer) {
      timers = timers.filter((other) => other !== timer);
    },
    /** after lets time pass. @param {number} ms */
    after(ms) {
      this.ms += ms;
      const due = timers.filter(({ at }) => at <= this.ms);
      timers = timers.filter(({ at }) => at > this.ms);
      for (const { run } of due) run();
    },
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

test("what may rest waits as long as the last drawing took", () => {
  const frames = fakeFrames();
  let drawn = 0;
  const loop = createLoop(() => (drawn++, (frames.ms += 40)), frames);
  loop.rest();
  frames.next();
  assert.equal(drawn, 1, "the first is drawn at once");
  loop.rest();
  loop.rest();
  frames.next();
  assert.equal(drawn, 1, "the next is not");
  frames.after(39);
  frames.next();
  assert.equal(drawn, 1);
  frames.after(1);
  frames.next();
  assert.equal(drawn, 2);
  loop.rest();
  loop.request();
  frames.next();
  assert.equal(drawn, 3, "what a person did does not wait");
  frames.after(1000);
  frames.next();
  assert.equal(drawn, 3, "and what rested was drawn with it");
});

test("what may rest does so for a quarter of a second at most", () => {
  const frames = fakeFrames();
  let drawn = 0;
  const loop = createLoop(() => (drawn++, (frames.ms += 3000)), frames);
  loop.request();
  frames.next();
  loop.rest();
  frames.after(250);
  frames.next();
  assert.equal(drawn, 2);
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
