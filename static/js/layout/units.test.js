import assert from "node:assert/strict";
import test from "node:test";

import { Call } from "../model/call.js";
import { newRow } from "../model/row.js";
import { Trace } from "../model/trace.js";
import { leastUnits, unitsOfCall } from "./units.js";

/** Sends of many lengths, with bytes of one and of two digits or of one only, some with a header; receives across them. @param {boolean} [isPlain] */
function mixed(isPlain = false) {
  const trace = new Trace({ transport: "tcp", peers: ["server", "client"] });
  const row = newRow();
  let [off, seq] = [0, 0];
  const lengths = [1, 5, 16, 23, 24, 25, 40, 48, 49, 60, 300];
  for (const [n, length] of [...lengths, ...lengths].entries()) {
    const payload = Uint8Array.from({ length }, (_, k) =>
      isPlain || n < lengths.length ? 97 + (k % 20) : (k * 37) % 256,
    );
    const sent = {
      seq: ++seq,
      peer: 1,
      conn: 2,
      stream: 2,
      call: Call.send,
      off,
      asked: length,
      got: length,
    };
    trace.addEvent(
      Object.assign(row, newRow(), sent, { payload, head: n % 3 ? 0 : 4, start: seq, end: seq + 1 }),
    );
    off += length;
  }
  for (let from = 0, n = 0; from < off; n++) {
    const got = Math.min(lengths[n % lengths.length] + (n % 2), off - from);
    const received = { seq: ++seq, peer: 0, conn: 3, stream: 2, call: Call.recv, off: from, asked: 400, got };
    trace.addEvent(Object.assign(row, newRow(), received, { start: seq, end: seq + 1 }));
    from += got;
  }
  return trace;
}

test("the room that is asked for without making cells is that of the cells", () => {
  for (const isPlain of [true, false]) {
    const trace = mixed(isPlain);
    assert.equal(trace.isPlain, isPlain);
    for (let i = 0; i < trace.length; i++) {
      const { whole, short } = unitsOfCall(trace, i);
      const what = `event ${i + 1}, ${trace.columns.got.at[i]} bytes`;
      assert.equal(leastUnits(trace, i), (short ?? whole).all, what);
    }
  }
});
