import assert from "node:assert/strict";
import test from "node:test";

import { Call } from "./call.js";
import { build, bytes, probe, row, send, sticky, take } from "./fixture.test.js";
import { Trace } from "./trace.js";
import { Verdict, joinedName, verdictNames } from "./verdict.js";

test("a received range is cut at the sends it came from", () => {
  const trace = build([send("hello"), send("feng", { off: 5 }), send("!", { off: 9 })]);
  const cases = [
    { name: "all of one", off: 0, got: 5, want: [[1, 0, 5]] },
    { name: "the start of one", off: 0, got: 2, want: [[1, 0, 2]] },
    { name: "the end of one and the start of the next", off: 3, got: 4, want: [[1, 3, 2], [2, 0, 2]] }, // prettier-ignore
    { name: "three at once", off: 0, got: 10, want: [[1, 0, 5], [2, 0, 4], [3, 0, 1]] }, // prettier-ignore
    { name: "exactly the last byte", off: 9, got: 1, want: [[3, 0, 1]] },
    { name: "nothing", off: 3, got: 0, want: [] },
  ];
  for (const { name, off, got, want } of cases) {
    trace.addEvent(row({ ...take(off, got), seq: trace.length + 1 }));
    const origins = trace.origins(trace.length - 1).map((o) => [o.seq, o.off, o.len]);
    assert.deepEqual(origins, want, name);
    assert.equal(
      Buffer.from(trace.data(trace.length - 1) ?? []).toString(),
      "hellofeng!".slice(off, off + got),
      name,
    );
  }
});

test("a receive that was logged before its send gets its bytes when the send comes", () => {
  const trace = build([take(0, 5)]);
  assert.equal(trace.data(0), null);
  assert.deepEqual(trace.origins(0), []);
  trace.addEvent(row({ ...send("hello"), seq: 2 }));
  assert.equal(Buffer.from(trace.event(0).data ?? []).toString(), "hello");
  assert.deepEqual(trace.origins(0), [{ seq: 2, off: 0, len: 5 }]);
});

test("messages are counted by when their sends began, not by when they ended", () => {
  const trace = build([send("reply", { conn: 3, start: 90 })]);
  trace.addEvent(row({ ...send("question", { start: 10 }), seq: 2 }));
  trace.addEvent(row({ ...send("again", { off: 8, start: 99 }), seq: 3 }));
  assert.deepEqual([trace.message(1), trace.message(0), trace.message(2)], [0, 1, 2]);
  assert.equal(trace.messages, 3);
});

test("a gap is an error, what is there already is dropped", () => {
  const trace = sticky();
  const { length, version } = trace;
  trace.addEvent(row({ seq: 2 }));
  assert.deepEqual([trace.length, trace.version], [length, version]);
  assert.throws(() => trace.addEvent(row({ seq: length + 3 })), /events 8 to 9 are missing/);
});

test("a wait that comes once more with its event is over again", () => {
  const trace = new Trace({ transport: "tcp", peers: ["server"] });
  for (let times = 0; times < 2; times++) {
    trace.addWaiting({ peer: 0, conn: 1, call: Call.accept, step: 4, asked: 0, start: 50 });
    trace.addEvent(row({ call: Call.accept, conn: 2, start: 50, end: 90, waited: true, seq: 1 }));
  }
  assert.deepEqual([trace.length, trace.waiting.size], [1, 0]);
});

test("a waiting call is there until its event comes or the run ends", () => {
  const trace = new Trace({ transport: "tcp", peers: ["server"] });
  trace.addWaiting({ peer: 0, conn: 1, call: Call.accept, step: 4, asked: 0, start: 50 });
  assert.equal(trace.waiting.get(0)?.step, 4);
  trace.addEvent(row({ call: Call.accept, conn: 2, start: 50, end: 90, waited: true }));
  assert.equal(trace.waiting.size, 0);
  trace.addWaiting({ peer: 0, conn: 2, call: Call.recv, step: 5, asked: 10, start: 95 });
  trace.addEnd({ reason: "stopped", detail: "" });
  assert.equal(trace.waiting.size, 0);
  assert.equal(trace.ended?.reason, "stopped");
});

test("raw bytes, errors and details are kept", () => {
  const trace = build([
    { call: Call.recv, got: 3, asked: 3, payload: bytes("raw") },
    { call: Call.send, asked: 4, err: "EPIPE" },
    { call: Call.unpack, details: { var: "n", value: "5" } },
  ]);
  assert.equal(Buffer.from(trace.event(0).data ?? []).toString(), "raw");
  assert.equal(trace.event(1).err, "EPIPE");
  assert.equal(trace.message(1), -1);
  assert.deepEqual(trace.event(2).details, { var: "n", value: "5" });
  assert.equal(trace.event(2).data, null);
  assert.throws(() => trace.event(3), /no event 3/);
});

test("columns outgrow their first size", () => {
  const trace = build([]);
  for (let n = 0; n < 1000; n++)
    trace.addEvent(row({ ...send("ab"), seq: n + 1, off: 2 * n, start: n, end: n + 1 }));
  assert.equal(trace.messages, 1000);
  assert.equal(trace.event(999).off, 1998);
  assert.equal(trace.streamPieces(2, 0, 2000).length, 1000);
});

test("verdicts and joins have words", () => {
  assert.deepEqual(verdictNames(Verdict.coalesced | Verdict.split), ["coalesced", "split"]);
  assert.deepEqual(verdictNames(0), []);
  assert.equal(joinedName(2), "receive queue");
  assert.equal(joinedName(99), "unknown");
});

test("the FIN is no byte of the send queue", () => {
  const shut = (/** @type {string} */ how) => ({ call: Call.shutdown, conn: 2, details: { how } });
  for (const { how, want } of [
    { how: "write", want: [0, 0] },
    { how: "both", want: [0, 0] },
    { how: "read", want: [1, 1] },
  ]) {
    const trace = build([send("hello"), { ...shut(how), probe: probe({ outq: 1, unsent: 1, segs_out: 1 }) }]);
    const { outq, unsent, segs_out } = trace.event(1).probe ?? { outq: -9, unsent: -9, segs_out: -9 };
    assert.deepEqual([outq, unsent, segs_out], [...want, 1], how);
  }
  const far = build([
    send("hello"),
    shut("write"),
    take(0, 5, { farConn: 2, far: probe({ outq: 6, unsent: 0 }) }),
  ]);
  assert.deepEqual([far.event(2).far?.outq, far.event(2).far?.unsent], [5, 0]);
});
