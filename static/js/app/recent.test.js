import assert from "node:assert/strict";
import test from "node:test";

import { recentRuns, rememberRecent } from "./recent.js";

function memory() {
  /** @type {Map<string, string>} */
  const kept = new Map();
  return {
    getItem: (/** @type {string} */ name) => kept.get(name) ?? null,
    setItem: (/** @type {string} */ name, /** @type {string} */ value) => void kept.set(name, value),
  };
}

test("the last run comes first, each once, under its first name", () => {
  const storage = memory();
  rememberRecent("a", "tcp-echo", storage);
  rememberRecent("b", "cork", storage);
  rememberRecent("a", "run", storage);
  assert.deepEqual(recentRuns(storage), [
    { id: "a", name: "tcp-echo" },
    { id: "b", name: "cork" },
  ]);
});

test("only so many are remembered", () => {
  const storage = memory();
  for (let i = 0; i < 30; i++) rememberRecent(`run${i}`, "x", storage);
  const kept = recentRuns(storage);
  assert.equal(kept.length, 20);
  assert.equal(kept[0].id, "run29");
});

test("what somebody else wrote there is no run", () => {
  const storage = memory();
  storage.setItem("stickylab.recent", '{"id":"x"}');
  assert.deepEqual(recentRuns(storage), []);
  storage.setItem("stickylab.recent", '[1,{"id":"x"},{"id":"y","name":"z"}]');
  assert.deepEqual(recentRuns(storage), [{ id: "y", name: "z" }]);
});
