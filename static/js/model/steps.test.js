import assert from "node:assert/strict";
import test from "node:test";

import { Call, idles } from "./call.js";
import { row } from "./fixture.test.js";
import { Steps } from "./steps.js";
import { Trace } from "./trace.js";

test("the orders that grow event by event are those of sorting all of them", () => {
  let seed = 3;
  const random = (/** @type {number} */ n) => (seed = (Math.imul(seed, 1103515245) + 12345) >>> 0) % n;
  const trace = new Trace({ transport: "tcp", peers: ["server", "client"] });
  const steps = new Steps();
  const calls = [Call.send, Call.recv, Call.sleep, Call.socket];
  for (let n = 0; n < 600; n++) {
    const end = n * 4 + random(3);
    const start = end - (n % 37 === 5 ? 100 + random(800) : random(12)); // some had waited long
    trace.addEvent(row({ seq: n + 1, call: calls[random(4)], start, end, waited: random(3) === 0 }));
    if (random(4) === 0) steps.update(trace);
  }
  steps.update(trace);
  const { start, end, call } = trace.columns;
  const effect = (/** @type {number} */ i) => (trace.waited(i) ? end.at[i] : start.at[i]);
  const all = Array.from({ length: trace.length }, (_, i) => i);
  const want = all.filter((i) => !idles(call.at[i])).sort((a, b) => effect(a) - effect(b) || a - b);
  assert.deepEqual(Array.from({ length: steps.length }, (_, k) => steps.indexAt(k)), want); // prettier-ignore
  want.forEach((i, k) => assert.equal(steps.placeOf(trace, i), k));
  for (const i of all.filter((i) => idles(call.at[i]))) {
    const before = want.filter((j) => effect(j) < effect(i) || (effect(j) === effect(i) && j < i));
    assert.equal(steps.placeOf(trace, i), before.length, `pause ${i}`);
  }
  for (let ns = -1000; ns < 2500; ns += 7) {
    const begun = all.filter((i) => start.at[i] <= ns).sort((a, b) => start.at[a] - start.at[b] || a - b);
    assert.equal(steps.lastBegun(trace, ns), begun.at(-1) ?? -1, `at ${ns}`);
  }
});
