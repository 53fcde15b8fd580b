import assert from "node:assert/strict";
import test from "node:test";

import { Turns } from "./turns.js";

/** held is something that goes on until it is released. */
function held() {
  let [release, fail] = [() => {}, (/** @type {string} */ _) => {}];
  const promise = /** @type {Promise<void>} */ (
    new Promise((resolve, reject) => ([release, fail] = [() => resolve(undefined), reject]))
  );
  return { act: () => promise, release: () => release(), fail: (/** @type {string} */ why) => fail(why) };
}

/** noted is turns that note what happens to them. */
function noted() {
  /** @type {string[]} */
  const log = [];
  const turns = new Turns({
    running: (on) => log.push(on ? "runs" : "rests"),
    waits: () => log.push("waits"),
    failed: (error) => log.push(`failed: ${error}`),
  });
  /** @param {string} name */
  const does = (name) => async () => void log.push(name);
  return { log, turns, does };
}

test("what is asked for meanwhile is done next, of several the last, whether the first succeeds or not", async () => {
  for (const fails of [false, true]) {
    const { log, turns, does } = noted();
    const first = held();
    const done = turns.take(first.act);
    await turns.take(does("second"));
    await turns.take(does("third"));
    assert.deepEqual(log, ["runs", "waits", "waits"]);
    assert.equal(turns.isGoing, true);
    if (fails) first.fail("gone");
    else first.release();
    await done;
    await new Promise(setImmediate);
    assert.deepEqual(log.slice(3), [...(fails ? ["failed: gone"] : []), "rests", "runs", "third", "rests"]);
    assert.equal(turns.isGoing, false);
  }
});

test("what waits can be taken back", async () => {
  const { log, turns, does } = noted();
  assert.equal(turns.drop(), false);
  const first = held();
  const done = turns.take(first.act);
  await turns.take(does("second"));
  assert.equal(turns.drop(), true);
  first.release();
  await done;
  await new Promise(setImmediate);
  assert.deepEqual(log, ["runs", "waits", "rests"]);
});
