// Traces for the tests of all floors, built call by call.

import assert from "node:assert/strict";
import test from "node:test";

import { Call } from "./call.js";
import { probeFields } from "./probe.js";
import { newRow } from "./row.js";
import { Trace } from "./trace.js";
import { Verdict } from "./verdict.js";

/**
 * probe makes a probe's fields from those that are given.
 * @param {Partial<import("./probe.js").Probe>} some
 */
export function probe(some) {
  return Int32Array.from(probeFields, (name) => some[/** @type {keyof typeof some} */ (name)] ?? -1);
}

/** @param {string} text */
export const bytes = (text) => new TextEncoder().encode(text);

/**
 * row makes a row of the wire with the given fields.
 * @param {Partial<import("./trace.js").Row>} fields
 * @returns {import("./trace.js").Row}
 */
export function row(fields) {
  return { ...newRow(), seq: 1, call: Call.socket, step: 1, ...fields };
}

/**
 * build makes a trace; each row lasts 10 µs unless it says otherwise.
 * @param {Partial<import("./trace.js").Row>[]} rows
 * @param {Partial<import("./trace.js").Hello>} [hello]
 */
export function build(rows, hello = {}) {
  const trace = new Trace({ transport: "tcp", peers: ["server", "client"], ...hello });
  rows.forEach((fields, n) => {
    const start = fields.start ?? n * 20_000;
    trace.addEvent(row({ seq: n + 1, end: start + 10_000, ...fields, start }));
  });
  return trace;
}

/** send hands a text to the kernel as conn 2 of the client, conn 3 being at the other end. */
export function send(/** @type {string} */ text, /** @type {Partial<import("./trace.js").Row>} */ more = {}) {
  const payload = bytes(text);
  const { length } = payload;
  return {
    peer: 1,
    conn: 2,
    stream: 2,
    call: Call.send,
    asked: length,
    got: length,
    payload,
    farConn: 3,
    ...more,
  };
}

/** take receives bytes of conn 2's stream as conn 3 of the server. */
export function take(
  /** @type {number} */ off,
  /** @type {number} */ got,
  /** @type {Partial<import("./trace.js").Row>} */ more = {},
) {
  return {
    peer: 0,
    conn: 3,
    stream: 2,
    call: Call.recv,
    asked: 10,
    off,
    got,
    verdict: Verdict.exact,
    farConn: 2,
    ...more,
  };
}

/**
 * sticky is hello and feng, each in a segment of its own, joined in the
 * receive queue and taken by one receive; then the end of the stream.
 */
export function sticky() {
  return build([
    { peer: 0, conn: 1, call: Call.listen, details: { arg: 5 } },
    { peer: 1, conn: 2, call: Call.connect, probe: probe({ outq: 0, unsent: 0, inq: 0, segs_out: 0 }) },
    { peer: 0, conn: 3, call: Call.accept, waited: true, start: 15_000, end: 70_000, farConn: 2 },
    send("hello", {
      start: 100_000,
      probe: probe({ outq: 0, unsent: 0, segs_out: 1 }),
      far: probe({ inq: 5 }),
    }),
    send("feng", {
      start: 130_000,
      off: 5,
      probe: probe({ outq: 0, unsent: 0, segs_out: 2 }),
      far: probe({ inq: 9 }),
    }),
    take(0, 9, {
      start: 50_000_000,
      verdict: Verdict.coalesced,
      joined: 2,
      probe: probe({ inq: 0, segs_out: 0 }),
    }),
    take(9, 0, { start: 50_100_000, eof: true, verdict: 0, stream: 0 }),
  ]);
}

/** datagrams is two datagrams, one of them taken short and one lost. */
export function datagrams() {
  const to = { call: Call.sendto, farConn: 0 };
  const trace = build(
    [
      { peer: 0, conn: 1, call: Call.bind },
      send("hello", { ...to, start: 50_000 }),
      send("feng", { ...to, off: 1, start: 80_000, far: probe({ inq: 5 }), farConn: 1 }),
      take(0, 2, {
        conn: 1,
        call: Call.recvfrom,
        asked: 2,
        datagram: 5,
        verdict: Verdict.truncated,
        start: 200_000,
      }),
    ],
    { transport: "udp" },
  );
  trace.addLost(3);
  return trace;
}

test("the fixtures tie received bytes to their sends", () => {
  assert.deepEqual(sticky().origins(5), [
    { seq: 4, off: 0, len: 5 },
    { seq: 5, off: 0, len: 4 },
  ]);
  assert.deepEqual(datagrams().origins(3), [{ seq: 2, off: 0, len: 2 }]);
});
