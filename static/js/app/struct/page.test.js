import assert from "node:assert/strict";
import test from "node:test";

import { bytesMember } from "../../net/struct.js";
import { addressOf, selectionOf, stateOf } from "./address.js";
import { fitted, moved, rangeOf } from "./select.js";
import { tabAfter } from "./sources.js";
import { spanText } from "./read.js";

const packed = { format: "!I", values: "5, b'a&b'", bytes: "", unpacks: false, selection: null };
const unpacked = {
  format: ">I",
  values: "",
  bytes: "05 00 00 00",
  unpacks: true,
  selection: { from: 1, to: 3 },
};

test("an address holds what is on the page and gives it back", () => {
  for (const state of [packed, unpacked]) {
    const { search } = new URL(addressOf(state), "http://lab");
    assert.deepEqual(stateOf(search), state);
  }
  assert.equal(addressOf(unpacked), "/struct?format=%3EI&hex=05+00+00+00&sel=1-3");
});

test("an address that asks for nothing has no state", () => {
  assert.equal(stateOf("?lang=en"), null);
  assert.deepEqual(stateOf("?hex=00"), {
    format: "",
    values: "",
    bytes: "00",
    unpacks: true,
    selection: null,
  });
});

test("a selection is two numbers in order", () => {
  assert.deepEqual(selectionOf("0-4"), { from: 0, to: 4 });
  for (const wrong of ["", "4-4", "5-4", "a-b", "1", "-1-2"]) assert.equal(selectionOf(wrong), null);
});

test("quotes make a literal", () => {
  assert.deepEqual(bytesMember("b'ab'"), { data: "b'ab'" });
  assert.deepEqual(bytesMember("00 ff"), { hex: "00 ff" });
  assert.deepEqual(bytesMember("0000  27 22  '\""), { hex: "0000  27 22  '\"" });
});

test("keys move the selection, with Shift from where it began", () => {
  const key = (/** @type {string} */ name, shiftKey = false, ctrlKey = false) => ({
    key: name,
    shiftKey,
    ctrlKey,
  });
  const starts = [0, 4, 6];
  const at = { anchor: 4, focus: 4 };
  /** @type {[string, any, any][]} */
  const cases = [
    ["right", key("ArrowRight"), { anchor: 5, focus: 5 }],
    ["right with Shift", key("ArrowRight", true), { anchor: 4, focus: 5 }],
    ["left with Shift", key("ArrowLeft", true), { anchor: 4, focus: 3 }],
    ["to the field behind", key("ArrowDown"), { anchor: 6, focus: 6 }],
    ["to the field before", key("ArrowUp"), { anchor: 0, focus: 0 }],
    ["to the end with Shift", key("End", true), { anchor: 4, focus: 6 }],
    ["to the start", key("Home"), { anchor: 0, focus: 0 }],
    ["all", key("a", false, true), { anchor: 0, focus: 6 }],
    ["a letter does nothing", key("a"), null],
    ["Ctrl and an arrow are the browser's", key("ArrowLeft", false, true), null],
  ];
  for (const [name, event, want] of cases) assert.deepEqual(moved(at, event, 7, starts), want, name);
});

test("the selection stays within the bytes", () => {
  const last = { anchor: 6, focus: 6 };
  assert.deepEqual(moved(last, { key: "ArrowRight", shiftKey: false }, 7, [0]), last);
  assert.deepEqual(moved({ anchor: 0, focus: 0 }, { key: "ArrowLeft", shiftKey: false }, 7, [0]), {
    anchor: 0,
    focus: 0,
  });
  assert.equal(moved(last, { key: "ArrowLeft", shiftKey: false }, 0, []), null);
  assert.deepEqual(rangeOf({ anchor: 5, focus: 2 }), { from: 2, to: 6 });
  assert.deepEqual(fitted({ from: 2, to: 9 }, 4), { from: 2, to: 4 });
  assert.equal(fitted({ from: 4, to: 9 }, 4), null);
  assert.equal(fitted(null, 4), null);
});

test("tabs go round", () => {
  assert.equal(tabAfter("ArrowRight", 3, 4), 0);
  assert.equal(tabAfter("ArrowLeft", 0, 4), 3);
  assert.equal(tabAfter("Home", 2, 4), 0);
  assert.equal(tabAfter("End", 0, 4), 3);
  assert.equal(tabAfter("x", 0, 4), -1);
});

test("a run of bytes has a name", () => {
  assert.equal(spanText(4, 1), "4");
  assert.equal(spanText(0, 4), "0–3");
});
