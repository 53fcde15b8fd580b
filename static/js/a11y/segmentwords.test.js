import assert from "node:assert/strict";
import test from "node:test";

import { eventTarget, segmentTarget } from "../model/target.js";
import { Call } from "../model/call.js";
import { TCPFlag } from "../model/capture.js";
import { segment, shaken, wired } from "../model/capture.test.js";
import { build, send } from "../model/fixture.test.js";
import { sentenceOf } from "./spoken.js";
import { isSettled } from "./segmenttable.js";
import { segmentColumns, segmentTexts } from "./segmentwords.js";

/** @param {string} key @param {any[]} args */
const text = (key, ...args) => [key, ...args].join(" ");

const accept = { peer: 0, conn: 3, call: Call.accept, farConn: 2, start: 1_000 };

test("a segment's row: numbers as a capture program has them, and whose bytes it had", () => {
  const trace = wired(build([accept, send("hello"), send("feng", { off: 5 })]), [
    ...shaken(2_000),
    { at: 45_000, flags: TCPFlag.PSH | TCPFlag.ACK, seq: 3, len: 6, count: 2 },
    { at: 46_000, seq: 3, len: 2 },
  ]);
  assert.deepEqual(segmentTexts(trace, 0, text), {
    number: "1",
    time: "2.00 µs",
    from: "peer.client #2",
    to: "peer.server #3",
    flags: "SYN",
    seq: "0",
    ack: "",
    len: "0",
    count: "",
    window: "65536",
    carried: "",
    note: "",
  });
  const { seq, ack, len, count, carried, flags } = segmentTexts(trace, 3, text);
  assert.deepEqual(
    [seq, ack, len, count, carried, flags],
    ["4", "1", "6", "×2", "A #2:4–5 B #3:6–9", "PSH ACK"],
  );
  assert.equal(segmentTexts(trace, 4, text).note, "segment.again");
  assert.deepEqual(Object.keys(segmentTexts(trace, 0, text)), [...segmentColumns]);
});

test("a datagram has no numbers and no window, one to nobody no receiver", () => {
  const rows = [send("hello", { call: Call.sendto, farConn: 0 })];
  const trace = wired(build(rows, { transport: "udp" }), [
    { to: 0, flags: 0, seq: -1, ack: -1, window: 0, len: 5 },
  ]);
  const { to, seq, ack, window, flags, carried } = segmentTexts(trace, 0, text);
  assert.deepEqual([to, seq, ack, window, flags, carried], ["–", "", "", "", "", "A #1:1–5"]);
});

test("a row is settled when its ends and its bytes are known", () => {
  const trace = build([]);
  trace.addSegment(segment({ number: 1, len: 5 }));
  assert.equal(isSettled(trace, 0), false);
  assert.equal(isSettled(wired(build([accept]), [{ len: 5 }]), 0), false, "the send has not ended yet");
  assert.equal(isSettled(wired(build([accept, send("hello")]), [{ len: 5 }]), 0), true);
});

test("what is selected is said in a sentence, and what is not known is not", () => {
  const trace = wired(build([accept, send("hello")]), [{ at: 25_000, len: 5 }]);
  assert.equal(sentenceOf(trace, null, text), "");
  assert.equal(sentenceOf(trace, eventTarget(9), text), "");
  assert.match(
    sentenceOf(trace, eventTarget(2), text),
    /^spoken.event 2 peer.client spoken.sent send 5 hello$/,
  );
  assert.equal(
    sentenceOf(trace, segmentTarget(1), text),
    "timeline.segment 1 peer.client #2 peer.server #3 ACK 1 5",
  );
});
