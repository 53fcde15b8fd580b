import assert from "node:assert/strict";
import test from "node:test";

import { answersOf, guessOf, judge, shares, withGuess } from "./guess.js";

test("a guess is judged by the run", () => {
  const cases = /** @type {[string, number, boolean[] | null, string, boolean?][]} */ ([
    ["nothing chosen, nothing run", -1, null, "first"],
    ["chosen, not run", 1, null, "kept"],
    ["nothing chosen, running", -1, null, "unguessed", true],
    ["chosen, running", 1, null, "running", true],
    ["chosen what held", 1, [false, true], "right"],
    ["chosen what did not", 0, [false, true], "wrong"],
    ["run without a guess", -1, [false, true], "shown"],
    ["none of the choices held", 0, [false, false], "none"],
  ]);
  for (const [name, guess, answers, want, running] of cases)
    assert.equal(judge(guess, answers, running), want, name);
});

test("shares are whole percents of the runs", () => {
  assert.deepEqual(shares([], 2), [0, 0]);
  assert.deepEqual(
    shares(
      [
        [true, false],
        [true, false],
        [false, true],
      ],
      2,
    ),
    [67, 33],
  );
});

test("that runs differ, many runs say", () => {
  const [joined, apart] = [
    [true, false, false],
    [false, true, false],
  ];
  const mixed = 2;
  assert.equal(answersOf([], mixed), null);
  assert.equal(answersOf(Array(99).fill(joined), mixed), null, "99 alike say nothing yet");
  assert.deepEqual(answersOf(Array(100).fill(joined), mixed), joined);
  assert.deepEqual(answersOf(Array(100).fill(apart), mixed), apart);
  assert.deepEqual(answersOf([joined, apart], mixed), [false, false, true]);
});

test("a guess stands in the address, and nothing else is read as one", () => {
  const page = "http://lab/lessons/some?run=abc";
  for (const guess of [0, 1, 12]) assert.equal(guessOf(new URL(withGuess(page, guess)).search), guess);
  assert.equal(withGuess(withGuess(page, 2), -1), page);
  for (const search of ["", "?guess=", "?guess=-1", "?guess=x", "?guess=1e9"])
    assert.equal(guessOf(search), null);
});
