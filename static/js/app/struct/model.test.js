import assert from "node:assert/strict";
import test from "node:test";

import {
  backsOf,
  byteWords,
  fieldWords,
  groupsOf,
  hexOf,
  itemsOf,
  startsValue,
  textsOf,
  toneOf,
  writtenOf,
  wrongField,
} from "./model.js";

/** @typedef {import("../../net/struct.js").Field} Field */

/** @type {import("../text.js").Text} */
const text = (key, ...args) => [key, ...args].join(" ");

/**
 * @param {Partial<Field>} own
 * @returns {Field}
 */
function field(own) {
  const plain = { code: "B", type: "T", count: 1, from: 0, to: 1, offset: 0, size: 1, padding: 0, width: 1 };
  return { ...plain, values: [], ...own };
}

/** @param {string} value @param {number} arg */
const value = (value, arg) => ({ arg, text: value, from: 0, to: 0 });

/**
 * B 2H as it lies on this machine: 01 | 00 | 02 00 03 00.
 * @param {string} hex
 * @returns {import("../../net/struct.js").StructRecord}
 */
function record(hex) {
  return {
    format: "B 2H",
    order: "native",
    drawn: true,
    size: 6,
    count: 3,
    fields: [
      field({ values: [value("1", 0)] }),
      field({
        code: "H",
        count: 2,
        from: 2,
        to: 4,
        offset: 2,
        size: 4,
        padding: 1,
        width: 2,
        values: [value("2", 1), { ...value("3", 2), back: "4" }],
      }),
    ],
    hex,
    data: "",
    values: "",
  };
}

const whole = record("01 00 02 00 03 00");

test("a record is padding, fields and what is left over", () => {
  const drawn = (/** @type {string} */ hex) =>
    groupsOf(record(hex)).map(({ kind, cells }) => `${kind} ${cells.map((c) => c.hex).join(" ")}`);
  assert.deepEqual(drawn(whole.hex), ["field 01", "padding 00", "field 02 00 03 00"]);
  assert.deepEqual(drawn("01 00 02"), ["field 01", "padding 00", "field 02 ·· ·· ··"]);
  assert.deepEqual(drawn(`${whole.hex} 41`).at(-1), "extra 41");
  assert.deepEqual(groupsOf({ ...whole, drawn: false }), []);
});

test("characters are shown of bytes that are text", () => {
  const name = {
    ...record("41 20 ff"),
    size: 3,
    fields: [field({ code: "s", count: 3, size: 3, width: 3 })],
  };
  assert.deepEqual(
    groupsOf(name)[0].cells.map((c) => c.char),
    ["A", "", ""],
  );
  assert.equal(groupsOf(record("41"))[0].cells[0].char, "");
});

test("a format is cut into items and what is between", () => {
  assert.deepEqual(
    itemsOf(whole).map((item) => [item.index, item.text]),
    [
      [0, "B"],
      [-1, " "],
      [1, "2H"],
    ],
  );
  assert.deepEqual(itemsOf({ ...whole, fields: [], format: "!" }), [{ index: -1, text: "!" }]);
});

test("fields in words", () => {
  const [b, h] = whole.fields;
  assert.deepEqual([writtenOf(b), writtenOf(h)], ["B", "2H"]);
  assert.deepEqual([textsOf(h), backsOf(h), backsOf(b)], ["2, 3", "2, 4", ""]);
  assert.equal(fieldWords(h, text), "struct.field 2H T 2 4 1 2, 3");
  assert.equal(fieldWords(field({}), text), "struct.field.empty B T 0 1 0");
  assert.equal(hexOf(whole, h), "02 00 03 00");
  assert.equal(hexOf(record("01 00 02"), h), "");
});

test("an error is about the field of its value, or the one at its place", () => {
  const [b, h] = whole.fields;
  const error = { kind: "struct.error", message: "", hint: "", from: 0, to: 0, marked: [] };
  const wrong = (/** @type {any} */ own) =>
    [b, h].map((one) => wrongField({ ...whole, error: { ...error, ...own } }, one));
  assert.deepEqual(wrong({ arg: 2, in: "values" }), [false, true]);
  assert.deepEqual(wrong({ arg: -1, in: "format", from: 2 }), [false, true]);
  assert.deepEqual(wrong({ arg: -1, in: "values", from: 0 }), [false, false]);
  assert.equal(wrongField(whole, b), false);
});

test("a byte says what it belongs to", () => {
  const said = (/** @type {string} */ hex) => {
    const shown = record(hex);
    return groupsOf(shown).flatMap((group) => group.cells.map((cell) => byteWords(shown, group, cell, text)));
  };
  const words = said(`${whole.hex} 41`);
  assert.equal(words[1], "struct.byte 1 0x00 struct.byte.padding 2H");
  assert.equal(words[4], "struct.byte 4 0x03 struct.byte.field 2H T 3 4 3");
  assert.equal(words[6], "struct.byte 6 0x41 struct.byte.extra");
  assert.equal(said("")[0], "struct.byte 0 struct.byte.missing struct.byte.field B T 1 1 1");
});

test("values of one field are set apart", () => {
  const [b, h] = whole.fields;
  assert.deepEqual(
    [2, 3, 4, 5].map((at) => startsValue(h, at)),
    [false, false, true, false],
  );
  assert.equal(startsValue(b, 0), false);
  assert.equal(startsValue(null, 0), false);
});

test("four colours, then again with a pattern", () => {
  assert.deepEqual([0, 3, 4, 8].map(toneOf), ["m1", "m4", "m1 again", "m1"]);
});
