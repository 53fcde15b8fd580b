// One recorded run of each lesson, as a page gets it; see testdata/record.js.

import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import test from "node:test";
import { gunzipSync } from "node:zlib";

import { decode } from "./wire.js";
import { Trace } from "../model/trace.js";

const folder = new URL("../testdata/lessons/", import.meta.url);

/** The names of the lessons. */
export const lessons = readdirSync(folder).map((name) => name.replace(".gz", ""));

/**
 * lesson is the trace of a recorded run.
 * @param {string} name
 */
export function lesson(name) {
  const trace = new Trace(recorded(name).hello);
  feedInto(name, trace);
  return trace;
}

/**
 * feedInto decodes a recorded run once more.
 * @param {string} name
 * @param {import("./wire.js").Sink} sink
 */
export function feedInto(name, sink) {
  for (const batch of recorded(name).batches) decode(new Uint8Array(Buffer.from(batch, "base64")), sink);
}

/** @param {string} name @returns {{ hello: import("../model/trace.js").Hello, batches: string[] }} */
function recorded(name) {
  return JSON.parse(gunzipSync(readFileSync(new URL(`${name}.gz`, folder))).toString());
}

test("every lesson has a recorded run that has ended", () => {
  const all = readdirSync(new URL("../../../lab/course/lessons/", import.meta.url)).filter(
    (name) => !name.includes("."),
  );
  assert.deepEqual(lessons, all.sort());
  for (const name of lessons) assert.ok(lesson(name).ended, name);
});
