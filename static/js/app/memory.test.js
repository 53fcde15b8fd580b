import assert from "node:assert/strict";
import test from "node:test";

import { recall, remember } from "./memory.js";

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
