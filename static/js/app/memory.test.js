import assert from "node:assert/strict";
import test from "node:test";

import { guesses, recall, remember, rememberGuess } from "./memory.js";
import { scoreOf } from "./progress.js";

test("what was remembered comes back", () => {
  /** @type {Map<string, string>} */
  const kept = new Map();
  const storage = {
    getItem: (/** @type {string} */ name) => kept.get(name) ?? null,
    setItem: (/** @type {string} */ name, /** @type {string} */ value) => void kept.set(name, value),
  };
  assert.equal(recall("guess", -1, storage), -1);
  assert.equal(remember("guess", 2, storage), true);
  assert.equal(recall("guess", -1, storage), 2);
  assert.deepEqual([...kept.keys()], ["stickylab.guess"]);
});

test("a storage that is forbidden or spoilt forgets", () => {
  const forbidden = {
    getItem: () => {
      throw new Error("denied");
    },
    setItem: () => {
      throw new Error("denied");
    },
  };
  assert.equal(recall("x", "otherwise", forbidden), "otherwise");
  assert.equal(remember("x", 1, forbidden), false);
  assert.equal(recall("x", "otherwise", { getItem: () => "{" }), "otherwise");
});

test("the first guess that was judged is the one that counts", () => {
  const storage = /** @type {any} */ ({
    kept: /** @type {Record<string, string>} */ ({}),
    getItem: (/** @type {string} */ key) => storage.kept[key] ?? null,
    setItem: (/** @type {string} */ key, /** @type {string} */ text) => (storage.kept[key] = text),
  });
  rememberGuess("a", { choice: 1 }, storage);
  assert.deepEqual(guesses(storage), { a: { choice: 1 } });
  rememberGuess("a", { choice: 1, right: false }, storage);
  rememberGuess("a", { choice: 0, right: true }, storage);
  rememberGuess("b", { choice: 2, right: true }, storage);
  assert.deepEqual(guesses(storage), { a: { choice: 0, right: false }, b: { choice: 2, right: true } });
  assert.deepEqual(scoreOf(guesses(storage)), { judged: 2, right: 1 });
  storage.kept["stickylab.guesses"] = "[1]";
  assert.deepEqual(guesses(storage), {});
});
