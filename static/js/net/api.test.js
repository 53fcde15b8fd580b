import assert from "node:assert/strict";
import test, { afterEach } from "node:test";

import { ApiError, LineReader, repeatRuns, startRun, stopRepeat, stopRun } from "./api.js";

const realFetch = globalThis.fetch;
afterEach(() => {
  globalThis.fetch = realFetch;
});

/**
 * answer makes fetch give a response and notes what was asked.
 * @param {() => Response} response
 */
function answer(response) {
  /** @type {{ path: string, init: RequestInit | undefined }[]} */
  const asked = [];
  globalThis.fetch = async (path, init) => {
    asked.push({ path: String(path), init });
    return response();
  };
  return asked;
}

/** @param {object} problem @param {number} status */
function problem(problem, status) {
  return new Response(JSON.stringify(problem), {
    status,
    headers: { "Content-Type": "application/problem+json" },
  });
}

test("a run is started by a POST of the order", async () => {
  const frames = [0x81, 23, ...Buffer.from('{"id":"r1","feed":"/f"}'), 0x82, 3, 7, 8, 9];
  const asked = answer(() => new Response(new Uint8Array(frames), { status: 201 }));
  assert.deepEqual(await startRun({ experiment: "udp-echo", literals: ["10"] }), {
    id: "r1",
    feed: "/f",
    first: [new Uint8Array([7, 8, 9])],
  });
  assert.equal(asked[0].path, "/api/runs");
  assert.equal(new Headers(asked[0].init?.headers).get("Accept"), "application/vnd.stickylab.feed");
  assert.equal(asked[0].init?.body, '{"experiment":"udp-echo","literals":["10"]}');
});

test("a refusal carries the words of the server and where it hurts", async () => {
  answer(() => problem({ title: "T", detail: "D", literal: 2 }, 422));
  const error = await startRun({ script: "" }).catch((e) => e);
  assert.ok(error instanceof ApiError);
  assert.deepEqual([error.message, error.problem.literal, error.problem.status], ["D", 2, 422]);
});

test("a refusal without JSON tells its status", async () => {
  answer(() => new Response("<h1>bad gateway</h1>", { status: 502, statusText: "Bad Gateway" }));
  const error = await startRun({ script: "" }).catch((e) => e);
  assert.deepEqual([error.message, error.problem.status], ["Bad Gateway", 502]);
});

test("stopping a run that is gone is no error", async () => {
  const asked = answer(() => problem({}, 404));
  await stopRun("a/b");
  assert.equal(asked[0].path, "/api/runs/a%2Fb");
});

test("each line of a repeat is handed over, a problem in between ends it", async () => {
  const lines = [
    '{"repeat":"q","n":2}',
    '{"run":"a","n":1,"group":0,"outcome":"x","end":"done"}',
    '{"table":{"runs":1},"gone":0}',
    '{"table":{"runs":1},"gone":1,"ended":"broken"}',
    '{"status":429,"detail":"full"}',
    '{"run":"b"}',
  ];
  const asked = answer(() => new Response(lines.join("\n")));
  /** @type {any[]} */
  const got = [];
  const handlers = {
    onBegun: (/** @type {string} */ id) => got.push(id),
    onRun: (/** @type {import("./api.js").Repeated} */ { run, group }) => got.push([run, group]),
    onTable: (
      /** @type {import("./api.js").RepeatTable} */ { runs },
      /** @type {number} */ gone,
      /** @type {string | undefined} */ ended,
    ) => got.push({ runs, gone, ended }),
  };
  const repeat = repeatRuns({ script: "", n: 2 }, handlers, new AbortController().signal);
  await assert.rejects(repeat, { message: "full" });
  assert.equal(asked[0].init?.body, '{"script":"","n":2}');
  assert.deepEqual(got, [
    "q",
    ["a", 0],
    { runs: 1, gone: 0, ended: undefined },
    { runs: 1, gone: 1, ended: "broken" },
  ]);
});

test("a repeat is stopped by its id, one that has ended is as good", async () => {
  const asked = answer(() => problem({}, 404));
  await stopRepeat("q/r");
  assert.deepEqual([asked[0].path, asked[0].init?.method], ["/api/repeats/q%2Fr", "DELETE"]);
  answer(() => problem({ detail: "no" }, 403));
  await assert.rejects(stopRepeat("q"), { message: "no" });
});

test("lines are the same wherever the stream is cut", () => {
  const bytes = new TextEncoder().encode('{"a":"粘"}\n\n{"b":1}');
  for (let cut = 0; cut <= bytes.length; cut++) {
    /** @type {string[]} */
    const lines = [];
    const reader = new LineReader((line) => lines.push(line));
    reader.add(bytes.subarray(0, cut));
    reader.add(bytes.subarray(cut));
    reader.end();
    assert.deepEqual(lines, ['{"a":"粘"}', '{"b":1}'], `cut at ${cut}`);
  }
});
