import assert from "node:assert/strict";
import test from "node:test";

import { scoreOf, sentencesOf } from "./score.js";

const text = (/** @type {string} */ key, /** @type {unknown[]} */ ...values) => [key, ...values].join(" ");
const known = {
  run: ["a", "z"],
  guesses: { a: { choice: 1, right: true }, b: { choice: 0, right: false }, c: { choice: 2 } },
  exercises: ["x", "gone"],
  quizzes: { 2: { right: 4, of: 5 } },
};

test("a guess counts once it was judged", () => {
  assert.deepEqual(scoreOf(known.guesses), { judged: 2, right: 1 });
  assert.deepEqual(scoreOf(known.guesses, ["b", "c", "d"]), { judged: 1, right: 0 });
});

test("a part says what is known of it", () => {
  const part = { number: "2", lessons: ["a", "b", "c"], exercises: ["x", "y"] };
  assert.deepEqual(sentencesOf(known, part, text), ["score.run 1 3", "score.guesses 1 2", "score.exercises 1 2", "score.quiz 4 5"]); // prettier-ignore
  assert.deepEqual(sentencesOf(known, { number: "3", lessons: ["d"], exercises: [] }, text), []);
});
