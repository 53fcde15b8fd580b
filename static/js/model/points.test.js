import assert from "node:assert/strict";
import test from "node:test";

import { sticky } from "./fixture.test.js";
import { pointed, pointOf } from "./points.js";

const event = (/** @type {number} */ seq) => ({ kind: "event", seq });

test("a piece that names something has a word", () => {
  assert.equal(pointOf({ text: "事件 5", event: 5 }), "event.5");
  assert.equal(pointOf({ text: "b", bytes: { conn: 2, off: 0, len: 9 } }), "bytes.2.0.9");
  assert.equal(pointOf({ text: "s", segment: { conn: 2, off: 0, len: 5 } }), "carrier.2.0.5");
  assert.equal(pointOf({ text: "plain" }), "");
});

test("words point at events, and bytes at the sends that they are of", () => {
  const trace = sticky();
  assert.deepEqual(pointed(trace, "event.6 event.4"), [event(6), event(4)]);
  assert.deepEqual(pointed(trace, "bytes.2.4.2"), [event(4), event(5)]);
  assert.deepEqual(pointed(trace, "bytes.9.0.1"), []);
});

test("a captured segment is found by the bytes that it brought", () => {
  const trace = sticky();
  const segment = { from: 2, to: 3, flags: 24, ack: 0, count: 1, window: 1 };
  trace.addSegment({ ...segment, number: 1, at: 110_000, seq: 0, len: 5 });
  trace.addSegment({ ...segment, number: 2, at: 140_000, seq: 5, len: 4 });
  assert.deepEqual(pointed(trace, "carrier.2.5.4"), [{ kind: "segment", number: 2 }]);
});

test("what makes no sense points at nothing", () => {
  assert.deepEqual(pointed(sticky(), "bytes.2 carrier.x.1.2 <b> "), []);
});
