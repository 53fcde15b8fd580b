import assert from "node:assert/strict";
import test from "node:test";

import { compareOrder, lessonLink } from "./page.js";

test("what is compared with is a lesson, or a script, or nothing", () => {
  assert.deepEqual(compareOrder("length-header", ""), { experiment: "length-header" });
  assert.deepEqual(compareOrder("", "tcp\n"), { script: "tcp\n" });
  assert.equal(compareOrder("", ""), null);
  assert.equal(compareOrder(undefined, undefined), null);
});

test("a lesson's link carries what was changed and set", () => {
  assert.equal(lessonLink("a b", "", []), "/lessons/a%20b");
  assert.equal(
    lessonLink("x", "literal.0=5", ["client.nodelay.1"]),
    "/lessons/x?literal.0=5&set=client.nodelay.1",
  );
});
