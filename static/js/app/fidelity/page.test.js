import assert from "node:assert/strict";
import test from "node:test";

import { fillIn, said } from "./page.js";

/** @type {import("../text.js").Text} */
const text = (key, ...args) => [key, ...args].join(" ");

test("a line says how far it is and whose it is", () => {
  assert.deepEqual(said({ share: 0.349, own: true }, false, text), {
    words: "measure.own 34",
    share: 0.349,
    own: true,
  });
  assert.deepEqual(said({ share: 1, own: false }, true, text), {
    words: "measure.other 100",
    share: 1,
    own: false,
  });
});

test("the end is told to whoever began it and to the others in their words", () => {
  assert.equal(said({ stopped: true }, true, text).words, "measure.stopped");
  assert.equal(said({ stopped: true }, false, text).words, "measure.stopped.other");
  const result = { cells: { "bare.ns": "7" }, bars: { bare: 50 } };
  assert.deepEqual(said(result, true, text), { words: "measure.done", share: 1, own: true, result });
});

/** A place in the page that keeps what is put into it. */
class Place {
  textContent = "";
  width = "";
  /** @param {string} name */
  constructor(name) {
    this.name = name;
  }
  getAttribute() {
    return this.name;
  }
  /**
   * @param {string} _
   * @param {string} value
   */
  setAttribute(_, value) {
    this.width = value;
  }
}

test("each cell gets its text, and one that was not measured says so", () => {
  const cells = [new Place("bare.ns"), new Place("captured.ns")];
  const bars = [new Place("bare"), new Place("captured")];
  const card = /** @type {any} */ ({
    querySelectorAll: (/** @type {string} */ selector) => (selector === "[data-cell]" ? cells : bars),
  });
  fillIn(card, { cells: { "bare.ns": "6,700" }, bars: { bare: 51.5 } }, "none");
  assert.deepEqual(
    cells.map((c) => c.textContent),
    ["6,700", "none"],
  );
  assert.deepEqual(
    bars.map((b) => b.width),
    ["51.5%", "0%"],
  );
});
