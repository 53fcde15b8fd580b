import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";

import { carries } from "../../model/call.js";
import { lesson, lessons } from "../../net/lessons.test.js";
import { Chart } from "../../layout/chart.js";
import { text } from "../../layout/view.test.js";
import { lanesOf } from "../../layout/lanes/lanes.js";

const course = new URL("../../../../lab/course/lessons/", import.meta.url);
const kinds = new Map([
  ["calls", "calls"],
  ["send queue", "send"],
  ["receive queue", "receive"],
  ["wire", "wire"],
  ["decoder", "decoder"],
]);
/** The lessons whose questions are about calls that move bytes, and nothing else. */
const ofCalls = ["as-written", "socket-layer", "tcp-echo", "tcp-loop"];

/**
 * shownBy lists the lanes that a lesson is about, as its page has them.
 * @param {string} name
 */
export function shownBy(name) {
  const written = readFileSync(new URL(`${name}/expect.txt`, course), "utf8");
  const [, lanes] = /^show (.+)$/m.exec(written) ?? [];
  return (lanes?.split(" and ") ?? []).map((lane) => {
    const [, peer, words] = /^(\S+) (.+)$/.exec(lane) ?? [];
    return `${peer} ${kinds.get(words)}`;
  });
}

test("the lanes that a lesson is about are there and stay open, and so do calls with bytes", () => {
  for (const name of lessons) {
    const named = shownBy(name);
    assert.equal(named.length === 0, ofCalls.includes(name), `${name} is about the lanes ${named}`);
    const trace = lesson(name);
    const chart = new Chart(trace);
    const { call, got } = trace.columns;
    for (const byEvent of [true, false]) {
      const lanes = lanesOf(chart, text, { byEvent, roomPx: 0, named });
      const of = (/** @type {import("../../layout/lanes/lanes.js").Placed} */ { peer, kind }) =>
        `${trace.peers[peer]} ${kind}`;
      for (const lane of named) assert.ok(lanes.some((one) => of(one) === lane), `${name} has no lane ${lane}`); // prettier-ignore
      for (const lane of lanes.filter(({ folded }) => folded)) {
        assert.ok(!named.includes(of(lane)), `${name} folds ${of(lane)}`);
        const calls = lane.kind === "calls" ? chart.strands[lane.peer].all.events : null;
        const bytes = calls && [...calls.at.subarray(0, calls.length)].some((i) => carries(call.at[i]) && got.at[i] > 0); // prettier-ignore
        assert.ok(!bytes, `${name} folds ${of(lane)}, which has bytes`);
      }
    }
  }
});
