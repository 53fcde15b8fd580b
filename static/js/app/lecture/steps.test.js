import assert from "node:assert/strict";
import test from "node:test";

import { isCore, isFree, lectureOf, stepOf, turnOf, withStep } from "./steps.js";

const page = "http://lab/lessons/hello-feng";

test("the step is in the address, and goes with the mode", () => {
  const at = withStep(`${page}?run=x&path=core`, "picture");
  assert.equal(at, `${page}?run=x&path=core&lecture=picture`);
  assert.equal(stepOf(new URL(at).search), "picture");
  assert.equal(stepOf("?lecture=fourth"), null);
  assert.equal(stepOf(""), null);
  assert.equal(withStep(at, null), `${page}?run=x`);
});

test("the next lesson is shown at a step, on the core path where this one is", () => {
  assert.equal(lectureOf(page, "question", false), `${page}?projector=1&lecture=question`);
  const core = lectureOf(page, "sentence", true);
  assert.equal(core, `${page}?projector=1&lecture=sentence&path=core`);
  assert.ok(isCore(new URL(core).search));
  assert.ok(!isCore("?path=all"));
});

test("question, picture, sentence, next lesson; and back", () => {
  assert.deepEqual(turnOf("question", 1, true), { step: "picture" });
  assert.deepEqual(turnOf("picture", 1, false), { step: "sentence" });
  assert.deepEqual(turnOf("sentence", 1, true), { lesson: 1 });
  assert.equal(turnOf("sentence", 1, false), null, "the last lesson");
  assert.deepEqual(turnOf("sentence", -1, true), { step: "picture" });
  assert.deepEqual(turnOf("question", -1, true), { lesson: -1 });
  assert.equal(turnOf("question", -1, false), null, "the first lesson");
});

test("a remote's keys are free everywhere", () => {
  for (const key of ["PageDown", "PageUp", "n"]) assert.ok(isFree(key, null));
});
