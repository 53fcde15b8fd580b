import assert from "node:assert/strict";
import test from "node:test";

import { feedUrl, Full, messagesOf, openFeed, pauseMs } from "./feed.js";

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

/** Connections without WebSockets. */
class FakeHTTP extends FakeSocket {
  isHTTP = true;
}

const silentMs = 5000;

/** @returns {any} */
function world() {
  FakeSocket.all = [];
  /** @type {{ run: () => void, ms: number }[]} */
  const timers = [];
  /** @type {{ run: () => void, ms: number }[]} */
  const silences = [];
  /** @type {(() => void)[]} */
  const painted = [];
  /** @type {Map<string, string>} */
  const memory = new Map();
  return {
    timers,
    silences,
    memory,
    painted,
    world: {
      WebSocket: /** @type {any} */ (FakeSocket),
      setTimer: (/** @type {() => void} */ run, /** @type {number} */ ms) =>
        (ms === silentMs ? silences : timers).push({ run, ms }),
      clearTimer: () => {},
      whenPainted: (/** @type {() => void} */ run) => void painted.push(run),
      random: () => 0,
      base: "http://lab.test/lessons/x",
      memory: {
        getItem: (/** @type {string} */ key) => memory.get(key) ?? null,
        setItem: (/** @type {string} */ key, /** @type {string} */ value) => void memory.set(key, value),
      },
      turn: async (/** @type {any} */ feed) => {
        feed.way = feed.way ? "" : "stream";
        feed.Way = feed.way ? FakeHTTP : FakeSocket;
      },
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
    onBatch: (/** @type {ArrayBuffer | Uint8Array} */ batch) => (log.push(["batch", batch.byteLength]), last),
    onEnd: (/** @type {any} */ end) => void log.push(["end", end.end.reason]),
    onState: (/** @type {string} */ state, /** @type {Error | undefined} */ error) =>
      void log.push(error ? [state, error.message] : [state]),
  };
}

test("a run that is followed to its end", () => {
  const { world: w, timers } = world();
  const seen = recorder(7);
  openFeed({ feed: "/api/runs/a/feed" }, seen, w);
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
  openFeed({ feed: "/f" }, seen, w);
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
  openFeed({ feed: "/f" }, seen, w);
  FakeSocket.all[0].onmessage({ data: new ArrayBuffer(1) });
  assert.deepEqual(seen.log.at(-1), ["closed", "wire: nonsense"]);
  assert.ok(FakeSocket.all[0].closed);
  FakeSocket.all[0].onclose({ code: 1006 });
  assert.equal(timers.length, 0);
});

test("close ends it and nothing is tried again", () => {
  const { world: w, timers } = world();
  const feed = openFeed({ feed: "/f" }, recorder(0), w);
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
  const feed = openFeed({ feed: "/f" }, seen, w);
  const [socket] = FakeSocket.all;
  Object.assign(socket, { readyState: 0 });
  feed.close();
  assert.equal(socket.closed, false);
  socket.onopen();
  assert.equal(socket.closed, true);
  assert.deepEqual(seen.log, [["connecting"], ["closed"]]);
});

test("what is there of a run is painted first, the feed is opened behind it and says hello once", () => {
  const { world: w, painted } = world();
  const seen = recorder(7);
  openFeed({ feed: "/f", first: ['{"type":"hello","run":"a"}', new Uint8Array(3)] }, seen, w);
  assert.deepEqual(seen.log.splice(0), [
    ["hello", "a"],
    ["batch", 3],
  ]);
  assert.equal(FakeSocket.all.length, 0);
  for (const run of painted) run();
  const [socket] = FakeSocket.all;
  assert.equal(socket.url, "ws://lab.test/f?after=7");
  socket.onmessage({ data: '{"type":"hello","run":"a"}' });
  socket.onmessage({ data: '{"type":"end","end":{"reason":"done"}}' });
  assert.deepEqual(seen.log, [["connecting"], ["end", "done"], ["closed"]]);
});

test("a first message that makes no sense opens no feed", () => {
  const { world: w, painted } = world();
  const seen = recorder(0);
  openFeed({ feed: "/f", first: ["{"] }, seen, w);
  assert.equal(seen.log[0][0], "closed");
  for (const run of painted) run();
  assert.equal(FakeSocket.all.length, 0);
});

test("frames of a server are messages again, at each size of their length", () => {
  const lengths = [0, 1, 125, 126, 65535, 65536];
  const headers = [[0], [1], [125], [126, 0, 126], [126, 255, 255], [127, 0, 0, 0, 0, 0, 1, 0, 0]];
  const frames = lengths.map((n, k) => [
    [0x82, ...headers[k], ...new Uint8Array(n).fill(k)],
    [0x81, 3, ...Buffer.from("粘")],
  ]);
  const messages = messagesOf(new Uint8Array(frames.flat(2)).buffer);
  assert.deepEqual(
    messages,
    lengths.flatMap((n, k) => [new Uint8Array(n).fill(k), "粘"]),
  );
  assert.deepEqual(messagesOf(new ArrayBuffer(0)), []);
});

test("a feed that is refused by a limit says which, and comes back when it said", () => {
  const { world: w, timers } = world();
  /** @type {any[]} */
  const states = [];
  openFeed(
    { feed: "/f" },
    { ...recorder(1), onState: (state, error) => void states.push([state, error]) },
    w,
  );
  FakeSocket.all[0].onclose({ code: 1013, reason: "viewers 2000" });
  const [, [state, error]] = states;
  assert.equal(state, "lost");
  assert.ok(error instanceof Full);
  assert.deepEqual([error.limit, error.seconds], ["viewers 2000", 2]);
  assert.equal(timers[0].ms, 2000);
  timers[0].run();
  assert.equal(FakeSocket.all.length, 2);
});

const settled = () => new Promise((resolve) => setImmediate(resolve));

test("where no WebSocket comes through the feed comes another way, and says so", async () => {
  const { world: w, timers, memory } = world();
  const seen = recorder(7);
  /** @type {(string | undefined)[]} */
  const said = [];
  const onState = (
    /** @type {string} */ _state,
    /** @type {any} */ _error,
    /** @type {string | undefined} */ way,
  ) => void said.push(way);
  openFeed({ feed: "/f" }, { ...seen, onState }, w);
  FakeSocket.all[0].onclose({ code: 1006 });
  timers[0].run();
  assert.ok(!("isHTTP" in FakeSocket.all[1]), "one more WebSocket");
  FakeSocket.all[1].onclose({ code: 1006 });
  timers[1].run();
  await settled();
  assert.ok("isHTTP" in FakeSocket.all[2], "the other way");
  FakeSocket.all[2].onopen({});
  FakeSocket.all[2].onmessage({ data: '{"type":"hello","run":"a"}' });
  assert.equal(memory.get("feed"), "stream");
  assert.deepEqual(said.filter(Boolean), ["stream"]);
  FakeSocket.all[2].onclose({ code: 1006 });
  timers[2].run();
  assert.ok("isHTTP" in FakeSocket.all[3], "what worked is tried first");
  openFeed({ feed: "/f" }, seen, w);
  await settled();
  assert.ok("isHTTP" in FakeSocket.all[4], "the next run begins with it");
});

test("a WebSocket that opens and says nothing is as good as none", () => {
  const { world: w, timers, silences } = world();
  openFeed({ feed: "/f" }, recorder(0), w);
  FakeSocket.all[0].onopen({});
  silences[0].run();
  assert.ok(FakeSocket.all[0].closed);
  assert.equal(timers.length, 1);
});

test("a server that is away is found again by a WebSocket", async () => {
  const { world: w, timers } = world();
  openFeed({ feed: "/f" }, recorder(0), w);
  for (let i = 0; i < 3; i++) {
    FakeSocket.all[i].onclose({ code: 1006 });
    await settled();
    timers[i].run();
    await settled();
  }
  assert.deepEqual(
    FakeSocket.all.map((one) => "isHTTP" in one),
    [false, false, true, false],
  );
});
