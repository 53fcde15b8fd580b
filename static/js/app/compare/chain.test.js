import assert from "node:assert/strict";
import test from "node:test";

import { chained, runBefore } from "./chain.js";

test("a new run is the last, and one that is shown again keeps its place", () => {
  assert.deepEqual(chained([], "one"), { chain: ["one"], before: "" });
  assert.deepEqual(chained(["one"], "two"), { chain: ["one", "two"], before: "one" });
  assert.deepEqual(chained(["one", "two", "three"], "two"), {
    chain: ["one", "two", "three"],
    before: "one",
  });
  assert.deepEqual(chained(["one", "two"], "one"), { chain: ["one", "two"], before: "" });
});

test("a chain does not grow without end", () => {
  const long = Array.from({ length: 12 }, (_, n) => `run${n}`);
  const { chain, before } = chained(long, "new");
  assert.equal(chain.length, 12);
  assert.equal(chain.at(-1), "new");
  assert.equal(before, "run11");
});

test("each experiment has a chain of its own", () => {
  /** @type {Map<string, string>} */
  const kept = new Map();
  const storage = {
    getItem: (/** @type {string} */ name) => kept.get(name) ?? null,
    setItem: (/** @type {string} */ name, /** @type {string} */ value) => void kept.set(name, value),
  };
  const of = (/** @type {string} */ experiment, /** @type {string} */ run) =>
    runBefore({ run, order: { experiment } }, storage);
  assert.equal(of("cork", "one"), "");
  assert.equal(of("other", "two"), "");
  assert.equal(of("cork", "three"), "one");
  assert.equal(of("cork", "three"), "one", "after a reload");
  assert.equal(runBefore({ run: "four", order: { script: "tcp" } }, storage), "");
});
