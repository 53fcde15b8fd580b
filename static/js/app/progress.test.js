import assert from "node:assert/strict";
import test from "node:test";

import { nextLesson } from "./progress.js";

test("the next lesson is the first that was not run", () => {
  const lessons = [{ slug: "a" }, { slug: "b" }, { slug: "c" }];
  assert.equal(nextLesson(lessons, [])?.slug, "a");
  assert.equal(nextLesson(lessons, ["a", "c"])?.slug, "b");
  assert.equal(nextLesson(lessons, ["a", "b", "c"]), undefined);
});
