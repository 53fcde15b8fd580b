import assert from "node:assert/strict";
import test from "node:test";

import { wired } from "../model/capture.test.js";
import { build, probe, send, take } from "../model/fixture.test.js";
import { sceneOf } from "./scene.js";
import { frameOf } from "./view.test.js";

/** What is filled of the send queue's lane, in ns of the run. */
function filled(/** @type {import("../model/trace.js").Trace} */ trace) {
  const frame = frameOf(trace, { mode: "time", widthPx: 1440 });
  const { shapes } = sceneOf(frame);
  const tones = shapes.flatMap((s) => (s.t === "rect" && s.fill === "dim" && s.alpha === 0.45 ? [s] : []));
  return tones.map(({ x, w, h }) => [frame.nsAt(x), frame.nsAt(x + w), h].map(Math.round));
}

/** 8 bytes that wait for 50 ms, are received, and of which the sender is asked again 40 ms later. */
const waiting = () =>
  build([
    send("headbody", { start: 0, end: 1e6, probe: probe({ outq: 8, unsent: 8 }) }),
    take(0, 8, { start: 2e6, end: 60e6, farConn: 0 }),
    send("!", { off: 8, start: 99e6, end: 100e6, probe: probe({ outq: 0, unsent: 0 }) }),
  ]);

test("bytes are drawn as unsent no longer than until they are known to have left", () => {
  const [[from, to]] = filled(waiting());
  assert.deepEqual([from, to], [1e6, 60e6], "they had come when the receive returned");
  const [[, left], ...more] = filled(wired(waiting(), [{ len: 8, at: 51e6 }]));
  assert.deepEqual([left, more], [51e6, []], "a captured segment had all of them");
});

test("each segment that was captured leaves less unsent", () => {
  const steps = filled(wired(waiting(), [{ len: 4, at: 51e6 }, { seq: 4, len: 4, at: 55e6 }])); // prettier-ignore
  assert.deepEqual(steps.map(([from, to]) => [from, to]), [[1e6, 51e6], [51e6, 55e6]]); // prettier-ignore
  assert.ok(Math.abs(steps[1][2] * 2 - steps[0][2]) <= 1, "half as tall");
});
