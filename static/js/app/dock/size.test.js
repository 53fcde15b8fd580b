import assert from "node:assert/strict";
import { test } from "node:test";
import { keyedSize, within } from "./size.js";

const border = { least: 200, most: 600, grows: "ArrowRight", shrinks: "ArrowLeft" };
const press = (/** @type {string} */ key, shiftKey = false) => ({ key, shiftKey });

test("arrows move a border, Shift further, Home and End to its bounds", () => {
  assert.equal(keyedSize(press("ArrowRight"), 300, border), 316);
  assert.equal(keyedSize(press("ArrowLeft"), 300, border), 284);
  assert.equal(keyedSize(press("ArrowLeft", true), 300, border), 236);
  assert.equal(keyedSize(press("ArrowLeft"), 201, border), 200);
  assert.equal(keyedSize(press("Home"), 300, border), 200);
  assert.equal(keyedSize(press("End"), 300, border), 600);
  assert.equal(keyedSize(press("ArrowUp"), 300, border), null);
});

test("the least size wins where there is no room for both bounds", () => {
  assert.equal(within(900, { least: 300, most: 100 }), 300);
  assert.equal(within(350.6, { least: 300, most: 500 }), 351);
});
