import assert from "node:assert/strict";
import test from "node:test";

import { fill, makeText } from "./text.js";

test("places are filled as the server fills them", () => {
  const cases = /** @type {[string, any[], string][]} */ ([
    ["plain", [], "plain"],
    ["{1} then {0}", ["a", 2], "2 then a"],
    ["{0} {0|byte|bytes}", [1], "1 byte"],
    ["{0} {0|byte|bytes}", [0], "0 bytes"],
    ["{0} {1}", ["a"], "a {1}"],
    ["{x} {", ["a"], "{x} {"],
    ["{0}", ["{0}"], "{0}"],
    ["{0}", ["$&"], "$&"],
  ]);
  for (const [text, args, want] of cases) assert.equal(fill(text, args), want);
});

test("a missing key shows itself, a name of Object is no key", () => {
  const text = makeText({ a: "A {0}" });
  assert.equal(text("a", 1), "A 1");
  assert.equal(text("b"), "b");
  assert.equal(text("constructor"), "constructor");
});
