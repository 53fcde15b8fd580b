import assert from "node:assert/strict";
import test from "node:test";

import { cameOut, expectedOf, keyOf, maxExpected, rememberExpected } from "./expected.js";

/** @returns {Storage} */
function storage() {
  /** @type {Map<string, string>} */
  const kept = new Map();
  return /** @type {Storage} */ (
    /** @type {unknown} */ ({
      getItem: (/** @type {string} */ name) => kept.get(name) ?? null,
      setItem: (/** @type {string} */ name, /** @type {string} */ value) => kept.set(name, value),
    })
  );
}

test("programs received the same unless a receive or a peer is another", () => {
  assert.equal(cameOut([{ kind: "diff-same" }]), "same");
  assert.equal(cameOut([{ kind: "diff-time" }, { kind: "diff-option" }]), "same");
  assert.equal(cameOut([{ kind: "diff-time" }, { kind: "diff-received" }]), "other");
  assert.equal(cameOut([{ kind: "diff-peer" }]), "other");
});

test("a comparison is named by what it compares, not by its runs", () => {
  const key = keyOf("?a=cork&b=cork&b.try=2");
  assert.equal(keyOf("?b.try=2&b=cork&a=cork&a.ran=x&b.ran=y&sel=3"), key);
  assert.notEqual(keyOf("?a=cork&b=cork&b.try=1"), key);
});

test("predictions are kept, the oldest forgotten first", () => {
  const own = storage();
  for (let n = 0; n <= maxExpected; n++) rememberExpected(`k${n}`, "same", own);
  rememberExpected("k5", "other", own);
  assert.equal(expectedOf("k0", own), null);
  assert.equal(expectedOf("k1", own), "same");
  assert.equal(expectedOf("k5", own), "other");
  own.setItem("stickylab.expected", '[["k5", "perhaps"], 7]');
  assert.equal(expectedOf("k5", own), null);
});
