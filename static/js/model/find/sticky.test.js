import assert from "node:assert/strict";
import test from "node:test";

import { build, send, sticky, take } from "../fixture.test.js";
import { Verdict } from "../verdict.js";
import { nextSticky } from "./sticky.js";

test("the next place where it sticks, round and round", () => {
  const coalesced = { verdict: Verdict.coalesced };
  const trace = build([send("a"), take(0, 1, coalesced), send("b", { off: 1 }), take(1, 1, coalesced)]);
  assert.equal(nextSticky(trace, 0, 1), 2);
  assert.equal(nextSticky(trace, 2, 1), 4);
  assert.equal(nextSticky(trace, 4, 1), 2);
  assert.equal(nextSticky(trace, 4, -1), 2);
  assert.equal(nextSticky(trace, 0, -1), 4);
  assert.equal(nextSticky(trace, 0, -1, 3), 2, "what is not known yet is no place");
  assert.equal(nextSticky(sticky(), 6, 1), 6);
  assert.equal(nextSticky(build([send("a")]), 0, 1), 0);
});
