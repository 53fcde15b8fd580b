import assert from "node:assert/strict";
import test from "node:test";

import { keep, progress, rememberGuess, rememberRun } from "./store.js";

/** @param {Record<string, string>} [kept] @returns {any} */
function storageOf(kept = {}) {
  return {
    kept,
    getItem: (/** @type {string} */ key) => kept[key] ?? null,
    setItem: (/** @type {string} */ key, /** @type {string} */ text) => (kept[key] = text),
  };
}

test("all of it is kept under one name", () => {
  const storage = storageOf();
  rememberRun("a", storage);
  rememberRun("b", storage);
  rememberRun("a", storage);
  rememberGuess("a", { choice: 1 }, storage);
  keep({ exercises: ["x"] }, storage);
  keep({ quizzes: { 2: { right: 3, of: 5 } } }, storage);
  assert.deepEqual(Object.keys(storage.kept), ["stickylab.progress"]);
  assert.deepEqual(progress(storage), {
    run: ["b", "a"],
    guesses: { a: { choice: 1 } },
    exercises: ["x"],
    quizzes: { 2: { right: 3, of: 5 } },
  });
});

test("the first guess that was judged is the one that counts", () => {
  const storage = storageOf();
  rememberGuess("a", { choice: 1 }, storage);
  assert.deepEqual(progress(storage).guesses, { a: { choice: 1 } });
  rememberGuess("a", { choice: 1, right: false }, storage);
  rememberGuess("a", { choice: 0, right: true }, storage);
  rememberGuess("b", { choice: 2, right: true }, storage);
  assert.deepEqual(progress(storage).guesses, {
    a: { choice: 0, right: false },
    b: { choice: 2, right: true },
  });
});

test("what was kept under several names is taken over, and spoilt things are nothing", () => {
  const old = storageOf({
    "stickylab.done": '["a"]',
    "stickylab.guesses": '{"a":{"choice":0}}',
    "stickylab.exercises": '["x", 7]',
  });
  assert.deepEqual(progress(old), { run: ["a"], guesses: { a: { choice: 0 } }, exercises: ["x"], quizzes: {} }); // prettier-ignore
  keep({ run: [] }, old);
  assert.deepEqual(progress(old).run, [], "what is new goes before what is old");
  const spoilt = storageOf({
    "stickylab.progress": '{"run": 7, "guesses": [1], "exercises": null, "quizzes": "x"}',
  });
  assert.deepEqual(progress(spoilt), { run: [], guesses: {}, exercises: [], quizzes: {} });
});
