import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";

import { carries } from "../../model/call.js";
import { lesson, lessons } from "../../net/lessons.test.js";
import { Chart } from "../../layout/chart.js";
import { heightOf } from "../../layout/scene.js";
import { text } from "../../layout/view.test.js";
import { toggledLanes } from "../../layout/lanes/fold.js";
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
const ofCalls = ["as-written", "socket-layer", "tcp-echo"];

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

test("lanes fold until they have room: empty queues first; at last they share one strip, and all open again", () => {
  let strips = 0;
  for (const name of lessons) {
    const trace = lesson(name);
    const named = shownBy(name);
    const chart = new Chart(trace);
    for (const byEvent of [true, false]) {
      const look = { byEvent, named };
      const whole = lanesOf(chart, text, look);
      assert.ok(whole.every(({ folded }) => !folded), name); // prettier-ignore
      for (let roomPx = heightOf(whole); roomPx > 200; roomPx -= 9) {
        const lanes = lanesOf(chart, text, { ...look, roomPx });
        const strip = lanes.find(({ keys }) => keys);
        const shut = strip?.keys ?? lanes.filter(({ folded }) => folded).map(({ key }) => key);
        const where = `${name} in ${roomPx} px folds ${shut}`;
        if (strip) strips++;
        if (heightOf(lanes) > roomPx) assert.ok(shut.length < 2 || strip, where);
        if (shut.some((key) => key.startsWith("wire"))) {
          const empty = whole.filter(({ kind, peer, sockets }) => kind === "send" && !named.includes(`${trace.peers[peer]} send`) && sockets.every((s) => s.most.outq.max() <= 0)); // prettier-ignore
          assert.ok(empty.every(({ key }) => shut.includes(key)), `${where}, not an empty queue`); // prettier-ignore
        }
        const own = lanesOf(chart, text, { ...look, roomPx, open: Object.fromEntries(shut.map((key) => [key, true])) }); // prettier-ignore
        assert.ok(own.every(({ key, folded }) => !folded || !shut.includes(key)), where); // prettier-ignore
        const all = lanesOf(chart, text, { ...look, roomPx, open: toggledLanes(lanes) });
        assert.equal(all.some(({ folded }) => folded), false, where); // prettier-ignore
        const apart = strip && lanesOf(chart, text, { ...look, roomPx, open: { [strip.key]: true } });
        for (const key of strip?.keys ?? [])
          assert.ok(
            apart?.find((lane) => lane.key === key),
            where,
          );
      }
    }
  }
  assert.ok(strips > 100, `${strips} strips`);
});
