import assert from "node:assert/strict";
import test from "node:test";

import { dragged, edgeAt, stepped } from "./brush.js";

const whole = { from: 0, to: 1000 };
const range = { from: 200, to: 400 };

test("the strip is gripped at its edges, at its body, or jumps to where it is pressed", () => {
  assert.deepEqual(edgeAt(204, range, whole, 1), ["from", range]);
  assert.deepEqual(edgeAt(395, range, whole, 1), ["to", range]);
  assert.deepEqual(edgeAt(300, range, whole, 1), ["body", range]);
  assert.deepEqual(edgeAt(800, range, whole, 1), ["body", { from: 700, to: 900 }]);
  assert.deepEqual(edgeAt(990, range, whole, 1), ["body", { from: 800, to: 1000 }]);
});

test("a drag keeps to the ends, and edges to each other", () => {
  assert.deepEqual(dragged("body", range, -500, whole), { from: 0, to: 200 });
  assert.deepEqual(dragged("from", range, 500, whole), { from: 400, to: 400 });
  assert.deepEqual(dragged("to", range, 5000, whole), { from: 200, to: 1000 });
});

test("keys move an edge", () => {
  const press = (/** @type {string} */ key, shiftKey = false) =>
    stepped({ key, shiftKey }, "to", range, whole);
  assert.deepEqual(press("ArrowRight"), { from: 200, to: 410 });
  assert.deepEqual(press("ArrowLeft", true), { from: 200, to: 300 });
  assert.deepEqual(press("End"), { from: 200, to: 1000 });
  assert.equal(press("x"), null);
});
