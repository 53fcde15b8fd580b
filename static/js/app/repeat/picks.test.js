import assert from "node:assert/strict";
import test from "node:test";

import { Picks } from "./picks.js";

/** @param {number[]} groups the group of each run, in order */
function picksOf(groups) {
  const picks = new Picks();
  groups.forEach((group, i) => picks.add({ run: `r${i + 1}`, n: i + 1, group }));
  return picks;
}

test("a group is picked by its first run and stepped through to its ends", () => {
  const picks = picksOf([0, 1, 0, 1, 0]);
  assert.equal(picks.pick(0)?.run, "r1");
  assert.deepEqual(picks.place, { at: 1, of: 3 });
  assert.equal(picks.step(-1), null);
  assert.equal(picks.step(1)?.run, "r3");
  assert.equal(picks.step(1)?.run, "r5");
  assert.equal(picks.step(1), null);
  assert.deepEqual(picks.place, { at: 3, of: 3 });
  assert.equal(picks.pick(1)?.run, "r2");
});

test("runs that are no longer kept cannot be picked and still count", () => {
  const picks = picksOf([0, 0, 1, 0]);
  picks.pick(0);
  picks.forget(2);
  assert.equal(picks.step(-1), null);
  assert.equal(picks.step(1)?.run, "r4");
  assert.deepEqual(picks.place, { at: 3, of: 3 });
  assert.equal(picks.pick(0)?.run, "r4");
  picks.forget(3);
  assert.equal(picks.pick(1), null);
  assert.equal(picks.pick(7), null);
});

test("nothing is picked to begin with", () => {
  const picks = picksOf([0]);
  assert.equal(picks.step(1), null);
  assert.deepEqual(picks.place, { at: 0, of: 0 });
});
