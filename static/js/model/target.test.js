import assert from "node:assert/strict";
import test from "node:test";

import {
  eventTarget,
  readTarget,
  sameTarget,
  segmentOf,
  segmentTarget,
  seqOf,
  targetText,
} from "./target.js";

const all = /** @type {import("./target.js").Target[]} */ ([
  { kind: "event", seq: 5 },
  { kind: "segment", number: 2 },
  { kind: "frame", number: 7 },
  { kind: "datagram", seq: 3 },
  { kind: "range", fromNs: 0, toNs: 2500 },
]);

test("every target is read as it was written", () => {
  for (const target of all) assert.deepEqual(readTarget(targetText(target)), target);
});

test("what is no target is none", () => {
  for (const written of [
    "",
    "event",
    "event.",
    "event.0",
    "event.-1",
    "event.1.2",
    "event.1e3",
    "range.5",
    "page.3",
    "event.5x",
    `event.${"9".repeat(16)}`,
  ]) {
    assert.equal(readTarget(written), null, written);
  }
});

test("targets are the same by what they name, and not by their object", () => {
  for (const [n, a] of all.entries()) {
    for (const [m, b] of all.entries()) assert.equal(sameTarget({ ...a }, b), n === m, `${n} and ${m}`);
    assert.equal(sameTarget(a, null), false);
  }
  assert.equal(sameTarget(null, null), true);
  assert.equal(sameTarget(eventTarget(3), segmentTarget(3)), false);
});

test("only an event has a seq, only a segment a number", () => {
  assert.deepEqual(all.map(seqOf), [5, null, null, null, null]);
  assert.deepEqual(all.map(segmentOf), [null, 2, null, null, null]);
});
