import assert from "node:assert/strict";
import test from "node:test";

import { judged } from "./asked.js";

test("a guess is judged only where what the lesson says of the change held", () => {
  assert.equal(judged(2, 2, true), "right");
  assert.equal(judged(0, 2, true), "wrong");
  assert.equal(judged(-1, 2, true), "shown");
  assert.equal(judged(2, 2, false), "other");
  assert.equal(judged(2, 2, undefined), "other");
});
