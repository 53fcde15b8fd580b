import assert from "node:assert/strict";
import test from "node:test";

import { Chart } from "../../layout/chart.js";
import { wired } from "../../model/capture.test.js";
import { cutFrame } from "../../model/decode.test.js";
import { build, row, send, take } from "../../model/fixture.test.js";
import { eventOf, eventTarget, isThere, segmentTarget } from "../../model/target.js";
import { Choosing, crossed, stepped } from "./choosing.js";
import { momentOf, placeOf } from "./reveal.js";
import { Viewport } from "./viewport.js";

const captured = () =>
  wired(build([send("hello"), send("feng", { off: 5 }), take(0, 9)]), [
    { at: 5_000, len: 5 },
    { at: 25_000, seq: 5, len: 4 },
  ]);

test("a step goes from segment to segment, and from anything else to a call", () => {
  const trace = captured();
  assert.deepEqual(stepped(trace, segmentTarget(1), "forward"), segmentTarget(2));
  assert.deepEqual(stepped(trace, eventTarget(1), "forward"), eventTarget(2));
  assert.deepEqual(stepped(trace, { kind: "datagram", seq: 1 }, "forward"), eventTarget(2));
  assert.deepEqual(stepped(trace, { kind: "range", fromNs: 0, toNs: 9 }, "forward"), eventTarget(1));
  assert.deepEqual(stepped(trace, null, "last"), eventTarget(3));
  assert.equal(stepped(build([]), null, "forward"), null);
});

test("from the calls to the wire and back, and nowhere where nothing was captured", () => {
  const trace = captured();
  assert.deepEqual(crossed(trace, eventTarget(2)), segmentTarget(2));
  assert.deepEqual(crossed(trace, segmentTarget(2)), eventTarget(2));
  assert.equal(crossed(build([send("x")]), eventTarget(1)), undefined);
});

test("every kind of target has its moment and its place", () => {
  const trace = captured();
  const chart = new Chart(trace);
  chart.update();
  assert.equal(momentOf(trace, eventTarget(2)), trace.columns.end.at[1]);
  assert.equal(momentOf(trace, segmentTarget(2)), 25_000);
  assert.equal(momentOf(trace, { kind: "range", fromNs: 10, toNs: 30 }), 30);
  assert.equal(momentOf(trace, null), null);
  assert.equal(momentOf(trace, eventTarget(99)), null);
  assert.deepEqual(placeOf(chart, "time", { kind: "range", fromNs: 10, toNs: 30 }), { from: 10, to: 30 });
  assert.deepEqual(placeOf(chart, "time", segmentTarget(1)), { from: 5_000, to: 5_000 });
  assert.equal(placeOf(chart, "event", eventTarget(99)), null);
});

test("a frame is told by the decode that completed it", () => {
  const trace = cutFrame();
  const seq = trace.decodes.event.at[0] + 1;
  assert.equal(eventOf(trace, { kind: "frame", number: 1 }), seq);
  assert.equal(eventOf(trace, { kind: "frame", number: 999 }), null);
  assert.equal(momentOf(trace, { kind: "frame", number: 1 }), trace.columns.end.at[seq - 1]);
  assert.equal(isThere(trace, { kind: "frame", number: 999 }), false);
  assert.equal(isThere(trace, { kind: "frame", number: 1 }), true);
});

test("what is chosen leaves the moment alone, is told once, and comes into view", () => {
  const trace = captured();
  const viewport = new Viewport();
  viewport.widthPx = 800;
  const chart = new Chart(trace);
  chart.update();
  viewport.show(chart);
  /** @type {unknown[]} */
  const told = [];
  const choosing = new Choosing(
    viewport,
    (change) => viewport.apply(change),
    (target) => told.push(target),
  );
  assert.equal(choosing.choose(eventTarget(2)), true);
  assert.equal(choosing.choose(eventTarget(2)), false);
  assert.equal(viewport.view.atNs, null);
  viewport.apply({ kind: "moment", atNs: 5_000 });
  choosing.select(segmentTarget(1));
  assert.equal(viewport.view.atNs, 5_000);
  assert.deepEqual(told, [eventTarget(2)]);
  viewport.apply({ kind: "zoom", factor: 4, atPx: 0 });
  choosing.choose(eventTarget(3), true);
  const { from, to } = viewport.window();
  const place = placeOf(chart, "event", eventTarget(3));
  assert.ok(place && place.from < to && place.to > from, JSON.stringify({ place, from, to }));
  choosing.choose(null);
  assert.equal(viewport.view.atNs, 5_000);
});

test("the last event of a run that has grown since it was drawn has a place to come into view at", () => {
  for (const [few, many] of [
    [3, 90], // the scale's columns have no room for them yet
    [3, 20], // and have
  ]) {
    const rows = Array.from({ length: many }, (_, n) => send("hello", { off: 5 * n }));
    const trace = build(rows.slice(0, few));
    const viewport = new Viewport();
    viewport.widthPx = 800;
    const chart = new Chart(trace);
    viewport.show(chart);
    viewport.apply({ kind: "zoom", factor: 4, atPx: 0 });
    rows.slice(few).forEach((fields, n) => {
      const start = (few + n) * 20_000;
      trace.addEvent(row({ ...fields, seq: few + n + 1, start, end: start + 10_000 }));
    });
    const choosing = new Choosing(
      viewport,
      (change) => viewport.apply(change),
      () => {},
    );
    choosing.step("last");
    const { from, to } = viewport.window();
    const place = { from: chart.order.starts[many - 1], to: chart.order.ends[many - 1] };
    assert.ok(
      place.from >= from && place.to <= to && place.from > 0,
      JSON.stringify({ many, place, from, to }),
    );
  }
});
