import assert from "node:assert/strict";
import test from "node:test";

import { fileOf, linesOf, merged, readFile } from "./progressfile.js";

const lessons = [
  { slug: "a", title: "A" },
  { slug: "b", title: "B" },
  { slug: "c", title: "C" },
];
const guessed = { b: { choice: 1, right: false }, a: { choice: 0 }, c: { choice: -1 } };

test("progress goes out and comes back as it was", () => {
  const lines = linesOf(lessons, ["b"], guessed);
  assert.deepEqual(lines, [
    { lesson: "a", title: "A", run: false, choice: 1 },
    { lesson: "b", title: "B", run: true, choice: 2, right: false },
    { lesson: "c", title: "C", run: false },
  ]);
  assert.deepEqual(merged(readFile(fileOf(lines)) ?? [], [], {}), {
    run: ["b"],
    guessed: { a: { choice: 0 }, b: { choice: 1, right: false } },
  });
});

test("what this browser knows stays", () => {
  const lines = [{ lesson: "b", run: true, choice: 3, right: true }];
  assert.deepEqual(merged(lines, ["b", "a"], guessed), { run: ["b", "a"], guessed });
});

test("other files are refused, and odd lines left out", () => {
  for (const text of ["", "{", "[]", "null", '{"kind":"stickylab progress","version":2,"lessons":[]}'])
    assert.equal(readFile(text), null, text);
  const odd = readFile(
    '{"kind":"stickylab progress","version":1,"lessons":[7,null,{"lesson":"a","choice":"x","run":"yes"}]}',
  );
  assert.deepEqual(merged(odd ?? [], [], {}), { run: [], guessed: {} });
});
