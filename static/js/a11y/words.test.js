import assert from "node:assert/strict";
import test from "node:test";

import { Call } from "../model/call.js";
import { build, probe, send, take } from "../model/fixture.test.js";
import { Trace } from "../model/trace.js";
import { Verdict } from "../model/verdict.js";
import { joinedRun, row } from "./run.test.js";
import { bytesText, mark, originsText, rowTexts, verdictText } from "./words.js";

/** @type {import("./words.js").Text} */
const text = (key, ...args) => [key, ...args].join(" ");

test("a row says what its event was", () => {
  assert.deepEqual(rowTexts(joinedRun(), 2, text), {
    seq: "3",
    peer: "peer.server",
    call: "recv",
    conn: "#3",
    start: "50.0 ms",
    took: "1.00 µs",
    asked: "10",
    got: "9",
    bytes: "b'hellofeng'",
    from: "#1:1–5 #2:6–9",
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

test("a call without a socket has no number", () => {
  const trace = new Trace({ transport: "tcp", peers: ["server"] });
  trace.addEvent(row({ call: Call.sleep, conn: 0 }));
  assert.equal(rowTexts(trace, 0, text).conn, "");
});

test("origins are counted through the stream", () => {
  assert.equal(originsText(joinedRun(), []), "");
  assert.equal(originsText(joinedRun(), [{ seq: 2, off: 1, len: 2 }]), "#2:7–8");
});

test("a long payload is cut", () => {
  const event = new Trace({ transport: "tcp", peers: [] });
  event.addEvent(row({ call: Call.send, asked: 50, got: 50, payload: new Uint8Array(50).fill(0x78) }));
  assert.equal(bytesText(event.event(0)), `b'${"x".repeat(40)}…'`);
});

test("a receive notes that a send it has bytes of is below it", () => {
  const trace = build([take(0, 5), send("hello")]);
  assert.equal(rowTexts(trace, 0, text).note, "note.later 2");
  assert.equal(rowTexts(build([send("hello"), take(0, 5)]), 1, text).note, "");
});

test("where messages were joined is known once the close has counted one segment", () => {
  const joined = { verdict: Verdict.coalesced, joined: 4 };
  const close = (/** @type {Record<string, number>} */ counted) => ({ call: Call.close, conn: 3, probe: probe(counted) }); // prettier-ignore
  for (const { name, counted, want } of [
    { name: "one segment", counted: { segs_in: 1 }, want: "verdict.coalesced · joined.send" },
    { name: "two", counted: { segs_in: 2 }, want: "verdict.coalesced · joined.unknown" },
    {
      name: "all was measured",
      counted: { segs_in: 1, segs_out: 0 },
      want: "verdict.coalesced · joined.unknown",
    },
  ]) {
    const trace = build([send("hellofeng"), take(0, 5, joined), take(5, 4, joined), close(counted)]);
    const words = [1, 2].map((i) => rowTexts(trace, i, text).verdict);
    assert.deepEqual(words, [want, want], name);
  }
  const other = build([send("hellofeng"), take(0, 9, joined), { ...close({ segs_in: 1 }), conn: 7 }]);
  assert.equal(rowTexts(other, 1, text).verdict, "verdict.coalesced · joined.unknown");
});
