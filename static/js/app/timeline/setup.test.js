// The calls that make a socket ready, in the runs of the lessons.

import assert from "node:assert/strict";
import test from "node:test";

import { seqOf } from "../../model/target.js";
import { lesson, lessons } from "../../net/lessons.test.js";
import { frameOf } from "../../layout/view.test.js";
import { sceneOf } from "../../layout/scene.js";

test("in every lesson each call has its place, and a chip covers no call but its own", () => {
  const dotPx = 3; // the least width of a dot
  let folded = 0;
  for (const name of lessons) {
    const trace = lesson(name);
    if (trace.length > 60) continue;
    for (const mode of /** @type {const} */ (["event", "folded"])) {
      const frame = frameOf(trace, { widthPx: 460, mode });
      const { zones } = sceneOf(frame);
      const chips = zones.filter(({ hint }) => hint);
      const seqs = new Set(zones.map(({ target }) => seqOf(target)));
      for (let i = 0; i < trace.length; i++)
        if (trace.columns.decode.get(i) < 0) assert.ok(seqs.has(i + 1), `${name}, ${mode}: no place for event ${i + 1}`); // prettier-ignore
      const own = new Set(chips.map(({ target }) => (seqOf(target) ?? 0) - 1));
      for (const { x, w, target } of chips) {
        folded++;
        const { calls } = frame.chart.rowOf((seqOf(target) ?? 0) - 1);
        for (const i of calls.events.at.slice(0, calls.events.length))
          if (!own.has(i)) assert.ok(frame.startX(i) >= x + w - dotPx || frame.endX(i) <= x, `${name}, ${mode}: event ${i + 1} is under a chip`); // prettier-ignore
      }
    }
  }
  assert.ok(folded > 200, `${folded} calls`);
});
