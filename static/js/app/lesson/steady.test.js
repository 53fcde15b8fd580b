import assert from "node:assert/strict";
import test from "node:test";

import { shift } from "./steady.js";

test("the page follows a box that grows, not a window that is resized", () => {
  const was = { width: 900, height: 400 };
  assert.equal(shift(null, was), 0, "the first look");
  assert.equal(shift(was, { width: 900, height: 426 }), 26, "a line more");
  assert.equal(shift(was, { width: 900, height: 374 }), -26, "a line less");
  assert.equal(shift(was, { width: 700, height: 600 }), 0, "another window");
});
