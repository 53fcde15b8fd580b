import assert from "node:assert/strict";
import test from "node:test";

import { mostRows, Strands } from "./strands.js";

/**
 * @param {[strand: number, start: number, end: number][]} calls in the order of their ends
 * @param {number} [each] how many are added before the rows settle
 */
function strandsOf(calls, each = calls.length) {
  const column = (/** @type {number} */ n) => ({ at: calls.map((call) => call[n]) });
  const strand = { get: (/** @type {number} */ i) => calls[i][0] };
  const columns = { strand, start: column(1), end: column(2) };
  const strands = new Strands(/** @type {any} */ ({ columns }));
  calls.forEach((_, event) => {
    strands.add(event);
    if (event % each === each - 1) strands.settle();
  });
  strands.settle();
  return strands;
}

/** @param {Strands} strands */
const rows = ({ rows }) => rows.map(({ strands, calls }) => [strands, Array.from(calls.events.at.slice(0, calls.events.length))]); // prettier-ignore

test("strands that never overlap share a row", () => {
  const strands = strandsOf([[0, 0, 10], [1, 10, 20], [0, 20, 30]]); // prettier-ignore
  assert.deepEqual(rows(strands), [[[0, 1], [0, 1, 2]]]); // prettier-ignore
  assert.equal(strands.rows[0].calls, strands.all);
});

test("strands that overlap have rows of their own, a third goes where it has room", () => {
  const strands = strandsOf([[0, 0, 10], [1, 5, 12], [0, 12, 20], [2, 13, 22]]); // prettier-ignore
  assert.deepEqual(rows(strands), [[[0], [0, 2]], [[1, 2], [1, 3]]]); // prettier-ignore
  assert.deepEqual([0, 1, 2].map((strand) => strands.rowOf(strand)), [0, 1, 1]); // prettier-ignore
});

test("more than six strands at once: the rest have one row together", () => {
  const strands = strandsOf(Array.from({ length: 9 }, (_, n) => [n, n, 100 + n]));
  assert.equal(strands.rows.length, mostRows + 1);
  assert.deepEqual(strands.rows[mostRows].strands, [6, 7, 8]);
  assert.ok(strands.rows[mostRows].rest && !strands.rows[0].rest);
});

test("whatever comes, calls of one row do not overlap, and none is left out", () => {
  let seed = 7;
  const random = (/** @type {number} */ n) => (seed = (Math.imul(seed, 1103515245) + 12345) >>> 0) % n;
  for (let run = 0; run < 60; run++) {
    const free = new Map();
    /** @type {[number, number, number][]} */
    const calls = Array.from({ length: 60 }, (_, n) => {
      const strand = random(1 + (run % 12));
      const start = Math.max(free.get(strand) ?? 0, n * 10 - random(60));
      free.set(strand, n * 10 + 9);
      return [strand, start, n * 10 + 9];
    });
    const strands = strandsOf(calls, 1 + random(20));
    assert.ok(strands.rows.length <= mostRows + 1);
    let count = 0;
    for (const { calls: row, rest } of strands.rows) {
      count += row.events.length;
      for (let k = 1; !rest && k < row.events.length; k++) {
        const [[a, , before], [b, start]] = [calls[row.events.at[k - 1]], calls[row.events.at[k]]];
        assert.ok(a === b || start >= before, `run ${run}, call ${k}`);
      }
    }
    assert.equal(count, calls.length);
  }
});
