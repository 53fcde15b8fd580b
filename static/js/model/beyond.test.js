import assert from "node:assert/strict";
import test from "node:test";

import { beyondOf, knownBeyond } from "./beyond.js";
import { build, send, take } from "./fixture.test.js";
import { Verdict } from "./verdict.js";

/** @type {Parameters<typeof build>[0]} */
const rows = [send("aabb".repeat(6), { start: 0, end: 1 })];
for (let n = 0; n < 6; n++)
  rows.push(take(4 * n, 4, { start: 10 * n + 2, end: 10 * n + 4, verdict: n === 3 ? Verdict.exact : Verdict.coalesced, joined: n < 2 ? 2 : 1 })); // prettier-ignore
const trace = build(rows);

/** @param {number} first @param {number} count */
const group = (first, count, kind = "coalesced") => ({
  kind,
  title: "",
  told: [{ kind, title: "", text: "", events: [first] }],
  count,
});

test("what is counted and not listed is in the run, each where it was joined", () => {
  assert.deepEqual(beyondOf([group(2, 1), group(4, 4)], trace), [[3], [6, 7]]);
});

test("where the run has another number of them nobody can tell which are meant", () => {
  assert.deepEqual(beyondOf([group(2, 1), group(4, 3)], trace), [[], []]);
  assert.deepEqual(beyondOf([group(1, 9, "lost")], trace), [[]]);
});

test("at a moment those are known that had ended", () => {
  assert.equal(knownBeyond([3, 6, 7], trace, null), 3);
  assert.equal(knownBeyond([3, 6, 7], trace, trace.knownNs(5)), 2);
  assert.equal(knownBeyond([3, 6, 7], trace, 0), 0);
});
