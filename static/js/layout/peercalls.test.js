import assert from "node:assert/strict";
import test from "node:test";

import { build, send, take } from "../model/fixture.test.js";
import { PeerCalls } from "./peercalls.js";

test("the sums of any stretch of calls are those of its calls, while the list grows", () => {
  const rows = Array.from({ length: 70 }, (_, n) =>
    n % 3 === 0
      ? send("abc", { off: n, start: 10 * n, end: 10 * n + 5 })
      : take(n, n % 5, { start: 10 * n, end: 10 * n + 5, verdict: n % 16, err: n % 7 === 0 ? "EAGAIN" : "" }),
  );
  const trace = build(rows);
  const { verdict, got, call } = trace.columns;
  const naive = (/** @type {number} */ from, /** @type {number} */ to) => {
    const sums = { joined: 0, cut: 0, failed: 0, bytes: 0, sent: 0 };
    for (let i = from; i < to; i++) {
      if (verdict.at[i] & 2) sums.joined++;
      if (verdict.at[i] & 12) sums.cut++;
      if (trace.err(i)) sums.failed++;
      sums.bytes += got.at[i];
      if (call.at[i] === 5) sums.sent += got.at[i];
    }
    return sums;
  };
  const calls = new PeerCalls(trace);
  for (let i = 0; i < trace.length; i++) {
    calls.events.push(i);
    for (let from = 0; from <= i + 1; from += 3)
      assert.deepEqual(calls.sums(from, i + 1), naive(from, i + 1), `${from} to ${i + 1}`);
  }
  assert.ok(naive(0, 70).joined > 0 && naive(0, 70).cut > 0 && naive(0, 70).failed > 0);
});
