import assert from "node:assert/strict";
import test from "node:test";

import { Marks } from "./marks.js";
import { spotsOf } from "./spots.js";

test("a spot for each part that has something", () => {
  const marks = new Marks();
  for (const seq of [1, 2, 500, 501, 1000]) marks.add(seq);
  assert.deepEqual(spotsOf(marks, 1000, 10), [1, 500, 501, 1000]);
  assert.deepEqual(spotsOf(marks, 1000, 2), [1, 501]);
  assert.deepEqual(spotsOf(new Marks(), 1000, 10), []);
});

test("few parts of many found events", () => {
  const marks = new Marks();
  for (let seq = 1; seq <= 100_000; seq++) marks.add(seq);
  const spots = spotsOf(marks, 100_000, 512);
  assert.equal(spots.length, 512);
  assert.ok(spots.every((seq, n) => n === 0 || seq > spots[n - 1]));
});

test("in a run shorter than there are parts every found event is a spot", () => {
  const marks = new Marks();
  for (const seq of [1, 9, 10, 17]) marks.add(seq);
  assert.deepEqual(spotsOf(marks, 17, 512), [1, 9, 10, 17]);
});
