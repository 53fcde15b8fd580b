import assert from "node:assert/strict";
import test from "node:test";

import { around, grown, holds, nextRow, roomPx, tallestPx, Typed, windowRows } from "./window.js";

test("keys lead through the rows and stop at the ends", () => {
  const cases = /** @type {[string, number, number, number | null][]} */ ([
    ["ArrowDown", 1, 5, 2],
    ["ArrowDown", 5, 5, 5],
    ["ArrowUp", 1, 5, 1],
    ["PageDown", 3, 5, 5],
    ["PageUp", 12, 20, 2],
    ["Home", 4, 5, 1],
    ["End", 1, 5, 5],
    ["a", 1, 5, null],
    ["ArrowDown", 1, 0, null],
  ]);
  for (const [key, seq, last, want] of cases)
    assert.equal(nextRow(key, seq, last), want, `${key} from ${seq}`);
});

test("every row has a window of at most windowRows rows that holds it", () => {
  for (const count of [1, 2, windowRows - 1, windowRows, windowRows + 1, 200, 48_010]) {
    for (const n of [1, 2, 29, 30, 31, 59, 60, 61, 100, count - 1, count]) {
      if (n < 1 || n > count) continue;
      const range = around(n, count);
      assert.ok(holds(range, n), `row ${n} of ${count} is not in ${JSON.stringify(range)}`);
      assert.ok(range.first >= 1 && range.last <= count);
      assert.equal(range.last - range.first + 1, Math.min(count, windowRows), `row ${n} of ${count}`);
    }
  }
  assert.deepEqual(around(1, 0), { first: 1, last: 0 });
});

test("a window takes in what comes until it is full", () => {
  assert.deepEqual(grown({ first: 1, last: 0 }, 0), { first: 1, last: 0 });
  assert.deepEqual(grown({ first: 1, last: 0 }, 7), { first: 1, last: 7 });
  assert.deepEqual(grown({ first: 1, last: 7 }, 1_000_000), { first: 1, last: windowRows });
  assert.deepEqual(grown({ first: 1, last: 300 }, 1_000_000), { first: 1, last: 300 });
});

test("the rows that are not there have room, and never more than a browser can scroll", () => {
  assert.deepEqual(roomPx({ first: 31, last: 90 }, 100, 30), { above: 900, below: 300 });
  const { above, below } = roomPx({ first: 500_001, last: 500_060 }, 1_000_000, 30);
  assert.ok(above + below <= tallestPx, `${above + below} px`);
  assert.ok(Math.abs(above - below) < tallestPx / 1000, `${above} px above, ${below} px below`);
});

test("digits that are typed one after another are one number", () => {
  const typed = new Typed();
  assert.equal(typed.take("4", 0), 4);
  assert.equal(typed.take("8", 300), 48);
  assert.equal(typed.take("x", 400), null);
  assert.equal(typed.take("0", 1200), 480);
  assert.equal(typed.take("7", 2300), 7, "after a pause a number begins anew");
});
