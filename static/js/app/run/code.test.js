import assert from "node:assert/strict";
import test from "node:test";

import { joinedRun, row } from "../../a11y/run.test.js";
import { Call } from "../../model/call.js";
import { int32 } from "../../model/column.js";
import { Trace } from "../../model/trace.js";
import { countKnown, fitting, resultText } from "./code.js";

/** A text that is its own key. @param {string} key */
const named = (key) => key;

/** @param {Partial<import("../../model/trace.js").Row>} given */
function only(given) {
  const trace = new Trace({ transport: "tcp", peers: ["server"] });
  trace.addEvent(row(given));
  return trace.event(0);
}

test("beside a line stands what its call gave", () => {
  const trace = joinedRun();
  assert.equal(resultText(trace.event(0), named), "12.0 µs");
  assert.equal(resultText(trace.event(2), named), "b'hellofeng'");
  assert.equal(resultText(trace.event(3), named), "b''");
  assert.equal(resultText(only({ call: Call.connect, err: "ECONNREFUSED" }), named), "ECONNREFUSED");
  assert.equal(resultText(only({ call: Call.recv, err: "stopped" }), named), "err.stopped");
  assert.equal(resultText(only({ call: Call.unpack, details: { var: "n", value: "5" } }), named), "n = 5");
  assert.equal(resultText(only({ call: Call.sleep, end: 50_000_000 }), named), "50.0 ms");
  assert.equal(resultText(only({ call: Call.accept, conn: 3, end: 900 }), named), "#3 · 900 ns");
  assert.equal(resultText(only({ call: Call.bind, address: "127.0.0.1:8080", end: 900 }), named), "");
});

test("a short send says how much it took", () => {
  const short = only({ call: Call.send, asked: 10, got: 4, end: 1000, payload: new Uint8Array(4) });
  assert.equal(resultText(short, named), "→ 4 · 1.00 µs");
});

/** @param {number[]} values */
function columnOf(values) {
  const column = int32();
  for (const value of values) column.push(value);
  return column;
}

test("a line's calls that are known count", () => {
  const endNs = [5, 20, 7, 40, 9, 60]; // of seqs 1 to 6
  const at = (/** @type {number} */ ns) =>
    /** @type {Trace} */ (/** @type {unknown} */ ({ knows: (/** @type {number} */ i) => endNs[i] <= ns }));
  assert.equal(countKnown(columnOf([]), at(30)), 0);
  assert.equal(countKnown(columnOf([2, 4, 6]), at(19)), 0);
  assert.equal(countKnown(columnOf([2, 4, 6]), at(40)), 2);
  assert.equal(countKnown(columnOf([2, 4, 6]), at(99)), 3);
});

test("all values of a line are shown while there is room, then the first and the last", () => {
  const cases = /** @type {[string, string[], number, number[]][]} */ ([
    ["none", [], 20, []],
    ["one that is too long stays", ["a".repeat(30)], 20, [0]],
    ["all fit", ["b'one'", "b'two'", "b''", "b'hi'", "b''"], 40, [0, 1, 2, 3, 4]],
    ["the middle is left out", ["b''", "b''", "b''", "b''", "b''", "b'!'"], 20, [0, 1, 2, 5]],
    ["no room but for first and last", ["a".repeat(30), "b", "c"], 20, [0, 2]],
    ["two, of which the second is too long", ["b''", "a".repeat(30)], 20, [0, 1]],
  ]);
  for (const [name, values, room, want] of cases)
    assert.deepEqual(
      fitting(values.length, (i) => values[i], room),
      want,
      name,
    );
});

test("a long line reads no more of its values than it shows", () => {
  let read = 0;
  fitting(1_000_000, () => (read++, "b''"), 40);
  assert.ok(read < 20, `${read} values were read`);
});
