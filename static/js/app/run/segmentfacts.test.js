import assert from "node:assert/strict";
import test from "node:test";

import { TCPFlag } from "../../model/capture.js";
import { wired } from "../../model/capture.test.js";
import { build, send } from "../../model/fixture.test.js";
import { factsOf } from "./segmentfacts.js";

/** @param {string} key @param {any[]} args */
const text = (key, ...args) => [key, ...args].join(" ");

test("the facts of a segment are those that it has", () => {
  const trace = wired(build([send("hello")]), [
    { at: 5_000, flags: TCPFlag.PSH | TCPFlag.ACK, len: 5, count: 3 },
    { at: 6_000, flags: TCPFlag.SYN, seq: -1, ack: -1 },
  ]);
  assert.deepEqual(factsOf(trace, 0, text), [
    ["segment.time", "5.00 µs"],
    ["segment.flags", "PSH ACK"],
    ["segment.seq", "segment.seq.bytes 1 1 5"],
    ["segment.ack", "1"],
    ["segment.len", "segment.bytes 5"],
    ["segment.count", "segment.super 3"],
    ["segment.window", "segment.bytes 65536"],
  ]);
  assert.deepEqual(
    factsOf(trace, 1, text).map(([name]) => name),
    ["segment.time", "segment.flags", "segment.seq", "segment.len", "segment.window"],
  );
});

test("a datagram has a length and little else", () => {
  const trace = wired(build([], { transport: "udp" }), [
    { flags: 0, seq: -1, ack: -1, len: 7, window: 0, at: 9_000 },
  ]);
  assert.deepEqual(factsOf(trace, 0, text), [
    ["segment.time", "9.00 µs"],
    ["segment.len", "segment.bytes 7"],
  ]);
});
