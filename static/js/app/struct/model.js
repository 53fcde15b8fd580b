// A record cut up for the drawing: groups of bytes, and what is said of a byte.

/** @typedef {import("../../net/struct.js").StructRecord} StructRecord */
/** @typedef {import("../../net/struct.js").Field} Field */
/** @typedef {import("../text.js").Text} Text */

/** Cell is a byte, or the place for one that is missing. @typedef {{ at: number, hex: string, char: string, missing: boolean }} Cell */

/**
 * Group is a run of bytes that are drawn together; index is that of the field
 * that it is or comes before.
 * @typedef {{ kind: "padding" | "field" | "extra", index: number, field: Field | null, cells: Cell[] }} Group
 */

/** @param {string} hex such as "00 ff" */
function bytesOfHex(hex) {
  return hex === "" ? [] : hex.split(" ");
}

/**
 * @param {string} hex two digits
 * @param {string} code the format character
 */
function charOf(hex, code) {
  const byte = parseInt(hex, 16);
  return "csp".includes(code) && byte > 0x20 && byte <= 0x7e ? String.fromCharCode(byte) : "";
}

/**
 * groupsOf takes a record apart.
 * @param {StructRecord} record
 * @returns {Group[]}
 */
export function groupsOf(record) {
  if (!record.drawn) return [];
  const bytes = bytesOfHex(record.hex);
  /** @type {Group[]} */
  const groups = [];
  /** @param {Group["kind"]} kind @param {number} index @param {number} from @param {number} to @param {Field | null} field */
  const add = (kind, index, from, to, field) => {
    if (to <= from && kind !== "field") return;
    const cells = [];
    for (let at = from; at < to; at++) {
      const hex = bytes[at];
      const code = kind === "extra" ? "s" : (field?.code ?? "x");
      if (hex === undefined) cells.push({ at, hex: "··", char: "", missing: true });
      else cells.push({ at, hex, char: charOf(hex, code), missing: false });
    }
    groups.push({ kind, index, field, cells });
  };
  record.fields.forEach((field, index) => {
    add("padding", index, field.offset - field.padding, field.offset, null);
    add("field", index, field.offset, field.offset + field.size, field);
  });
  add("extra", record.fields.length, record.size, bytes.length, null);
  return groups;
}

/**
 * wrongField reports whether the error of a record is about a field.
 * @param {StructRecord} record
 * @param {Field} field
 */
export function wrongField({ error }, { from, values }) {
  if (!error) return false;
  if (error.arg >= 0) return values.some(({ arg }) => arg === error.arg);
  return error.in === "format" && error.from === from;
}

/**
 * itemsOf cuts a format into its items and what stands between, whose index is
 * -1. A format with items is ASCII, so its offsets are those of the string.
 * @param {StructRecord} record
 * @returns {{ index: number, text: string }[]}
 */
export function itemsOf({ format, fields }) {
  const items = [];
  let at = 0;
  fields.forEach(({ from, to }, index) => {
    if (from > at) items.push({ index: -1, text: format.slice(at, from) });
    items.push({ index, text: format.slice(from, to) });
    at = to;
  });
  if (at < format.length) items.push({ index: -1, text: format.slice(at) });
  return items;
}

/**
 * writtenOf is a field as it stands in a format.
 * @param {Field} field
 */
export function writtenOf({ code, count, from, to }) {
  return count === 1 && to - from === 1 ? code : `${count}${code}`;
}

/**
 * textsOf lists the values of a field.
 * @param {Field} field
 */
export function textsOf({ values }) {
  return values
    .map(({ text }) => text)
    .filter(Boolean)
    .join(", ");
}

/**
 * backsOf lists what unpacks, empty when that is the same.
 * @param {Field} field
 */
export function backsOf({ values }) {
  return values.some(({ back }) => back) ? values.map(({ text, back }) => back || text).join(", ") : "";
}

/**
 * startsValue reports whether a byte is the first of a value, but for the field's first.
 * @param {Field | null} field
 * @param {number} at
 */
export function startsValue(field, at) {
  if (!field || field.count < 2 || field.width === 0) return false;
  return at > field.offset && (at - field.offset) % field.width === 0;
}

/**
 * toneOf is the class of a group's colour: four colours, then with a pattern.
 * @param {number} index
 */
export function toneOf(index) {
  return `m${(index % 4) + 1}${Math.floor(index / 4) % 2 ? " again" : ""}`;
}

/**
 * byteWords says what a byte is and what it belongs to.
 * @param {StructRecord} record
 * @param {Group} group
 * @param {Cell} cell
 * @param {Text} text
 */
export function byteWords(record, group, cell, text) {
  const shown = cell.missing ? text("struct.byte.missing") : `0x${cell.hex}`;
  return text("struct.byte", cell.at, shown, belongs(record, group, cell, text));
}

/**
 * @param {StructRecord} record
 * @param {Group} group
 * @param {Cell} cell
 * @param {Text} text
 */
function belongs(record, { kind, index, field }, cell, text) {
  if (kind === "padding") return text("struct.byte.padding", writtenOf(record.fields[index]));
  if (kind === "extra" || !field) return text("struct.byte.extra");
  const arg = field.values.length > 1 ? Math.floor((cell.at - field.offset) / (field.width || 1)) : 0;
  const value = field.values[arg]?.text;
  const words = [writtenOf(field), field.type, cell.at - field.offset + 1, field.size];
  return value ? text("struct.byte.field", ...words, value) : text("struct.byte.empty", ...words);
}

/**
 * fieldWords says where a field lies.
 * @param {Field} field
 * @param {Text} text
 */
export function fieldWords(field, text) {
  const words = [writtenOf(field), field.type, field.offset, field.size, field.padding];
  const values = textsOf(field);
  return values ? text("struct.field", ...words, values) : text("struct.field.empty", ...words);
}

/** How many bytes of a field its row of the table shows. */
const mostHexInRow = 16;

/**
 * hexOf is the bytes of a field, shortened; empty when it has none.
 * @param {StructRecord} record
 * @param {Field} field
 */
export function hexOf(record, { offset, size }) {
  const bytes = bytesOfHex(record.hex);
  if (size === 0 || offset + size > bytes.length) return "";
  const most = Math.min(size, mostHexInRow);
  return bytes.slice(offset, offset + most).join(" ") + (size > most ? " …" : "");
}
