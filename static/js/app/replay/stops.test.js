import assert from "node:assert/strict";
import test from "node:test";

import { Chart } from "../../layout/chart.js";
import { lesson, lessons } from "../../net/lessons.test.js";
import { played, reachOf, speeds } from "./pace.js";
import { after, at, before } from "./stops.js";

test("forwards and back a replay stops at every end of a call, and at nothing else", () => {
  for (const name of lessons) {
    const chart = new Chart(lesson(name));
    const { end } = chart.trace.columns;
    const want = [...new Set(end.at.subarray(0, chart.trace.length))].sort((a, b) => a - b);
    const on = [];
    for (let stop = after(chart, -1); stop; stop = after(chart, stop.ns)) on.push(stop.ns);
    assert.deepEqual(on, want, name);
    const back = [];
    for (let stop = before(chart, Infinity); stop; stop = before(chart, stop.ns)) back.unshift(stop.ns);
    assert.deepEqual(back, want, name);
    assert.equal(at(chart, want[2])?.ns, want[2]);
    assert.equal(at(chart, want[2] - 1)?.ns, want[1]);
  }
});

test("by itself a run plays within some seconds, to its end, and never back", () => {
  for (const name of lessons) {
    const chart = new Chart(lesson(name));
    let ms = 0;
    let ns = 0;
    for (; ns < chart.trace.lastNs && ms < 20_000; ms += 16) {
      const next = played(chart, ns, 16, 0);
      assert.ok(next > ns, `${name} at ${ns}`);
      ns = next;
    }
    assert.ok(ms >= 2900 && ms <= 10_100, `${name} took ${ms} ms`);
  }
});

test("a speed that is chosen holds where nothing is folded, and the real one everywhere", () => {
  const chart = new Chart(lesson("hello-feng"));
  assert.equal(speeds[0], 0);
  assert.equal(played(chart, 0, 16, 1), 16e6);
  const { start } = chart.trace.columns;
  const from = start.at[3];
  assert.ok(Math.abs(played(chart, from, 10, 1 / 10_000) - from - 1000) < 2);
  assert.ok(reachOf(chart) < chart.trace.lastNs / 10, "waits are folded");
});

test("a step of a long run looks at few of its events", () => {
  const length = 1 << 20;
  let looks = 0;
  const events = { length, at: new Proxy({}, { get: (_, k) => Number(k) }) };
  const trace = { knownNs: (/** @type {number} */ i) => (looks++, i * 10), decodes: { event: { at: [] } } };
  const chart = /** @type {Chart} */ (
    /** @type {unknown} */ ({ trace, strands: [{ all: { events } }], decodes: [] })
  );
  assert.equal(after(chart, 5_000_005)?.i, 500_001);
  assert.equal(before(chart, 5_000_005)?.i, 500_000);
  assert.ok(looks < 100, `${looks} looks`);
});
