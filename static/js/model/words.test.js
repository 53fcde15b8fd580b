import assert from "node:assert/strict";
import test from "node:test";

import { cellText, hex2, pythonBytes } from "./bytes.js";
import { Call, callName } from "./call.js";
import { build, bytes, send, take } from "./fixture.test.js";
import { labels } from "./label.js";
import { colour, letter, pattern } from "./message.js";

/** A text that is its own key. @param {string} key */
const named = (key) => key;

test("bytes are written as Python's repr writes them", () => {
  /** @type {[string, number[] | string, string][]} */
  const cases = [
    ["text", "hello", "b'hello'"],
    ["nothing", "", "b''"],
    ["a quote", "it's", `b"it's"`],
    ["both quotes", `'"`, `b'\\'"'`],
    ["escapes", "a\n\t\r\\", "b'a\\n\\t\\r\\\\'"],
    ["a length", [0, 0, 0, 5], "b'\\x00\\x00\\x00\\x05'"],
    ["the edges of what prints", [0x1f, 0x20, 0x7e, 0x7f, 0xff], "b'\\x1f ~\\x7f\\xff'"],
    ["more than is shown", "x".repeat(17), `b'${"x".repeat(16)}…'`],
  ];
  for (const [name, data, want] of cases) {
    assert.equal(pythonBytes(typeof data === "string" ? bytes(data) : Uint8Array.from(data)), want, name);
  }
});

test("a cell shows a character or two digits", () => {
  assert.deepEqual([0x68, 0x20, 0, 0x7f, 0xe4].map(cellText), ["h", "␣", "00", "7F", "E4"]);
  assert.equal(hex2(10), "0A");
});

test("letters go on after Z, colours repeat with another pattern", () => {
  assert.deepEqual([0, 25, 26, 51, 52, 701, 702].map(letter), ["A", "Z", "AA", "AZ", "BA", "ZZ", "AAA"]);
  assert.deepEqual([0, 3, 4, 8].map(colour), ["m1", "m4", "m1", "m1"]);
  assert.deepEqual([0, 3, 4, 8, 12, 16].map(pattern), [0, 0, 1, 2, 3, 0]);
});

test("calls are labelled from long to short", () => {
  const trace = build([
    send("hello"),
    take(0, 5),
    take(5, 0, { eof: true, stream: 0 }),
    send("", { err: "EPIPE", asked: 4, got: 0 }),
    send("\0\x05hello", { head: 2 }),
    { call: Call.connect, err: "ECONNREFUSED" },
    { call: Call.sleep, start: 0, end: 50_000_000 },
    { call: Call.listen, details: { arg: 5 } },
    { call: Call.setsockopt, details: { option: "nodelay", arg: 1 } },
    { call: Call.setsockopt, details: { option: "linger", arg: -1 } },
    { call: Call.unpack, details: { var: "n", value: "5" } },
    { call: Call.poll, asked: 2, got: 1, details: { var: "ready", value: "[a]" } },
    { call: Call.close },
    take(5, 0, { err: "stopped", stream: 0 }),
    take(5, 0, { err: "limit", asked: 0, details: { value: "-1" }, stream: 0 }),
  ]);
  const first = Array.from({ length: trace.length }, (_, i) => labels(trace, i, named)[0]);
  assert.deepEqual(first, [
    "send(b'hello') → 5",
    "recv(10) → 5",
    "recv(10) → b'' EOF",
    "send(4 B) → EPIPE",
    "send(b'\\x00\\x05' + b'hello') → 7",
    "connect() → ECONNREFUSED",
    "sleep 50 ms",
    "listen(5)",
    "nodelay = 1",
    "linger off",
    "unpack n = 5",
    "poll ready = [a]",
    "close()",
    "recv(10) → err.stopped",
    "recv(-1) → err.limit",
  ]);
  const unmade = build([
    { call: Call.none, asked: 0, err: "limit", details: { unmade: Call.recv, value: "-1" } },
    { call: Call.none, asked: 0, details: { unmade: Call.recv } },
    { call: Call.none, details: { unmade: Call.close } },
    { call: Call.encode, err: "too-long" },
  ]);
  const said = (/** @type {string} */ key, /** @type {any[]} */ ...args) => [key, ...args].join(" ");
  assert.deepEqual(
    Array.from({ length: unmade.length }, (_, i) => labels(unmade, i, said)[0]),
    [
      "note.unmade recv(-1) → err.limit",
      "note.unmade recv(0)",
      "note.unmade close()",
      "call.encoder → err.too-long",
    ],
  );
  for (let i = 0; i < trace.length; i++) {
    const words = labels(trace, i, named);
    assert.ok(words[words.length - 1].length <= words[0].length, words[0]);
  }
  assert.equal(callName(99), "call(99)");
});
