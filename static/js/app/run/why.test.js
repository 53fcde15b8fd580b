import assert from "node:assert/strict";
import test from "node:test";

import { ApiError } from "../../net/api.js";
import { Reasons } from "./why.js";

const text = (/** @type {string} */ key) => key;

/** @param {import("./why.js").Ask} ask */
function asked(ask) {
  /** @type {import("./why.js").Said[]} */
  const shown = [];
  return { shown, reasons: new Reasons(text, (said) => shown.push(said), ask) };
}

test("first it says that it asks, then what came", async () => {
  const { shown, reasons } = asked(async (run, seq) => {
    return { seq, joined: "", title: `${run}#${seq}`, lines: ["a", "b"] };
  });
  await reasons.of("r1", 6);
  assert.deepEqual(shown, [
    { title: "", lines: ["why.loading"], state: "loading" },
    { title: "r1#6", lines: ["a", "b"], state: "there" },
  ]);
});

test("a refusal is said in the server's words, a failure in ours", async () => {
  /** @type {[Error, string][]} */
  const cases = [
    [new ApiError({ detail: "no reason for event 1" }), "no reason for event 1"],
    [new TypeError("fetch failed"), "run.failed"],
  ];
  for (const [error, want] of cases) {
    const { shown, reasons } = asked(() => Promise.reject(error));
    await reasons.of("r1", 1);
    assert.deepEqual(shown[1], { title: "", lines: [want], state: "failed" });
  }
});

test("an answer that comes after the next question says nothing", async () => {
  /** @type {((evidence: import("./why.js").Evidence) => void)[]} */
  const answers = [];
  const { shown, reasons } = asked(() => new Promise((resolve) => answers.push(resolve)));
  const first = reasons.of("r1", 1);
  const second = reasons.of("r1", 2);
  answers[1]({ seq: 2, joined: "", title: "two", lines: [] });
  answers[0]({ seq: 1, joined: "", title: "one", lines: [] });
  await Promise.all([first, second]);
  assert.deepEqual(shown.filter(({ state }) => state === "there").map(({ title }) => title), ["two"]); // prettier-ignore
});

test("a question that was stopped is aborted and says nothing more", async () => {
  const { shown, reasons } = asked(
    (_run, _seq, asking) =>
      new Promise((_, reject) => asking.addEventListener("abort", () => reject(asking.reason))),
  );
  const asking = reasons.of("r1", 1);
  reasons.stop();
  await asking;
  assert.equal(shown.length, 1);
});
