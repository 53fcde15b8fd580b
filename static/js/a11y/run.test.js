// A run for tests.

import { Call } from "../model/call.js";
import { newRow } from "../model/row.js";
import { Trace } from "../model/trace.js";
import { Verdict } from "../model/verdict.js";

/** @param {Partial<import("../model/trace.js").Row>} given */
export function row(given) {
  return { ...newRow(), seq: 1, conn: 1, step: 1, ...given };
}

/** A run of two sends taken by one recv. */
export function joinedRun() {
  const trace = new Trace({ transport: "tcp", peers: ["server", "client"] });
  const bytes = (/** @type {string} */ s) => new TextEncoder().encode(s);
  const send = { peer: 1, conn: 2, call: Call.send, stream: 2, step: 6 };
  trace.addEvent(
    row({ ...send, seq: 1, start: 800, end: 12_800, asked: 5, got: 5, payload: bytes("hello") }),
  );
  trace.addEvent(
    row({ ...send, seq: 2, start: 20_000, end: 21_000, asked: 4, got: 4, off: 5, payload: bytes("feng") }),
  );
  const took = { call: Call.recv, conn: 3, step: 3, stream: 2, asked: 10 };
  const joined = { verdict: Verdict.coalesced, joined: 2, waited: true };
  trace.addEvent(row({ ...took, ...joined, seq: 3, start: 50_000_000, end: 50_001_000, got: 9 }));
  trace.addEvent(row({ ...took, seq: 4, start: 51_000_000, end: 51_001_000, off: 9, eof: true }));
  return trace;
}
