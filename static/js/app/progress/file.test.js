import assert from "node:assert/strict";
import test from "node:test";

import { fileOf, merged, readFile, savedOf } from "./file.js";

const lessons = [
  { slug: "a", title: "A" },
  { slug: "b", title: "B" },
  { slug: "c", title: "C" },
];
const known = {
  run: ["b"],
  guesses: { b: { choice: 1, right: false }, a: { choice: 0 }, c: { choice: -1 } },
  exercises: ["x"],
  quizzes: { 2: { right: 3, of: 5 } },
};
const nothing = { run: [], guesses: {}, exercises: [], quizzes: {} };

/** @param {string} text @returns {any} */
const read = (text) => readFile(text);

test("progress goes out and comes back as it was", () => {
  const saved = savedOf(lessons, known);
  assert.deepEqual(saved.lessons, [
    { lesson: "a", title: "A", run: false, choice: 1 },
    { lesson: "b", title: "B", run: true, choice: 2, right: false },
    { lesson: "c", title: "C", run: false },
  ]);
  assert.deepEqual(merged(read(fileOf(saved)), nothing), {
    ...known,
    guesses: { a: { choice: 0 }, b: { choice: 1, right: false } },
  });
});

test("what this browser knows stays, and the better quiz", () => {
  const saved = {
    lessons: [
      { lesson: "b", run: true, choice: 3, right: true },
      { lesson: "c", run: true },
      { lesson: "c", run: true },
    ],
    exercises: ["y", "x"],
    quizzes: [
      { part: 2, right: 2, of: 5 },
      { part: 1, right: 5, of: 5 },
    ],
  };
  assert.deepEqual(merged(saved, known), {
    run: ["c", "b"],
    guesses: known.guesses,
    exercises: ["x", "y"],
    quizzes: { 1: { right: 5, of: 5 }, 2: { right: 3, of: 5 } },
  });
});

test("a file of the first version has lessons only", () => {
  const old = '{"kind":"stickylab progress","version":1,"lessons":[{"lesson":"a","run":true}]}';
  assert.deepEqual(merged(read(old), nothing), { ...nothing, run: ["a"] });
});

test("a wrong file is refused with where and what would be right", () => {
  const file = (/** @type {object} */ changed) =>
    JSON.stringify({ kind: "stickylab progress", version: 2, lessons: [], exercises: [], quizzes: [], ...changed }); // prettier-ignore
  /** @type {[string, string, string[]][]} */
  const cases = [
    ["", "json", []],
    ["{", "json", []],
    ["null", "kind", ["stickylab progress"]],
    ["[]", "kind", ["stickylab progress"]],
    [file({ kind: "trace" }), "kind", ["stickylab progress"]],
    [file({ version: 3 }), "version", ["1", "2"]],
    [file({ lessons: {} }), "list", ["lessons", "1000"]],
    [file({ exercises: Array(1001).fill("a") }), "list", ["exercises", "1000"]],
    [file({ lessons: [{ lesson: "a", run: true }, 7] }), "object", ["lessons[1]"]],
    [file({ lessons: [{ lesson: "__proto__", run: true }] }), "slug", ["lessons[0].lesson"]],
    [file({ lessons: [{ lesson: "<b>", run: true }] }), "slug", ["lessons[0].lesson"]],
    [file({ lessons: [{ lesson: "a", run: "yes" }] }), "bool", ["lessons[0].run"]],
    [file({ lessons: [{ lesson: "a", run: true, right: 1 }] }), "bool", ["lessons[0].right"]],
    [file({ lessons: [{ lesson: "a", run: true, choice: 0 }] }), "number", ["lessons[0].choice", "1", "20"]],
    [file({ exercises: ["a", null] }), "slug", ["exercises[1]"]],
    [file({ quizzes: [{ part: 1, of: 5, right: 6 }] }), "number", ["quizzes[0].right", "0", "5"]],
    [file({ quizzes: [{ part: "1", of: 5, right: 5 }] }), "number", ["quizzes[0].part", "1", "99"]],
  ];
  for (const [text, wrong, where] of cases)
    assert.deepEqual(readFile(text), { wrong: `progress.not.${wrong}`, where }, text.slice(0, 90));
});
