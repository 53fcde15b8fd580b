import assert from "node:assert/strict";
import test from "node:test";

import { feedUrl, openFeed, pauseMs } from "./feed.js";

/** A WebSocket that the test plays the server of. */
class FakeSocket {
  /** @type {FakeSocket[]} */
  static all = [];
  /** @param {string} url */
  constructor(url) {
    this.url = url;
    this.closed = false;
    /** @type {any} */ this.onopen = null;
    /** @type {any} */ this.onmessage = null;
    /** @type {any} */ this.onclose = null;
    FakeSocket.all.push(this);
  }
  close() {
    this.closed = true;
  }
}

function world() {
  FakeSocket.all = [];
  /** @type {{ run: () => void, ms: number }[]} */
  const timers = [];
  return {
    timers,
    world: {
      WebSocket: /** @type {any} */ (FakeSocket),
      setTimer: (/** @type {() => void} */ run, /** @type {number} */ ms) => timers.push({ run, ms }),
      clearTimer: () => {},
      random: () => 0,
      base: "http://lab.test/lessons/x",
    },
  };
}

/** @param {number} last */
function recorder(last) {
  /** @type {any[]} */
  const log = [];
  return {
    log,
    onHello: (/** @type {any} */ hello) => void log.push(["hello", hello.run]),
    onBatch: (/** @type {ArrayBuffer} */ batch) => (log.push(["batch", batch.byteLength]), last),
    onEnd: (/** @type {any} */ end) => void log.push(["end", end.end.reason]),
    onState: (/** @type {string} */ state, /** @type {Error | undefined} */ error) =>
      void log.push(error ? [state, error.message] : [state]),
  };
}

test("a run that is followed to its end", () => {
  const { world: w, timers } = world();
  const seen = recorder(7);
  openFeed("/api/runs/a/feed", seen, w);
  const [socket] = FakeSocket.all;
  assert.equal(socket.url, "ws://lab.test/api/runs/a/feed");
  socket.onopen();
  socket.onmessage({ data: '{"type":"hello","run":"a"}' });
  socket.onmessage({ data: new ArrayBuffer(3) });
  socket.onmessage({ data: '{"type":"end","end":{"reason":"done"}}' });
  socket.onclose({ code: 1000 });
  assert.deepEqual(seen.log, [
    ["connecting"],
    ["open"],
    ["hello", "a"],
    ["batch", 3],
    ["end", "done"],
    ["closed"],
  ]);
  assert.equal(timers.length, 0);
});

test("a feed that is lost goes on after the last event, and says hello once", () => {
  const { world: w, timers } = world();
  const seen = recorder(7);
  openFeed("/f", seen, w);
  FakeSocket.all[0].onmessage({ data: '{"type":"hello","run":"a"}' });
  FakeSocket.all[0].onmessage({ data: new ArrayBuffer(3) });
  FakeSocket.all[0].onclose({ code: 1006 });
  assert.equal(timers.length, 1);
  timers[0].run();
  assert.equal(FakeSocket.all[1].url, "ws://lab.test/f?after=7");
  FakeSocket.all[1].onmessage({ data: '{"type":"hello","run":"a"}' });
  assert.deepEqual(
    seen.log.filter(([kind]) => kind === "hello" || kind === "lost"),
    [["hello", "a"], ["lost"]],
  );
});

test("a batch that makes no sense ends the feed with the reason", () => {
  const { world: w, timers } = world();
  const seen = recorder(0);
  seen.onBatch = () => {
    throw new Error("wire: nonsense");
  };
  openFeed("/f", seen, w);
  FakeSocket.all[0].onmessage({ data: new ArrayBuffer(1) });
  assert.deepEqual(seen.log.at(-1), ["closed", "wire: nonsense"]);
  assert.ok(FakeSocket.all[0].closed);
  FakeSocket.all[0].onclose({ code: 1006 });
  assert.equal(timers.length, 0);
});

test("close ends it and nothing is tried again", () => {
  const { world: w, timers } = world();
  const feed = openFeed("/f", recorder(0), w);
  feed.close();
  FakeSocket.all[0].onclose({ code: 1005 });
  assert.equal(timers.length, 0);
  assert.ok(FakeSocket.all[0].closed);
});

test("pauses double up to a most", () => {
  const got = [1, 2, 3, 6, 7, 40].map((tries) => pauseMs(tries, 0));
  assert.deepEqual(got, [250, 500, 1000, 8000, 8000, 8000]);
  assert.equal(pauseMs(1, 0.5), 187.5);
});

test("addresses keep what they say and become WebSockets", () => {
  assert.equal(feedUrl("/f?x=1", "https://lab.test/", 3), "wss://lab.test/f?x=1&after=3");
  assert.equal(feedUrl("/f", "http://lab.test:8035/a/b", 0), "ws://lab.test:8035/f");
});

test("a feed that is closed while it connects is closed when it is open", () => {
  const { world: w } = world();
  const seen = recorder(0);
  const feed = openFeed("/f", seen, w);
  const [socket] = FakeSocket.all;
  Object.assign(socket, { readyState: 0 });
  feed.close();
  assert.equal(socket.closed, false);
  socket.onopen();
  assert.equal(socket.closed, true);
  assert.deepEqual(seen.log, [["connecting"], ["closed"]]);
});
