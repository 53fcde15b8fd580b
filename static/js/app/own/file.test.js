import assert from "node:assert/strict";
import test from "node:test";

import { replaced } from "./file.js";

test("a text that is too long for its field is what the field would have become", () => {
  const long = "00".repeat(128 << 10);
  const field = (/** @type {string} */ value, /** @type {number} */ from, /** @type {number} */ to) => ({
    value,
    selectionStart: from,
    selectionEnd: to,
  });
  assert.equal(replaced(field("", 0, 0), "0005"), null);
  assert.equal(replaced(field("", 0, 0), long), null, "the most that fits");
  assert.equal(replaced(field("", 0, 0), `${long}0`), `${long}0`);
  assert.equal(replaced(field("abcd", 1, 3), long), `a${long}d`);
  assert.equal(replaced(field(long, 0, long.length), long), null, "it takes the place of all");
  assert.equal(replaced(field(long, 2, 2), ""), null, "nothing is put in");
  assert.equal(replaced(field(long, 2, 2), "0"), null, "a key");
});
