import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import test from "node:test";

import { Chart } from "../../layout/chart.js";
import { chartAt } from "../../layout/past.js";
import { callName } from "../../model/call.js";
import { lesson, lessons } from "../../net/lessons.test.js";
import { pauseNs } from "./pause.js";

const course = new URL("../../../../lab/course/lessons/", import.meta.url);

/** The pauses of the lessons, as they are written. */
const pauses = readdirSync(course, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .flatMap(({ name }) => {
    const written = readFileSync(new URL(`${name}/expect.txt`, course), "utf8");
    const [, peer, call, n] = /^pause before (\S+) (\w+) (\d+)$/m.exec(written) ?? [];
    return peer ? [{ name, peer, call, n: Number(n) }] : [];
  });

test("where a lesson stops, the result is not known yet, and in the next instant it is", () => {
  assert.ok(pauses.length >= 12, `${pauses.length} lessons stop`);
  for (const pause of pauses) {
    assert.ok(lessons.includes(pause.name), `${pause.name} has a recorded run`);
    const chart = new Chart(lesson(pause.name));
    const ns = pauseNs(chart, pause);
    assert.ok(ns !== null && ns >= 0, `${pause.name}: the moment exists`);
    const { trace } = chart;
    let left = pause.n;
    const is = (/** @type {number} */ i) =>
      trace.peers[trace.columns.peer.at[i]] === pause.peer &&
      callName(trace.columns.call.at[i]) === pause.call;
    const at = Array.from({ length: trace.length }, (_, i) => i).find((i) => is(i) && --left === 0) ?? -1;
    assert.equal(chartAt(chart, ns).trace.knows(at), false, pause.name);
    assert.equal(chartAt(chart, ns + 1).trace.knows(at), true, pause.name);
  }
});
