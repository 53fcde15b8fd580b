import assert from "node:assert/strict";
import test from "node:test";

import { createAsker } from "./asker.js";

test("the latest answer wins, whatever the order they come in", async () => {
  /** @type {((value: string) => void)[]} */
  const answers = [];
  /** @type {AbortSignal[]} */
  const signals = [];
  /** @type {string[]} */
  const shown = [];
  const ask = createAsker(
    (signal) => {
      signals.push(signal);
      return new Promise((/** @type {(value: string) => void} */ resolve) => answers.push(resolve));
    },
    (answer) => shown.push(answer),
    () => shown.push("failed"),
  );
  const first = ask();
  const second = ask();
  answers[1]("second");
  answers[0]("first");
  await Promise.all([first, second]);
  assert.deepEqual(shown, ["second"]);
  assert.deepEqual(
    signals.map(({ aborted }) => aborted),
    [true, false],
  );
});

test("only the failure of the latest question is told", async () => {
  /** @type {((error: Error) => void)[]} */
  const reject = [];
  /** @type {string[]} */
  const told = [];
  const ask = createAsker(
    () => new Promise((_, no) => reject.push(no)),
    () => {},
    (error) => told.push(String(error)),
  );
  const both = [ask(), ask()];
  reject[0](new Error("first"));
  reject[1](new Error("second"));
  await Promise.all(both);
  assert.deepEqual(told, ["Error: second"]);
});
