import assert from "node:assert/strict";
import test from "node:test";

import { Call } from "./call.js";
import { bears, carried, carriersOf, endsOf, flagNames, hasData, TCPFlag } from "./capture.js";
import { build, send, take } from "./fixture.test.js";

const { SYN, ACK, PSH, FIN, RST } = TCPFlag;

/**
 * segment makes a row; its number is set by wired.
 * @param {Partial<import("./capture.js").SegmentRow>} fields
 * @returns {import("./capture.js").SegmentRow}
 */
export function segment(fields) {
  return {
    number: 0,
    at: 0,
    from: 2,
    to: 3,
    flags: ACK,
    seq: 0,
    ack: 0,
    len: 0,
    count: 1,
    window: 65536,
    ...fields,
  };
}

/**
 * wired adds segments to a trace, 1 µs apart where they say nothing else.
 * @param {import("./trace.js").Trace} trace
 * @param {Partial<import("./capture.js").SegmentRow>[]} rows
 */
export function wired(trace, rows) {
  rows.forEach((row) => {
    const number = trace.segments.length + 1;
    trace.addSegment(segment({ at: number * 1000, ...row, number }));
  });
  return trace;
}

/** shaken is what opens a connection of conn 2, from `at` on. */
export const shaken = (/** @type {number} */ at) => [
  { at, to: 0, flags: SYN, seq: -1, ack: -1 },
  { at: at + 400, from: 0, to: 2, flags: SYN | ACK, seq: -1 },
  { at: at + 800, to: 0 },
];

test("flags have the names of RFC 9293", () => {
  assert.deepEqual(flagNames(0), []);
  assert.deepEqual(flagNames(SYN | ACK), ["SYN", "ACK"]);
  assert.deepEqual(flagNames(255), ["FIN", "SYN", "RST", "PSH", "ACK", "URG", "ECE", "CWR"]);
});

test("segments that are there are dropped, missing ones are an error", () => {
  const trace = wired(build([]), [{ len: 5 }, { seq: 5, len: 4 }]);
  const { version } = trace;
  trace.addSegment(segment({ number: 1, len: 99 }));
  assert.equal(trace.segments.length, 2);
  assert.equal(trace.segments.len.at[0], 5);
  assert.throws(() => trace.addSegment(segment({ number: 4 })), /segments 3 to 3 are missing/);
  trace.addSegmentsLost(3);
  assert.equal(trace.segments.lost, 3);
  assert.ok(trace.version > version);
});

test("what was on the wire before is named as sent again", () => {
  /** @type {[string, Partial<import("./capture.js").SegmentRow>[], number[]][]} */
  const cases = [
    ["bytes once each", [{ len: 5 }, { seq: 5, len: 4 }], [0, 0]],
    ["the same bytes twice", [{ len: 5 }, { len: 5 }], [0, 1]],
    ["the last of them again", [{ len: 5 }, { seq: 5, len: 4 }, { seq: 5, len: 4 }], [0, 0, 1]],
    ["bytes partly new", [{ len: 5 }, { seq: 3, len: 4 }], [0, 1]],
    ["pure acknowledgments repeat nothing", [{ len: 5 }, { seq: 5 }, { seq: 5 }, { seq: 4 }], [0, 0, 0, 0]],
    ["each direction by itself", [{ len: 5 }, { from: 3, to: 2, len: 5 }], [0, 0]],
    [
      "a SYN twice",
      [
        { to: 0, flags: SYN, seq: -1 },
        { to: 0, flags: SYN, seq: -1 },
      ],
      [0, 1],
    ],
    ["a FIN twice", [{ flags: FIN | ACK }, { flags: FIN | ACK }], [0, 1]],
    [
      "a second try after a reset",
      [
        { to: 0, flags: SYN, seq: -1 },
        { from: 0, to: 2, flags: RST | ACK },
        { to: 0, flags: SYN, seq: -1 },
      ],
      [0, 0, 0],
    ],
  ];
  for (const [name, rows, want] of cases) {
    const { again } = wired(build([]), rows).segments;
    assert.deepEqual([...again.at.subarray(0, again.length)], want, name);
  }
});

