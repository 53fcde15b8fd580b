import assert from "node:assert/strict";
import test from "node:test";

import { Rare } from "./rare.js";

test("what was set is there, and what few have is nowhere else", () => {
  for (const none of [0, -1]) {
    const rare = new Rare(none);
    const set = new Map([[3, 7], [4095, -5], [4096, 0], [4097, -1], [40_000, 2 ** 31 - 1], [40_001, none]]); // prettier-ignore
    for (const [i, value] of set) rare.set(i, value);
    for (let i = -1; i < 50_000; i++)
      assert.equal(rare.get(i), set.get(i) ?? none, `index ${i}, none ${none}`);
  }
});
