import assert from "node:assert/strict";
import test from "node:test";

import { Part } from "../../model/decode.js";
import { decoded } from "../../model/decode.test.js";
import { build, row, send } from "../../model/fixture.test.js";
import { Arrivals } from "./arriving.js";

const mega = 2 ** 20;

test("a long body is followed from its header to its last byte", () => {
  const trace = build([send("x")]);
  const arrivals = new Arrivals(trace);
  const step = (/** @type {Partial<import("../../model/decode.js").Decode>} */ made) => {
    trace.addEvent(row({ ...decoded(0, made), seq: trace.length + 1 }));
    return arrivals.update();
  };
  assert.equal(step({ have: 2, need: 4 }), null);
  assert.equal(step({ part: Part.body, have: 4, need: 9, length: 5 }), null, "a short body");
  const under = { part: Part.body, need: mega + 4, length: mega };
  assert.deepEqual(step({ ...under, have: 4 }), { have: 0, need: mega, state: "coming" });
  assert.deepEqual(step({ ...under, have: 1028 }), { have: 1024, need: mega, state: "coming" });
  assert.deepEqual(step({ part: Part.frame, have: mega + 4, length: mega, head: 4 }), {
    have: mega,
    need: mega,
    state: "done",
  });
  assert.equal(step({ have: 0, need: 4 })?.state, "done");
  trace.addEnd({ reason: "done", detail: "" });
  assert.equal(arrivals.update()?.state, "done");
});

test("a body that the run ended in the middle of is not complete", () => {
  const trace = build([decoded(0, { part: Part.body, have: 5000, need: mega, length: -1 })]);
  const arrivals = new Arrivals(trace);
  assert.equal(arrivals.update()?.state, "coming");
  trace.addEnd({ reason: "stopped", detail: "" });
  assert.deepEqual(arrivals.update(), { have: 5000, need: mega, state: "stopped" });
});
