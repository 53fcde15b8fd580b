import assert from "node:assert/strict";
import test from "node:test";

import { Call } from "./call.js";
import { after, float64, from } from "./column.js";
import { build, datagrams, probe, row, send, sticky, take } from "./fixture.test.js";
import { queueContent } from "./queue.js";
import { countedSegments, segmentsOut } from "./segments.js";
import { Socket, Sockets } from "./sockets.js";

/** @param {import("./trace.js").Trace} trace */
function socketsOf(trace) {
  const sockets = new Sockets();
  sockets.update(trace);
  return sockets;
}

/**
 * @param {Sockets} sockets
 * @param {number} conn
 */
function mustSocket(sockets, conn) {
  const socket = sockets.byConn.get(conn);
  assert.ok(socket, `socket ${conn}`);
  return socket;
}

test("both ends of a connection find each other", () => {
  const sockets = socketsOf(sticky());
  assert.equal(sockets.hub, 0);
  assert.equal(mustSocket(sockets, 2).other, 3);
  assert.equal(mustSocket(sockets, 3).other, 2);
  assert.deepEqual([mustSocket(sockets, 2).peer, mustSocket(sockets, 3).peer], [1, 0]);
});

test("a bind that a connect brings along makes nobody the hub", () => {
  const sockets = socketsOf(
    build([
      { peer: 1, conn: 1, call: Call.bind, details: { implied: true } },
      { peer: 1, conn: 1, call: Call.connect, err: "ECONNREFUSED" },
      { peer: 0, conn: 2, call: Call.bind },
    ]),
  );
  assert.equal(sockets.hub, 0);
});

test("who took a send", () => {
  const trace = build([send("hello feng"), take(0, 2), take(2, 8), send("x", { off: 10 })]);
  const sockets = socketsOf(trace);
  assert.deepEqual(sockets.receivers(trace, 0), [1, 2]);
  assert.deepEqual(sockets.receivers(trace, 1), []);
  assert.deepEqual(sockets.receivers(trace, 3), []);
  const packets = datagrams();
  assert.deepEqual(socketsOf(packets).receivers(packets, 1), [3]);
  assert.deepEqual(socketsOf(packets).receivers(packets, 2), []);
});

test("the messages in a receive queue, sample by sample", () => {
  const trace = sticky();
  const sockets = socketsOf(trace);
  const server = mustSocket(sockets, 3);
  const lengths = [];
  for (let k = 0; k < server.t.length; k++) {
    lengths.push(queueContent(trace, sockets, server, k).map(({ index, off, len }) => [index, off, len]));
  }
  assert.deepEqual(lengths, [[[3, 0, 5]], [[3, 0, 5], [4, 0, 4]], []]); // prettier-ignore
});

test("a sample that comes late counts among the greatest of its time", () => {
  const trace = build([]);
  const socket = new Socket(trace, 3, 0);
  const sample = (/** @type {number} */ ns, /** @type {number} */ inq) => {
    trace.addEvent(
      row({ ...send("a", { start: ns - 1, end: ns, probe: probe({ inq }) }), seq: trace.length + 1 }),
    );
    socket.addSample(trace.columns.probe.get(trace.length - 1), trace.length - 1, ns);
  };
  for (let n = 0; n < 64; n++) sample(100 * n, 1);
  assert.equal(socket.most.inq.max(16, 48), 1);
  sample(100 * 60 + 5, 9);
  sample(100 * 40 + 5, 7);
  assert.equal(socket.most.inq.max(16, 48), 7);
  assert.equal(socket.most.inq.max(), 9);
});

