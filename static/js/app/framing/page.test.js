import assert from "node:assert/strict";
import test from "node:test";

import { queryOf } from "./page.js";
import { colourOf, markOf } from "./draw.js";

test("a form becomes a query in its order, files and all but strings left out", () => {
  const query = queryOf([
    ["preset", "tls"],
    ["codec", 'length "!H"'],
    ["file", new Blob()],
    ["f.by", ""],
  ]);
  assert.equal(String(query), "preset=tls&codec=length+%22%21H%22&f.by=");
});

test("each kind of row has a symbol, so that colour is not the only sign", () => {
  assert.equal(markOf({ kind: "frame", good: true }), "✓");
  assert.equal(markOf({ kind: "frame", good: false }), "≠");
  assert.equal(markOf({ kind: "rest", good: false }), "…");
  assert.equal(markOf({ kind: "fault", good: false }), "✗");
  assert.equal(markOf({ kind: "piece", good: false }), "");
});

test("frames take the four colours in turn, a byte of none has no colour", () => {
  const cell = { hex: "00", char: "", letter: "", kind: "" };
  assert.deepEqual(
    [0, 1, 4, 5, 9].map((sent) => colourOf({ ...cell, sent })),
    [0, 1, 4, 1, 1],
  );
});
