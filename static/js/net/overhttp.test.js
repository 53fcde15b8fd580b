import assert from "node:assert/strict";
import test from "node:test";

import { Frames, httpWay, turn, wholeFrames } from "./overhttp.js";

/** @param {string} text */
const frame = (text) => new Uint8Array([0x81, text.length, ...new TextEncoder().encode(text)]);
const ping = new Uint8Array([0x89, 0]);

test("frames are put together from pieces that end anywhere", () => {
  const bytes = new Uint8Array([
    ...frame("hello"),
    ...ping,
    0x82,
    126,
    1,
    0,
    ...new Array(256).fill(7),
    ...frame("end"),
  ]);
  for (const size of [1, 2, 3, 100, 1000]) {
    /** @type {any[]} */
    const got = [];
    const frames = new Frames(
      (message) => void got.push(typeof message === "string" ? message : message.byteLength),
    );
    for (let at = 0; at < bytes.length; at += size) frames.add(bytes.slice(at, at + size));
    assert.deepEqual(got, ["hello", 256, "end"], `pieces of ${size}`);
  }
  assert.equal(wholeFrames(frame("hello").slice(0, 6)), 0);
});

/**
 * played answers requests in turn, and lists them.
 * @param {((url: URL, signal: AbortSignal) => Promise<any>)[]} answers
 */
function played(answers) {
  /** @type {string[]} */
  const asked = [];
  /** @type {(() => void)[]} */
  const timers = [];
  /** @type {any} */
  const world = {
    fetch: (/** @type {URL} */ url, /** @type {any} */ { signal }) => {
      asked.push(url.href);
      return answers[asked.length - 1](url, signal);
    },
    setTimer: (/** @type {() => void} */ run) => timers.push(run),
    clearTimer: (/** @type {number} */ n) => void (n && (timers[n - 1] = () => {})),
  };
  return { asked, timers, world };
}

/**
 * whole is an answer that has come to its end.
 * @param {Uint8Array} body
 * @param {string} [token]
 */
const whole = async (body, token) =>
  new Response(/** @type {any} */ (body), { headers: token ? { "Feed-Poll": token } : {} });

/**
 * followed opens a feed and waits for its close.
 * @param {ReturnType<typeof played>} server
 * @param {"stream" | "poll"} way
 * @param {() => void} [begun]
 */
function followed(server, way, begun) {
  return new Promise((resolve) => {
    /** @type {any[]} */
    const got = [];
    const Way = httpWay(way, (now) => void got.push(now), server.world);
    const feed = new Way("wss://lab.test/lab/f?after=3");
    feed.onmessage = ({ data }) => void got.push(data);
    feed.onclose = ({ code, reason }) => resolve([...got, code, reason]);
    begun?.();
  });
}

test("an answer that goes on", async () => {
  const server = played([() => whole(new Uint8Array([...frame("a"), ...ping, ...frame("b")]))]);
  assert.deepEqual(await followed(server, "stream"), ["stream", "a", "stream", "b", 1006, ""]);
  assert.deepEqual(server.asked, ["https://lab.test/lab/f?after=3"]);
});

test("an answer that is kept on its way is given up for one after another", async () => {
  const server = played([
    (_, signal) =>
      new Promise((_resolve, reject) => signal.addEventListener("abort", () => reject(new Error("aborted")))),
    () => whole(frame("a"), "t1"),
    () => whole(frame("b")),
  ]);
  assert.deepEqual(await followed(server, "stream", () => server.timers[0]()), [
    "poll",
    "a",
    "poll",
    "b",
    1006,
    "",
  ]);
  assert.deepEqual(server.asked.slice(1), [
    "https://lab.test/lab/f?after=3&poll=",
    "https://lab.test/lab/f?poll=t1",
  ]);
});

test("an answer whose beginning comes and nothing more is given up, too", async () => {
  const body = (/** @type {AbortSignal} */ signal) =>
    new ReadableStream({
      start(controller) {
        controller.enqueue(frame("hello"));
        signal.addEventListener("abort", () => controller.error(new Error("aborted")));
      },
    });
  const server = played([async (_, signal) => new Response(body(signal)), () => whole(frame("b"))]);
  const Way = httpWay("stream", () => {}, server.world);
  /** @type {any[]} */
  const got = [];
  await new Promise((resolve) => {
    const first = new Way("ws://lab.test/f");
    first.onmessage = ({ data }) => {
      got.push(data);
      setImmediate(() => server.timers.at(-1)?.());
    };
    first.onclose = resolve;
  });
  await new Promise((resolve) => {
    const second = new Way("ws://lab.test/f?after=2");
    second.onmessage = ({ data }) => got.push(data);
    second.onclose = resolve;
  });
  assert.deepEqual(got, ["hello", "b"]);
  assert.deepEqual(server.asked, ["http://lab.test/f", "http://lab.test/f?after=2&poll="]);
});

test("refusals are those of a WebSocket", async () => {
  const refused = (/** @type {number} */ status) =>
    played([async () => Response.json({ limit: "viewers", max: 5 }, { status })]);
  assert.deepEqual(await followed(refused(429), "poll"), [1013, "viewers 5"]);
  assert.deepEqual(await followed(refused(404), "stream"), [1008, ""]);
  assert.deepEqual(await followed(refused(410), "poll"), [1006, ""]);
});

test("a feed is turned from a WebSocket to HTTP and back, and begins as the last one came", () => {
  /** @type {string[]} */
  const said = [];
  const WebSocket = class {};
  /** @type {any} */
  const feed = {
    way: "",
    Way: WebSocket,
    said: () => said.push(feed.way),
    world: { WebSocket, memory: { getItem: () => "poll" } },
  };
  const server = played([() => whole(frame("a"))]);
  turn(feed, server.world);
  assert.equal(feed.way, "poll");
  assert.notEqual(feed.Way, WebSocket);
  turn(feed, server.world);
  assert.equal(feed.way, "");
  assert.equal(feed.Way, WebSocket);
  assert.deepEqual(said, []);
});
