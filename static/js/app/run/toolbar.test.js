import assert from "node:assert/strict";
import test from "node:test";

import { createToolbar } from "./toolbar.js";

/** Button is as much of an element as the toolbar asks for. */
class Button {
  /** @type {(() => void)[]} */
  pressed = [];
  disabled = true;

  /** @param {Record<string, string>} dataset */
  constructor(dataset) {
    this.dataset = dataset;
  }

  addEventListener(/** @type {string} */ _, /** @type {() => void} */ act) {
    this.pressed.push(act);
  }

  removeAttribute() {
    this.disabled = false;
  }

  click() {
    for (const act of this.pressed) act();
  }
}

test("the buttons + and − magnify and take back, once there is a run", () => {
  Object.assign(globalThis, { HTMLElement: Button });
  const zooms = { in: new Button({ zoom: "in" }), out: new Button({ zoom: "out" }) };
  const root = {
    querySelector: () => null,
    querySelectorAll: (/** @type {string} */ selector) =>
      selector.includes("[data-zoom]") ? [zooms.out, zooms.in] : [],
  };
  /** @type {number[]} */
  const factors = [];
  const view = { timeline: { zoom: (/** @type {number} */ factor) => factors.push(factor) }, whenDrawn() {} };
  const toolbar = createToolbar(
    /** @type {any} */ ({ root, view, text: (/** @type {string} */ key) => key, link: () => "/" }),
  );
  assert.ok(zooms.in.disabled);
  toolbar.ready();
  assert.ok(!zooms.in.disabled && !zooms.out.disabled);
  zooms.in.click();
  zooms.out.click();
  assert.ok(factors[0] > 1);
  assert.ok(Math.abs(factors[0] * factors[1] - 1) < 1e-9);
});
