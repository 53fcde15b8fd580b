import assert from "node:assert/strict";
import test, { afterEach } from "node:test";

import { ApiError, LineReader, repeatRuns, startRun, stopRun } from "./api.js";

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
  const asked = answer(() => Response.json({ id: "r1", url: "/runs/r1", feed: "/f" }, { status: 201 }));
  assert.deepEqual(await startRun({ experiment: "udp-echo", literals: ["10"] }), {
    id: "r1",
    url: "/runs/r1",
    feed: "/f",
  });
  assert.equal(asked[0].path, "/api/runs");
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

test("each repeat is handed over, a problem in between ends it", async () => {
  const lines = '{"run":"a","n":1,"outcome":"x","end":"done"}\n{"status":429,"detail":"full"}\n';
  answer(() => new Response(lines));
  /** @type {string[]} */
  const got = [];
  const repeat = repeatRuns(
    { script: "" },
    2,
    (result) => got.push(result.run),
    new AbortController().signal,
  );
  await assert.rejects(repeat, { message: "full" });
  assert.deepEqual(got, ["a"]);
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
