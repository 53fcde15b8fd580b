import assert from "node:assert/strict";
import test from "node:test";

import { Trace } from "../model/trace.js";
import { Call } from "../model/call.js";
import { Verdict } from "../model/verdict.js";
import { bytesText, duration, mark, originsText, rowTexts, verdictText } from "./words.js";

/** @type {import("./words.js").Text} */
const text = (key, ...args) => [key, ...args].join(" ");

/** @param {Partial<import("../model/trace.js").Row>} given */
export function row(given) {
  const empty = { seq: 1, peer: 0, conn: 1, call: 0, step: 1, start: 0, end: 0, waited: false, asked: 0, got: 0 };
  const rest = { err: "", eof: false, stream: 0, off: 0, payload: null, datagram: 0, head: 0, text: "" };
  return { ...empty, ...rest, verdict: 0, joined: 0, probe: null, far: null, farConn: 0, ...given };
}

/** A run of two sends taken by one recv. */
export function joinedRun() {
  const trace = new Trace({ transport: "tcp", peers: ["server", "client"] });
  const bytes = (/** @type {string} */ s) => new TextEncoder().encode(s);
  const send = { peer: 1, conn: 2, call: Call.send, stream: 2, step: 6 };
  trace.addEvent(row({ ...send, seq: 1, start: 800, end: 12_800, asked: 5, got: 5, payload: bytes("hello") }));
  trace.addEvent(row({ ...send, seq: 2, start: 20_000, end: 21_000, asked: 4, got: 4, off: 5, payload: bytes("feng") }));
  const took = { call: Call.recv, conn: 3, step: 3, stream: 2, asked: 10 };
  const joined = { verdict: Verdict.coalesced, joined: 2, waited: true };
  trace.addEvent(row({ ...took, ...joined, seq: 3, start: 50_000_000, end: 50_001_000, got: 9 }));
  trace.addEvent(row({ ...took, seq: 4, start: 51_000_000, end: 51_001_000, off: 9, eof: true }));
  return trace;
}

test("durations are written as the server writes them", () => {
  const cases = /** @type {[number, string][]} */ ([
    [0, "0 µs"],
    [5, "0.01 µs"],
    [812, "0.81 µs"],
    [9_120, "9.12 µs"],
    [12_340, "12.3 µs"],
    [999_400, "999 µs"],
    [1_000_000, "1.00 ms"],
    [50_012_345, "50.0 ms"],
    [1_250_000_000, "1.25 s"],
  ]);
  for (const [ns, want] of cases) assert.equal(duration(ns), want);
});

test("a row says what its event was", () => {
  assert.deepEqual(rowTexts(joinedRun(), 2, text), {
    seq: "3",
    peer: "peer.server",
    call: "recv",
    start: "50.0 ms",
    took: "1.00 µs",
    asked: "10",
    got: "9",
    bytes: "b'hellofeng'",
    from: "#1[0:5] #2[0:4]",
    verdict: "verdict.coalesced · joined.receive",
    note: "note.waited",
  });
});

test("the end of the stream is an empty receive with a note", () => {
  const { bytes, note } = rowTexts(joinedRun(), 3, text);
  assert.deepEqual([bytes, note], ["b''", "note.eof"]);
});

test("a send that nobody received is lost", () => {
  const trace = joinedRun();
  trace.addLost(2);
  assert.equal(rowTexts(trace, 1, text).verdict, "verdict.lost");
});

test("a failed call shows its error and no bytes", () => {
  const trace = new Trace({ transport: "tcp", peers: ["<b>"] });
  trace.addEvent(row({ call: Call.recv, asked: 4, err: "ECONNRESET" }));
  const { bytes, note, peer } = rowTexts(trace, 0, text);
  assert.deepEqual([bytes, note, peer], ["", "ECONNRESET", "<b>"]);
});

test("a receive can be coalesced and split; the worst colours it", () => {
  const both = Verdict.coalesced | Verdict.split;
  assert.equal(verdictText(both, 0, text), "verdict.coalesced · verdict.split");
  assert.equal(mark(both), "coalesced");
  assert.equal(mark(0), "");
});

test("origins are slices of the sends", () => {
  assert.equal(originsText([]), "");
  assert.equal(originsText([{ seq: 7, off: 2, len: 8 }]), "#7[2:10]");
});

test("a long payload is cut", () => {
  const event = new Trace({ transport: "tcp", peers: [] });
  event.addEvent(row({ call: Call.send, asked: 50, got: 50, payload: new Uint8Array(50).fill(0x78) }));
  assert.equal(bytesText(event.event(0)), `b'${"x".repeat(40)}…'`);
});
