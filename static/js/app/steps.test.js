import assert from "node:assert/strict";
import test from "node:test";

import { row } from "../a11y/run.test.js";
import { Call } from "../model/call.js";
import { Trace } from "../model/trace.js";
import { nextStep, stepOrder } from "./steps.js";

test("a receive that waited comes after the send that fed it, though it ended first", () => {
  const trace = new Trace({ transport: "tcp", peers: ["server", "client"] });
  trace.addEvent(row({ seq: 1, call: Call.recv, start: 100, end: 5100, waited: true }));
  trace.addEvent(
    row({ seq: 2, peer: 1, call: Call.send, start: 5000, end: 5200, payload: new Uint8Array(0) }),
  );
  trace.addEvent(row({ seq: 3, peer: 1, call: Call.sleep, start: 5300, end: 9000 }));
  assert.deepEqual(stepOrder(trace), [2, 1]);
});

test("steps stop at both ends", () => {
  const order = [2, 1, 3];
  assert.equal(nextStep(order, null, "forward"), 2);
  assert.equal(nextStep(order, 2, "forward"), 1);
  assert.equal(nextStep(order, 3, "forward"), 3);
  assert.equal(nextStep(order, 1, "back"), 2);
  assert.equal(nextStep(order, 2, "back"), 2);
  assert.equal(nextStep(order, null, "back"), 3);
  assert.equal(nextStep(order, 3, "first"), 2);
  assert.equal(nextStep([], null, "forward"), null);
});