test("of a deep queue the first and the last message are told", () => {
  const rows = Array.from({ length: 9 }, (_, n) =>
    send("ab", { off: 2 * n, start: 100 * n, end: 100 * n + 9, far: probe({ inq: 2 * n + 2 }) }),
  );
  const trace = build(rows);
  const sockets = socketsOf(trace);
  const server = mustSocket(sockets, 3);
  const indexes = (/** @type {number} */ most) =>
    queueContent(trace, sockets, server, 8, most).map(({ index }) => index);
  assert.deepEqual(indexes(9), [0, 1, 2, 3, 4, 5, 6, 7, 8]);
  assert.deepEqual(indexes(8), [0, 8]);
});

test("a receive under way had taken its bytes or not: the sum tells, or it stays unknown", () => {
  for (const [inq, want] of [
    [5, [[0, 0, 5]]],
    [0, []],
    [2, []],
  ]) {
    // prettier-ignore
    const trace = build([
      send("hello", { start: 100, end: 200, far: probe({ inq: Number(inq) }) }),
      take(0, 5, { start: 50, end: 250, waited: true }),
    ]);
    const sockets = socketsOf(trace);
    const got = queueContent(trace, sockets, mustSocket(sockets, 3), 0).map((p) => [p.index, p.off, p.len]);
    assert.deepEqual(got, want, `inq ${inq}`);
  }
});

test("while a receive goes on, what its sender kept back was not in the queue", () => {
  const trace = build([
    send("hello", { start: 100, end: 200, probe: probe({ unsent: 0 }), far: probe({ inq: 5 }) }),
    send("feng!", { start: 300, end: 400, off: 5, probe: probe({ unsent: 5 }), far: probe({ inq: 5 }) }),
    take(0, 5, { start: 50, end: 900, waited: true }),
  ]);
  const sockets = socketsOf(trace);
  const lay = queueContent(trace, sockets, mustSocket(sockets, 3), 1).map((p) => [p.index, p.off, p.len]);
  assert.deepEqual(lay, [[0, 0, 5]]);
});

test("segments are counted between probes", () => {
  const trace = sticky();
  const client = mustSocket(socketsOf(trace), 2);
  assert.deepEqual(countedSegments(trace, client, 0, client.t.length), [
    { fromNs: 100_000, toNs: 110_000, count: 1, event: 3, drained: true },
    { fromNs: 130_000, toNs: 140_000, count: 1, event: 4, drained: true },
  ]);
  assert.equal(segmentsOut(client), 2);
});

test("bytes that stayed unsent tie no segment to a send", () => {
  const trace = build([
    send("aa", { start: 0, end: 10, probe: probe({ segs_out: 1, unsent: 0 }) }),
    send("bb", { start: 20, end: 30, off: 2, probe: probe({ segs_out: 1, unsent: 2 }) }),
    send("cc", { start: 40, end: 50, off: 4, probe: probe({ segs_out: 2, unsent: 2 }) }),
  ]);
  const client = mustSocket(socketsOf(trace), 2);
  const counted = countedSegments(trace, client, 0, 3);
  assert.deepEqual(
    counted.map(({ fromNs, count, drained }) => [fromNs, count, drained]),
    [
      [0, 1, true],
      [30, 1, false],
    ],
  );
});

test("a socket that was never probed has no queues", () => {
  const sockets = socketsOf(build([send("x", { farConn: 0 }), { conn: 2, peer: 1, call: Call.close }]));
  const socket = mustSocket(sockets, 2);
  assert.deepEqual([socket.measuredIn, socket.measuredOut, socket.counted], [false, false, false]);
  assert.equal(segmentsOut(socket), -1);
  assert.equal(socket.closedNs, 30_000);
});

test("columns are searched from both sides", () => {
  const column = float64();
  for (const value of [1, 3, 3, 5]) column.push(value);
  assert.deepEqual([0, 1, 3, 5, 9].map((v) => [from(column, v), after(column, v)]), [[0, 0], [0, 1], [1, 3], [3, 4], [4, 4]]); // prettier-ignore
  column.insert(1, 2);
  assert.deepEqual([...column.at.subarray(0, 5)], [1, 2, 3, 3, 5]);
});
