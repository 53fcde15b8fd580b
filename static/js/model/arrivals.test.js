import assert from "node:assert/strict";
import test from "node:test";

import { arrivalsOf } from "./arrivals.js";
import { Call } from "./call.js";
import { build, probe, send, take } from "./fixture.test.js";
import { Sockets } from "./sockets.js";

/** @typedef {Partial<import("./trace.js").Row>} Fields */

/**
 * lined lists, sample by sample, the sends whose datagrams waited in socket 1, and how
 * many of them the kernel's number is about.
 * @param {import("./trace.js").Trace} trace
 * @param {number} [most]
 */
function lined(trace, most = 9) {
  const sockets = new Sockets();
  sockets.update(trace);
  const arrivals = arrivalsOf({ trace, sockets });
  const socket = sockets.byConn.get(1);
  assert.ok(socket);
  return Array.from({ length: socket.t.length }, (_, k) => {
    const { pieces, measured } = arrivals.at(trace, socket, k, most);
    return [pieces.map(({ index }) => index), measured];
  });
}

/** @param {string} text @param {number} off @param {Partial<import("./probe.js").Probe>} far @param {Fields} [more] @returns {Fields} */
const sent = (text, off, far, more = {}) =>
  send(text, { call: Call.sendto, off, farConn: 1, far: probe({ drops: 0, ...far }), ...more });

/** @param {number} off @param {number} got @param {Partial<import("./probe.js").Probe>} own @param {Fields} [more] @returns {Fields} */
const taken = (off, got, own, more = {}) =>
  take(off, got, { conn: 1, call: Call.recvfrom, farConn: 0, probe: probe({ drops: 0, ...own }), ...more });

const bound = { peer: 0, conn: 1, call: Call.bind };
const udp = { transport: "udp" };

test("each datagram waits from its sending to the receive that takes it; the first alone is measured", () => {
  const trace = build(
    [
      bound,
      sent("hello", 0, { inq: 5 }),
      sent("feng", 1, { inq: 5 }),
      sent("bye", 2, { inq: 5 }),
      taken(0, 5, { inq: 4 }),
      taken(1, 4, { inq: 3 }),
      taken(2, 3, { inq: 0 }),
    ],
    udp,
  );
  assert.deepEqual(lined(trace), [
    [[1], 1],
    [[1, 2], 1],
    [[1, 2, 3], 1],
    [[2, 3], 1],
    [[3], 1],
    [[], 0],
  ]);
  assert.deepEqual(lined(trace, 2)[2], [[1, 3], 1], "of very many the first and the last");
});

test("what the counter says was dropped did not wait", () => {
  const trace = build(
    [
      bound,
      sent("one", 0, { inq: 3 }),
      sent("two", 1, { inq: 3, drops: 1 }),
      sent("tri", 2, { inq: 3, drops: 2 }),
      taken(0, 3, { inq: 0, drops: 2 }),
    ],
    udp,
  );
  assert.deepEqual(lined(trace), [[[1], 1], [[1], 1], [[1], 1], [[], 0]]); // prettier-ignore
  const before = build([bound, sent("one", 0, { inq: 3 }), sent("two", 1, { inq: 3, drops: 1 })], udp);
  assert.deepEqual(lined(before), [[[1], 1], [[1], 1]], "before anything is taken"); // prettier-ignore
});

test("where it cannot be told which were dropped, the first alone is known", () => {
  /** @type {[string, Fields[]][]} */
  const cases = [
    ["two drops at once", [sent("two", 1, { inq: 3, drops: 2 }), taken(0, 3, { inq: 0, drops: 2 })]],
    ["a drop that only the receiver saw", [sent("two", 1, { inq: 3 }), taken(0, 3, { inq: 0, drops: 1 })]],
    ["another is taken first", [sent("two", 1, { inq: 3 }), taken(1, 3, { inq: 0 })]],
  ];
  for (const [name, rows] of cases) {
    const got = lined(build([bound, sent("one", 0, { inq: 3 }), ...rows], udp));
    assert.deepEqual(got.slice(0, 2), [[[1], 1], [[1], 1]], name); // prettier-ignore
  }
});

test("a datagram that no measurement fits is not known to wait", () => {
  const trace = build([bound, sent("hello", 0, { inq: 4 }), taken(0, 5, { inq: 0 })], udp);
  assert.deepEqual(lined(trace), [[[], 0], [[], 0]]); // prettier-ignore
});

test("a datagram that is taken before its send returns waits for nobody", () => {
  const late = { start: 100_000, end: 400_000 };
  const trace = build(
    [bound, taken(0, 5, { inq: 0 }, { start: 50_000, end: 200_000, waited: true }), sent("hello", 0, { inq: 0 }, late)],
    udp,
  ); // prettier-ignore
  assert.deepEqual(lined(trace), [[[], 0], [[], 0]]); // prettier-ignore
});

test("of messages of SOCK_SEQPACKET the kernel counts all", () => {
  const rows = [bound, sent("hello", 0, { inq: 5, drops: -1 }), sent("feng", 1, { inq: 9, drops: -1 })];
  assert.deepEqual(lined(build(rows, { transport: "unix seqpacket" })), [[[1], 1], [[1, 2], 2]]); // prettier-ignore
  const early = [
    send("hello", { farConn: 0 }),
    send("feng", { farConn: 0, off: 1 }),
    { peer: 0, conn: 1, call: Call.accept, farConn: 2, probe: probe({ inq: 9 }) },
  ];
  assert.deepEqual(lined(build(early, { transport: "unix seqpacket" })), [[[0, 1], 2]], "sent before accept"); // prettier-ignore
  const short = [rows[0], rows[1], sent("feng", 1, { inq: 5, drops: -1 })];
  assert.deepEqual(lined(build(short, { transport: "unix datagram" })), [[[1], 1], [[1, 2], 1]]); // prettier-ignore
});
