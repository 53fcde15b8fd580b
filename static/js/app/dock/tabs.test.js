import assert from "node:assert/strict";
import { test } from "node:test";
import { nextTab, outlasts, staysOpen } from "./tabs.js";

test("arrows go round, Home and End to the ends, other keys nowhere", () => {
  assert.deepEqual(
    ["ArrowRight", "ArrowLeft", "Home", "End", "Tab", "a"].map((key) => nextTab(key, 2, 3)),
    [0, 1, 0, 2, null, null],
  );
  assert.equal(nextTab("ArrowLeft", 0, 3), 2);
});

test("a run opens the findings, but for whoever looks at a table or at other runs", () => {
  assert.deepEqual(
    ["findings", "selection", "why", "cure", "events", "segments", "compare", "repeat"].map(outlasts),
    [false, false, false, false, true, true, true, true],
  );
});

test("a selection leaves tables and tall panels open", () => {
  assert.deepEqual(
    ["findings", "selection", "events", "segments"].map((name) => staysOpen(name, false)),
    [false, false, true, true],
  );
  assert.equal(staysOpen("why", true), true);
});
