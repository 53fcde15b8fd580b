import assert from "node:assert/strict";
import test from "node:test";

import { nextLesson } from "./ticks.js";

test("the next lesson is the first that was not run after the last that was", () => {
  const lessons = [..."abcde"].map((slug) => ({ slug }));
  assert.equal(nextLesson(lessons, [])?.slug, "a");
  assert.equal(nextLesson(lessons, ["c"])?.slug, "d");
  assert.equal(nextLesson(lessons, ["d", "c"])?.slug, "e");
  assert.equal(nextLesson(lessons, ["a", "e"])?.slug, "b", "from the end on to what was left out");
  assert.equal(nextLesson(lessons, ["gone"])?.slug, "a");
  assert.equal(nextLesson(lessons, [..."abcde"]), undefined);
});
