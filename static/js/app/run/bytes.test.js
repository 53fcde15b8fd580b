import assert from "node:assert/strict";
import test from "node:test";

import { joinedRun, row } from "../../a11y/run.test.js";
import { Call } from "../../model/call.js";
import { Trace } from "../../model/trace.js";
import { bytesOf, offsetText, rowLength, rows, sourcesOf } from "./bytes.js";

test("each byte of a joined receive knows its message", () => {
  const messages = bytesOf(joinedRun(), 3).map(({ message }) => message);
  assert.deepEqual(messages, [0, 0, 0, 0, 0, 1, 1, 1, 1]);
});

test("a send is its own source", () => {
  assert.deepEqual(sourcesOf(joinedRun(), 2), [{ seq: 2, off: 0, len: 4, message: 1, header: 0 }]);
  assert.equal(sourcesOf(joinedRun(), 1)[0].message, 0);
});

test("a header is marked in the send and wherever it arrives", () => {
  const trace = new Trace({ transport: "tcp", peers: ["server", "client"] });
  const payload = new Uint8Array([0, 0, 0, 2, 0x68, 0x69]);
  trace.addEvent(row({ call: Call.send, conn: 2, stream: 2, asked: 6, got: 6, head: 4, payload }));
  trace.addEvent(row({ seq: 2, call: Call.recv, conn: 3, stream: 2, asked: 2, got: 2 }));
  trace.addEvent(row({ seq: 3, call: Call.recv, conn: 3, stream: 2, off: 2, asked: 9, got: 4 }));
  /** @param {number} seq */
  const headers = (seq) => bytesOf(trace, seq).map(({ header }) => header);
  assert.deepEqual(headers(1), [true, true, true, true, false, false]);
  assert.deepEqual(headers(2), [true, true]);
  assert.deepEqual(headers(3), [true, true, false, false]);
});

test("bytes of unknown origin say so", () => {
  const trace = new Trace({ transport: "tcp", peers: ["server"] });
  trace.addEvent(row({ call: Call.recv, asked: 1, got: 1, payload: new Uint8Array([7]) }));
  assert.deepEqual(bytesOf(trace, 1), [{ byte: 7, message: -1, header: false }]);
});

test("no more bytes than asked for are listed", () => {
  assert.equal(bytesOf(joinedRun(), 3, 4).length, 4);
});

test("rows hold 16 bytes", () => {
  for (const [length, want] of [
    [0, 0],
    [1, 1],
    [rowLength - 1, 1],
    [rowLength, 1],
    [rowLength + 1, 2],
  ]) {
    assert.equal(rows(new Array(length).fill(0)).length, want);
  }
  assert.deepEqual(rows([...new Array(17).keys()])[1], { off: 16, items: [16] });
  assert.equal(offsetText(16), "0010");
});
