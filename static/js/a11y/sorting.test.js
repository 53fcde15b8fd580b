import assert from "node:assert/strict";
import test from "node:test";

import { build, row, send, take } from "../model/fixture.test.js";
import { Sorting } from "./sorting.js";

test("events are listed as they returned, or as they began", () => {
  const trace = build([
    take(0, 5, { start: 5, end: 8 }),
    send("hello", { start: 3, end: 9 }),
    send("feng", { off: 5, start: 3, end: 10 }),
  ]);
  const sorting = new Sorting();
  const listed = () => [1, 2, 3].map((place) => sorting.at(trace, place));
  assert.deepEqual(listed(), [1, 2, 3]);
  sorting.byStart = true;
  assert.deepEqual(listed(), [2, 3, 1]);
  assert.deepEqual([1, 2, 3].map((seq) => sorting.placeOf(trace, seq)), [3, 1, 2]); // prettier-ignore
  trace.addEvent(row({ ...send("x", { off: 9, start: 1, end: 12 }), seq: 4 }));
  assert.equal(sorting.at(trace, 1), 4);
});
