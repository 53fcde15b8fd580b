import assert from "node:assert/strict";
import test from "node:test";

import { Call } from "../model/call.js";
import { build, send, sticky, take } from "../model/fixture.test.js";
import { eventTarget } from "../model/target.js";
import { Verdict } from "../model/verdict.js";
import { BandPx } from "./metrics.js";
import { overlayShapes } from "./overlay.js";
import { frameOf, texts } from "./view.test.js";
import { sceneOf } from "./scene.js";

/** @param {import("./shapes.js").Shape[]} shapes */
const lines = (shapes) => shapes.flatMap((s) => (s.t === "line" ? [s] : []));

test("by real time every call with bytes has a bar at its true time, tied to its card", () => {
  const frame = frameOf(sticky(), { mode: "time" });
  const { shapes, lanes } = sceneOf(frame);
  for (const i of [3, 4, 5, 6]) {
    const lane = lanes.find((one) => one.kind === "calls" && one.peer === frame.trace.columns.peer.at[i]);
    const mid = (lane?.top ?? 0) + BandPx.time.middle;
    const bar = shapes.find((s) => s.t === "rect" && s.y === mid - 8 && s.x === frame.startX(i));
    assert.ok(bar, `event ${i + 1} has no bar at ${frame.startX(i)}`);
    const box = frame.box(i);
    assert.ok(box.card && Math.abs(box.x - frame.anchorX(i)) <= box.w);
    const slant = lines(shapes).find((s) => s.x1 === frame.startX(i) + 1 && s.x2 === box.x + 1);
    assert.ok(slant, `event ${i + 1} is not tied to its card`);
  }
});

test("by real time a receive at the end keeps its label, its cells, its letters and its mark", () => {
  const all = texts(sceneOf(frameOf(sticky(), { mode: "time" })).shapes);
  for (const want of ["recv(10) → 9", "h", "g", "A", "B", "mark.coalesced"]) {
    assert.ok(all.includes(want), `${want} is not in ${all.join(" | ")}`);
  }
});

test("by real time a wire box that had to stand aside is tied to its bracket", () => {
  const frame = frameOf(sticky(), { mode: "time" });
  const { shapes, bands } = sceneOf(frame);
  const legs = bands.filter((band) => band.send === 5);
  const [into] = legs;
  const sentX = frame.endX(4);
  assert.ok(
    Math.abs((into.bx0 + into.bx1) / 2 - sentX) < 45,
    `the box is at ${into.bx0}, the send at ${sentX}`,
  );
  const covers = into.bx0 - 4 <= sentX && into.bx1 + 4 >= sentX;
  assert.ok(
    covers || lines(shapes).some((s) => Math.abs(s.x1 - sentX) < 1 && s.x2 > into.bx0 && s.x2 < into.bx1),
  );
});

test("the ring around a selected call's duration leaves the words of its card free", () => {
  for (const i of [3, 4, 5, 6]) {
    const frame = frameOf(sticky(), { mode: "time" });
    const scene = sceneOf(frame);
    const view = { selected: eventTarget(i + 1), hovered: null, cursorPx: null };
    const rings = overlayShapes(frame, scene, view).flatMap((s) => (s.t === "rect" && s.stroke ? [s] : []));
    const bar = rings.find((ring) => ring.x === frame.startX(i) - 2);
    assert.ok(bar, `event ${i + 1} has no ring around its duration`);
    for (const word of scene.shapes) {
      if (word.t !== "text" || !/^(send|recv)\(/.test(word.text)) continue;
      const capPx = 0.7 * word.size; // the height of its capitals
      assert.ok(bar.y >= word.y || bar.y + bar.h <= word.y - capPx, `the ring lies over ${word.text}`);
    }
  }
});

test("by real time a heap of receives still shows a mark and letters for each that went wrong", () => {
  /** @type {Partial<import("../model/trace.js").Row>[]} */
  const rows = [{ peer: 0, conn: 1, call: Call.listen }];
  for (let n = 0; n < 30; n++) rows.push(send("ab", { off: 2 * n }));
  for (let n = 0; n < 40; n++)
    rows.push(take(n, 1, { start: 9_000_000 + n * 20_000, verdict: Verdict.exact }));
  rows.push(take(40, 20, { start: 10_000_000, verdict: Verdict.coalesced }));
  const frame = frameOf(build(rows), { mode: "time", to: 40_000_000 });
  const last = rows.length - 1;
  assert.ok(frame.box(last).card);
  assert.ok(!frame.box(last - 1).card, "there is no room for all of them");
  assert.equal(frame.box(last - 1).x, frame.startX(last - 1));
  assert.ok(texts(sceneOf(frame).shapes).includes("mark.coalesced"));
});

test("what is out of view leaves no card, no label and no name of a dot", () => {
  const trace = sticky();
  const { starts } = frameOf(trace).chart.order;
  /** @type {[Parameters<typeof frameOf>[1], string[]][]} */
  const cases = [
    [
      { mode: "time", from: 10_000_000, to: 20_000_000 },
      ["send(b'hello') → 5", "listen", "connect", "A", "queue.empty"],
    ],
    [{ from: starts[5], to: starts[5] + 200 }, ["listen", "connect", "accept"]],
  ];
  for (const [view, gone] of cases) {
    const all = texts(sceneOf(frameOf(trace, view)).shapes);
    for (const word of gone) assert.ok(!all.includes(word), `${word} is in ${all.join(" | ")}`);
  }
});
