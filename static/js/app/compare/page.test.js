import assert from "node:assert/strict";
import test from "node:test";

import { tidy } from "./page.js";

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
