import assert from "node:assert/strict";
import test from "node:test";

import { isSoon, runSoon, tidy, withRan } from "./address.js";

/** @type {[string, string][]} */
const form = [
  ["a", "cork"],
  ["a.run", ""],
  ["a.as", ""],
  ["a.set", ""],
  ["a.set", "client.nodelay.1"],
  ["b", "cork"],
  ["b.run", ""],
  ["b.as", "udp"],
];

test("what was left alone is not in the address", () => {
  assert.equal(tidy(form), "a=cork&a.set=client.nodelay.1&b=cork&b.as=udp");
  assert.equal(tidy([]), "");
});

test("another experiment begins without what was set for the one before", () => {
  assert.equal(tidy(form, "a"), "a=cork&b=cork&b.as=udp");
  assert.equal(tidy(form, "a.set"), "a=cork&a.set=client.nodelay.1&b=cork&b.as=udp");
});

test("a run that is named wins over what is chosen", () => {
  const named = form.map(
    ([name, value]) => /** @type {[string, string]} */ ([name, name === "b.run" ? " x1 " : value]),
  );
  assert.equal(tidy(named, "b.run"), "a=cork&a.set=client.nodelay.1&b=x1");
});

test("an address names the runs that were made, and no older ones", () => {
  const first = withRan("http://lab/compare?pair=udp", { a: "one", b: "two" });
  assert.equal(first, "http://lab/compare?pair=udp&a.ran=one&b.ran=two");
  assert.equal(withRan(first, { a: "three", b: "" }), "http://lab/compare?pair=udp&a.ran=three");
  assert.equal(
    withRan("http://lab/compare?a=kept&b=cork", { b: "x" }),
    "http://lab/compare?a=kept&b=cork&b.ran=x",
  );
});

test("a click runs the page that it leads to, once and no other", () => {
  /** @type {Map<string, string>} */
  const kept = new Map();
  const storage = {
    getItem: (/** @type {string} */ name) => kept.get(name) ?? null,
    setItem: (/** @type {string} */ name, /** @type {string} */ value) => void kept.set(name, value),
    removeItem: (/** @type {string} */ name) => void kept.delete(name),
  };
  runSoon("?pair=udp", storage);
  assert.equal(isSoon("?pair=udp", storage), true);
  assert.equal(isSoon("?pair=udp", storage), false, "a reload runs nothing");
  runSoon("?pair=udp", storage);
  assert.equal(isSoon("?pair=unix", storage), false);
});
