import assert from "node:assert/strict";
import test from "node:test";

import { row } from "../../a11y/run.test.js";
import { Call } from "../../model/call.js";
import { Trace } from "../../model/trace.js";
import { build, send, take } from "../../model/fixture.test.js";
import { wired } from "../../model/capture.test.js";
import { eventNear, nextSegment, nextStep, segmentNear } from "./steps.js";

test("a receive that waited comes after the send that fed it, though it ended first", () => {
  const trace = new Trace({ transport: "tcp", peers: ["server", "client"] });
  assert.equal(nextStep(trace, null, "forward"), null);
  trace.addEvent(row({ seq: 1, call: Call.recv, start: 100, end: 5100, waited: true }));
  trace.addEvent(
    row({ seq: 2, peer: 1, call: Call.send, start: 5000, end: 5200, payload: new Uint8Array(0) }),
  );
  trace.addEvent(row({ seq: 3, peer: 1, call: Call.sleep, start: 5300, end: 9000 }));
  assert.equal(nextStep(trace, null, "forward"), 2);
  assert.equal(nextStep(trace, 2, "forward"), 1);
  assert.equal(nextStep(trace, 1, "back"), 2);
  assert.equal(nextStep(trace, null, "back"), 1, "pauses are no steps");
  trace.addEvent(row({ seq: 4, peer: 1, call: Call.send, start: 9100, end: 9200 }));
  assert.equal(nextStep(trace, 3, "forward"), 4, "from a pause on to what came after it");
  assert.equal(nextStep(trace, 3, "back"), 1);
});

test("steps stop at both ends", () => {
  const trace = build([{ start: 1_000 }, { start: 20_000 }, { start: 40_000 }]);
  const cases = /** @type {[number | null, "first" | "back" | "forward" | "last", number][]} */ ([
    [null, "forward", 1],
    [1, "forward", 2],
    [3, "forward", 3],
    [2, "back", 1],
    [1, "back", 1],
    [null, "back", 3],
    [3, "first", 1],
    [1, "last", 3],
    [9, "forward", 1],
  ]);
  for (const [selected, where, want] of cases)
    assert.equal(nextStep(trace, selected, where), want, `${where} from ${selected}`);
});

/** hello and feng in a segment each, an acknowledgment after each. */
const captured = () =>
  wired(build([send("hello"), send("feng", { off: 5 }), take(0, 9)]), [
    { at: 5_000, len: 5 },
    { at: 6_000, from: 3, to: 2, ack: 5 },
    { at: 25_000, seq: 5, len: 4 },
    { at: 26_000, from: 3, to: 2, ack: 9 },
  ]);

test("steps through segments stop at both ends", () => {
  const trace = captured();
  assert.equal(nextSegment(trace, 2, "forward"), 3);
  assert.equal(nextSegment(trace, 4, "forward"), 4);
  assert.equal(nextSegment(trace, 1, "back"), 1);
  assert.equal(nextSegment(trace, 3, "first"), 1);
  assert.equal(nextSegment(trace, 1, "last"), 4);
  assert.equal(nextSegment(build([]), 1, "forward"), null);
});

test("from a call to the segment that had its bytes, else to the next on the wire, and back", () => {
  const trace = captured();
  assert.deepEqual([1, 2, 3].map((seq) => segmentNear(trace, seq)), [1, 3, 1]); // prettier-ignore
  assert.equal(segmentNear(trace, null), 1);
  assert.equal(segmentNear(build([send("x")]), 1), null);
  assert.equal(segmentNear(wired(build([{ start: 9_000 }]), [{ at: 5_000 }, { at: 9_500 }]), 1), 2);
  assert.deepEqual([1, 2, 3, 4].map((number) => eventNear(trace, number)), [1, 1, 2, 2]); // prettier-ignore
  assert.equal(eventNear(wired(build([]), [{}]), 1), null);
});
