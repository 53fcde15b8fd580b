import assert from "node:assert/strict";
import test from "node:test";

import { lanesOf } from "./lanes/lanes.js";
import { sceneOf } from "./scene.js";
import "./through.js";
import { frameOf, text } from "./view.test.js";
import { Call } from "../model/call.js";
import { row } from "../model/fixture.test.js";
import { Trace } from "../model/trace.js";

const bytes = (/** @type {string} */ words) => new TextEncoder().encode(words);

/** What a tap passed on: nine bytes received at once, sent in pieces, or two receives in one. */
function tapped(
  /** @type {string[]} */ receives,
  /** @type {[string, { seq: number, off: number, len: number }[]][]} */ pieces,
  transport = "tcp",
) {
  const trace = new Trace({ transport, peers: ["client", "tap", "server"], source: "tap" });
  const outside = { transport: 0, outside: true, base: 0, local: "", remote: "" };
  for (const index of [0, 2]) {
    trace.addPeer({
      index,
      name: trace.peers[index],
      kind: 3,
      transport: 0,
      pid: 0,
      runtime: "",
      argv: [],
      files: [],
    });
  }
  trace.addConn({ ...outside, conn: 2, peer: 0, far: 3 });
  trace.addConn({ ...outside, conn: 5, peer: 2, far: 4 });
  let at = 0;
  const add = (/** @type {Parameters<typeof row>[0]} */ event) => {
    at += 1000;
    trace.addEvent(row({ peer: 1, start: at, end: at + 500, asked: 99, ...event, seq: trace.length + 1 }));
  };
  add({ conn: 1, call: Call.bind });
  for (const words of receives)
    add({ conn: 3, call: Call.recv, got: words.length, payload: bytes(words), strand: 1 });
  let off = 0;
  for (const [words, via] of pieces) {
    add({
      conn: 4,
      call: Call.send,
      got: words.length,
      stream: 4,
      off,
      payload: bytes(words),
      strand: 2,
      details: { via },
    });
    off += words.length;
  }
  return trace;
}

/** The scene's words, dashed frames and bands. */
function seen(/** @type {Trace} */ trace) {
  const frame = frameOf(trace);
  const { shapes, bands } = sceneOf(frame, lanesOf(frame.chart, text));
  const words = shapes.flatMap((shape) =>
    shape.t === "text" && shape.text.startsWith("lane.tap.") ? [shape.text] : [],
  );
  const dashed = shapes.filter((shape) => shape.t === "rect" && shape.dash && shape.stroke === "ink").length;
  return { words, dashed, bands: bands.map(({ send, take }) => [take, send]) };
}

test("pieces that a tap cut are dashed, named and tied to the receive", () => {
  const { words, dashed, bands } = seen(
    tapped(["hello"], [["he", [{ seq: 2, off: 0, len: 2 }]], ["llo", [{ seq: 2, off: 2, len: 3 }]]]),
  ); // prettier-ignore
  assert.ok(words.includes("lane.tap.cut") && !words.includes("lane.tap.joined"), words.join());
  assert.equal(dashed, 2);
  assert.deepEqual(bands, [[2, 3], [2, 4]]); // prettier-ignore
});

test("receives that a tap joined are one dashed send, what passed as it came is not", () => {
  const joined = seen(
    tapped(["he", "llo"], [["hello", [{ seq: 2, off: 0, len: 2 }, { seq: 3, off: 0, len: 3 }]]]),
  ); // prettier-ignore
  assert.ok(joined.words.includes("lane.tap.joined"), joined.words.join());
  assert.deepEqual(joined.bands, [[2, 4], [3, 4]]); // prettier-ignore
  assert.equal(seen(tapped(["hello"], [["hello", [{ seq: 2, off: 0, len: 5 }]]])).dashed, 0);
});

test("a datagram that was sent twice, and one that was late, are named", () => {
  const one = (/** @type {number} */ seq) => [{ seq, off: 0, len: 1 }];
  const trace = tapped(["a", "b"], [["a", one(2)], ["a", one(2)], ["b", one(3)], ["a", one(2)]], "udp"); // prettier-ignore
  const { words, dashed } = seen(trace);
  assert.ok(words.includes("lane.tap.again"), words.join());
  assert.equal(dashed, 2, "the second a and the last");
});

test("the lanes of a tap go the way of the bytes", () => {
  const frame = frameOf(tapped(["hello"], [["hello", [{ seq: 2, off: 0, len: 5 }]]]));
  const lanes = lanesOf(frame.chart, text).map(({ kind, peer }) => `${kind} ${peer}`);
  assert.deepEqual(lanes, ["outside 0", "calls 1", "calls 1", "outside 2"]);
  const [first, second] = frame.chart.strands[1].rows;
  assert.deepEqual([first.strands, second.strands], [[0, 1], [2]]); // prettier-ignore
  assert.equal(first.calls.events.length, 2, "a send is not in the row of the receives");
});
