import assert from "node:assert/strict";
import test from "node:test";

import { count } from "./repeat.js";

test("outcomes are counted, the most frequent first, each with its first run", () => {
  const results = [
    { outcome: "apart", run: "a" },
    { outcome: "joined", run: "b" },
    { outcome: "joined", run: "c" },
  ];
  assert.deepEqual(count(results), [
    { outcome: "joined", times: 2, run: "b" },
    { outcome: "apart", times: 1, run: "a" },
  ]);
  assert.deepEqual(count([]), []);
});
