import assert from "node:assert/strict";
import test from "node:test";

import { Call } from "./call.js";
import { waitKey, waitsOf } from "./waiting.js";

/** @param {[peer: number, strand: number, call: number][]} calls */
const waiting = (calls) =>
  new Map(
    calls.map(([peer, strand, call]) => [
      waitKey(peer, strand),
      { conn: 0, call, step: 1, asked: 0, start: 0 },
    ]),
  );

test("a program of which one thread asks and another receives is said to ask", () => {
  assert.equal(
    waitsOf(
      waiting([
        [0, 0, Call.recv],
        [0, 1, Call.input],
      ]),
      0,
    )?.call,
    Call.input,
  );
});

test("otherwise it is said to wait in what its first thread waits in", () => {
  const all = waiting([
    [1, 0, Call.input],
    [0, 2, Call.recv],
    [0, 0, Call.accept],
  ]);
  assert.equal(waitsOf(all, 0)?.call, Call.accept);
  assert.equal(waitsOf(all, 2), undefined);
});
