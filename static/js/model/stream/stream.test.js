import assert from "node:assert/strict";
import test from "node:test";

import { build, bytes, datagrams, probe, send, sticky, take } from "../fixture.test.js";
import { beginOf, charsOf } from "./chars.js";
import { Flows, restOf } from "./flow.js";

/** @param {import("../trace.js").Trace} trace */
function flowOf(trace) {
  const flows = new Flows();
  flows.update(trace);
  const flow = flows.byConn.get(2);
  assert.ok(flow);
  return flow;
}

test("a byte is of a send and was taken by a receive", () => {
  const trace = sticky();
  const flow = flowOf(trace);
  assert.deepEqual([flow.sent, flow.taken, flow.taker], [9, 9, 3]);
  assert.deepEqual([flow.sendAt(4), flow.sendAt(5)], [3, 4]);
  assert.deepEqual([flow.takeAt(trace, 0), flow.takeAt(trace, 8), flow.takeAt(trace, 9)], [5, 5, -1]);
  assert.deepEqual(restOf(trace, flow), { kind: "none" });
});

test("what nobody took is in the queue as measured, lost, or unknown", () => {
  const far = probe({ inq: 3 });
  const queued = build([send("hello"), take(0, 2), send("x", { off: 5, far })]);
  assert.deepEqual(restOf(queued, flowOf(queued)), { kind: "queued", bytes: 4, queued: 3, seq: 3 });
  const unknown = build([send("hello"), take(0, 2)]);
  assert.deepEqual(restOf(unknown, flowOf(unknown)), { kind: "unknown", bytes: 3 });
  unknown.addLost(1);
  assert.deepEqual(restOf(unknown, flowOf(unknown)), { kind: "lost", bytes: 3 });
});

test("datagrams are counted one by one", () => {
  const flow = flowOf(datagrams());
  assert.deepEqual([flow.length, flow.takes.length], [2, 1]);
});

test("characters are cut as they are, and what is none is a byte", () => {
  const text = (/** @type {Uint8Array} */ b, /** @type {"utf-8" | "gbk"} */ e) =>
    charsOf(b, e).map((c) => c.text);
  assert.deepEqual(text(bytes("a你𝄞"), "utf-8"), ["a", "你", "𝄞"]);
  assert.deepEqual(text(Uint8Array.from([0xc4, 0xe3, 0x61]), "gbk"), ["你", "a"]);
  assert.deepEqual(text(Uint8Array.from([0xe4, 0xbd]), "utf-8"), ["", ""]);
  assert.deepEqual(text(Uint8Array.from([0xff, 0x41]), "gbk").at(-1), "A");
});

test("from any place back to where a character begins, the characters are the whole text's", () => {
  const samples = [
    { encoding: /** @type {const} */ ("utf-8"), all: bytes("ab你好，x𝄞é 世界") },
    {
      encoding: /** @type {const} */ ("gbk"),
      all: Uint8Array.from([0x61, 0xc4, 0xe3, 0xba, 0xc3, 0x20, 0x81, 0x7e, 0x41]),
    },
  ];
  for (const { encoding, all } of samples) {
    const whole = charsOf(all, encoding);
    for (let off = 0; off < all.length; off++) {
      const begin = beginOf(all, off, encoding);
      const tail = charsOf(all.subarray(begin), encoding).map((c) => ({ ...c, off: c.off + begin }));
      assert.deepEqual(tail, whole.filter((c) => c.off >= begin), `${encoding} from ${off}`); // prettier-ignore
    }
  }
});
