import assert from "node:assert/strict";
import test from "node:test";

import { isWaitedIn } from "./accepts.js";
import { Call } from "./call.js";
import { build } from "./fixture.test.js";
import { queuedIn } from "./queued.js";
import { Sockets } from "./sockets.js";

const asked = (/** @type {number} */ waiting) => ({ accepts: { conn: 1, waiting, max: 1 } });
const connect = (/** @type {number} */ conn, /** @type {number} */ waiting, more = {}) => ({
  peer: conn - 1,
  conn,
  call: Call.connect,
  details: asked(waiting),
  ...more,
});
const accept = (
  /** @type {number} */ conn,
  /** @type {number} */ from,
  /** @type {number} */ waiting,
  more = {},
) => ({
  peer: 0,
  conn,
  call: Call.accept,
  farConn: from,
  details: asked(waiting),
  ...more,
});
const listen = { peer: 0, conn: 1, call: Call.listen, details: asked(0) };
const peers = { peers: ["server", "one", "two", "three"] };

/** @param {import("./trace.js").Trace} trace */
function listenerOf(trace) {
  const sockets = new Sockets();
  sockets.update(trace);
  const events = sockets.listeners.get(1);
  assert.ok(events);
  return { queued: queuedIn(trace, events), waited: isWaitedIn(trace, 1, events) };
}

test("connections wait in the order of their connects, and leave it in that order", () => {
  const trace = build(
    [
      listen,
      connect(2, 1),
      connect(3, 2),
      connect(4, 2, { err: "stopped" }),
      accept(5, 2, 1),
      accept(6, 3, 0),
    ],
    peers,
  );
  const { queued, waited } = listenerOf(trace);
  assert.deepEqual(
    queued.map(({ waiting, who }) => [waiting, who]),
    [[0, []], [1, [2]], [2, [2, 3]], [2, [2, 3]], [1, [3]], [0, []]], // prettier-ignore
  );
  assert.ok(waited);
});

test("a connection that an accept was there for did not wait; whose others are is not known", () => {
  const served = build(
    [
      listen,
      connect(2, 0, { start: 100_000, end: 150_000 }),
      accept(5, 2, 0, { start: 50_000, end: 140_000 }),
    ],
    peers,
  );
  assert.deepEqual(listenerOf(served).queued.map(({ who }) => who), [[], [], []]); // prettier-ignore
  assert.equal(listenerOf(served).waited, false);
  const strangers = build([listen, connect(2, 2)], peers);
  assert.deepEqual(listenerOf(strangers).queued[1].who, null);
});
