import assert from "node:assert/strict";
import test from "node:test";

import { Call } from "../model/call.js";
import { build, send, take } from "../model/fixture.test.js";
import { foldsOf } from "./axis.js";
import { sceneOf } from "./scene.js";
import { frameOf, texts } from "./view.test.js";

/**
 * waiting is a run of two bursts and, between them, calls alone after so many ms each.
 * @param {number[]} gapsMs
 */
function waiting(gapsMs) {
  const burst = (/** @type {number} */ from) =>
    Array.from({ length: 120 }, (_, n) => ({ ...send("ab", { off: 2 * n }), start: from + n * 20_000 }));
  let at = 2_400_000;
  const alone = gapsMs.map((ms) => ({ peer: 1, call: Call.sleep, start: (at += ms * 1e6), end: at + 1000 }));
  return build([...burst(0), ...alone, { ...take(0, 240), start: at + 20_000 }]);
}

test("all time that is folded has a number: breaks too close for words of their own share one", () => {
  for (const { gapsMs, want } of [
    { gapsMs: [50], want: ["≈ 50 ms ≈"] },
    { gapsMs: [40, 11], want: ["≈ 51 ms ≈"] },
    { gapsMs: [1000, 1000, 1000, 1000, 900], want: ["≈ 4.9 s ≈"] },
  ]) {
    const frame = frameOf(waiting(gapsMs), { mode: "folded" });
    assert.equal(foldsOf(frame).length, gapsMs.length);
    assert.deepEqual(texts(sceneOf(frame).shapes).filter((words) => words.includes("≈")), want); // prettier-ignore
  }
});
