import assert from "node:assert/strict";
import test from "node:test";

import { Call } from "../../model/call.js";
import { build, probe, send, sticky } from "../../model/fixture.test.js";
import { axisPx, LaneHeight, ribbonReachPx, stripPx } from "../metrics.js";
import { Out } from "../out.js";
import { sceneOf } from "../scene.js";
import { frameOf, text, texts } from "../view.test.js";
import { laneAt, lanesOf } from "./lanes.js";

test("a lane says how tall it is in each mode, and its strip comes on top", () => {
  const { chart } = frameOf(sticky());
  const [byEvent, byTime, narrow] = [
    lanesOf(chart, text),
    lanesOf(chart, text, { byEvent: false }),
    lanesOf(chart, text, { narrow: true }),
  ];
  assert.deepEqual([byEvent[0].h, byTime[0].h], [LaneHeight.calls, LaneHeight.cards]);
  assert.deepEqual([narrow[1].h, narrow[1].top - narrow[1].y], [LaneHeight.send + stripPx, stripPx]);
  for (const lanes of [byEvent, byTime, narrow]) {
    let y = axisPx;
    for (const lane of lanes) {
      assert.equal(lane.y, y);
      assert.equal(laneAt(lanes, y), lane);
      y += lane.h;
    }
    assert.equal(laneAt(lanes, y), undefined);
  }
});

test("each lane draws alone, where it is told to", () => {
  const frame = frameOf(sticky());
  for (const lane of lanesOf(frame.chart, text)) {
    const [high, low] = [new Out(), new Out()];
    lane.draw(frame, 0, high);
    lane.draw(frame, 1000, low);
    const of = (/** @type {Out} */ { queues, wires, calls }) => [...queues, ...wires, ...calls];
    assert.ok(of(high).length > 0, lane.name);
    assert.deepEqual(texts(of(high)), texts(of(low)), lane.name);
    const tops = (/** @type {Out} */ out) => of(out).flatMap((s) => ("y" in s ? [s.y] : []));
    assert.deepEqual(
      tops(low).map((y) => Math.round(y)),
      tops(high).map((y) => Math.round(y + 1000)),
      lane.name,
    );
  }
});

test("a lane far out of view is not drawn, but bands still end in it", () => {
  const frame = frameOf(sticky());
  const lanes = lanesOf(frame.chart, text);
  const whole = sceneOf(frame, lanes);
  const last = lanes.length - 1;
  const far = lanes.map((lane, n) => (n === last ? { ...lane, y: 5000 + ribbonReachPx, top: 5000 } : lane));
  const scene = sceneOf(frame, far);
  assert.ok(scene.shapes.length < whole.shapes.length);
  assert.equal(scene.bands.length, whole.bands.length);
  assert.ok(scene.bands.some(({ by }) => by > 4000));
});

test("a deep queue costs by the pixel and not by what lies in it", () => {
  const rows = Array.from({ length: 200 }, (_, n) =>
    send("ab", { off: 2 * n, start: 1000 * n, end: 1000 * n + 9, far: probe({ inq: 2 * n + 2 }) }),
  );
  const frame = frameOf(build([{ conn: 3, call: Call.accept, start: 0, end: 1 }, ...rows]));
  const lane = lanesOf(frame.chart, text).find(({ kind }) => kind === "receive");
  const out = new Out();
  lane?.draw(frame, 0, out);
  const filled = out.queues.filter(({ t }) => t === "rect");
  assert.ok(filled.length >= 100 && filled.length <= 400, `${filled.length} rects for 20 100 messages in 200 samples`); // prettier-ignore
});