test("an end that was not accepted yet is told by the accept", () => {
  const trace = wired(build([]), [
    { to: 0, flags: SYN, seq: -1 },
    { from: 0, to: 2, flags: RST | ACK },
    ...shaken(5000),
    { from: 0, to: 0 },
  ]);
  assert.deepEqual(endsOf(trace, 2), { from: 2, to: 0 });
  const rows = [{ peer: 0, conn: 3, call: Call.accept, farConn: 2 }];
  const accepted = wired(build(rows), [
    { to: 0, flags: SYN, seq: -1 },
    { from: 0, to: 2, flags: RST | ACK },
    ...shaken(5000),
    { from: 0, to: 0 },
  ]);
  assert.deepEqual(endsOf(accepted, 0), { from: 2, to: 0 }, "the try that failed reached nobody");
  assert.deepEqual(endsOf(accepted, 1), { from: 0, to: 2 });
  assert.deepEqual(endsOf(accepted, 2), { from: 2, to: 3 });
  assert.deepEqual(endsOf(accepted, 3), { from: 3, to: 2 });
  assert.deepEqual(endsOf(accepted, 5), { from: 0, to: 0 });
});

test("a segment knows whose bytes it carried", () => {
  const trace = wired(build([send("hello"), send("feng", { off: 5 }), take(0, 9)]), [
    { len: 5, flags: PSH | ACK },
    { from: 3, to: 2, ack: 5 },
    { seq: 3, len: 6 },
  ]);
  assert.deepEqual(carried(trace, 0), [{ index: 0, off: 0, len: 5 }]);
  assert.deepEqual(carried(trace, 1), []);
  assert.deepEqual(carried(trace, 2), [
    { index: 0, off: 3, len: 2 },
    { index: 1, off: 0, len: 4 },
  ]);
  assert.deepEqual([0, 1, 2].map((n) => hasData(trace, n)), [true, false, true]); // prettier-ignore
  assert.deepEqual([0, 1, 2].map((n) => bears(trace, n, 1)), [false, false, true]); // prettier-ignore
  assert.deepEqual([0, 1, 2].map((n) => bears(trace, n, 2)), [true, false, true]); // prettier-ignore
});

test("the segments that first brought the bytes of a send are found by its offset", () => {
  const trace = wired(build([send("hello"), send("feng", { off: 5 }), send("!", { off: 9 })]), [
    { len: 3 },
    { seq: 3, len: 4 },
    { seq: 3, len: 4 },
    { from: 3, to: 2, ack: 7 },
    { seq: 7, len: 2 },
  ]);
  const of = (/** @type {number} */ i, begin = 0, end = trace.columns.got.at[i]) =>
    carriersOf(trace, i, begin, end, 9);
  assert.deepEqual(of(0), [0, 1]);
  assert.deepEqual(of(0, 3, 5), [1]);
  assert.deepEqual(of(1), [1, 4]);
  assert.deepEqual(of(2), []);
  assert.deepEqual(carriersOf(trace, 1, 0, 4, 1), [1], "no more than are asked for");
});

test("a datagram is told by its number, and not at all where some are missing", () => {
  const to = { call: Call.sendto, farConn: 0 };
  const rows = [send("hello", to), send("", { ...to, off: 1 }), take(1, 0, { call: Call.recvfrom })];
  const trace = build(rows, { transport: "udp" });
  wired(trace, [{ seq: -1, ack: -1, flags: 0, len: 5 }, { seq: -1, ack: -1, flags: 0 }]); // prettier-ignore
  assert.deepEqual(carried(trace, 0), [{ index: 0, off: 0, len: 5 }]);
  assert.deepEqual(carried(trace, 1), [{ index: 1, off: 0, len: 0 }]);
  assert.ok(hasData(trace, 1));
  assert.ok(bears(trace, 1, 2) && !bears(trace, 0, 2));
  trace.addSegmentsLost(1);
  assert.deepEqual(carried(trace, 0), []);
});
