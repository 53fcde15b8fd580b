// Draws an answer about a record as the server's page does (web/view/struct.templ).

import { element } from "../element.js";
import {
  backsOf,
  groupsOf,
  hexOf,
  itemsOf,
  startsValue,
  textsOf,
  toneOf,
  writtenOf,
  wrongField,
} from "./model.js";

/** @typedef {import("../../net/struct.js").StructRecord} StructRecord */
/** @typedef {import("../../net/struct.js").StructError} StructError */
/** @typedef {import("./model.js").Group} Group */
/** @typedef {import("../text.js").Text} Text */

/**
 * tone is the class of a group; pad bytes have a mark.
 * @param {Group} group
 */
function tone({ kind, index, field }) {
  if (kind !== "field") return kind;
  return field?.code === "x" ? `${toneOf(index)} pad` : toneOf(index);
}

/**
 * formatText draws the items of a format.
 * @param {StructRecord} record
 */
export function formatText(record) {
  return itemsOf(record).map(({ index, text }) =>
    index < 0
      ? element("span", { class: "between" }, text)
      : element("span", { class: `item ${toneOf(index)}`, "data-field": String(index) }, text),
  );
}

/**
 * @param {Group} group
 * @param {boolean} small
 */
function cellsOf(group, small) {
  return group.cells.map((cell) => {
    const starts = startsValue(group.field, cell.at);
    const names = ["cell", small ? tone(group) : "", cell.missing ? "missing" : "", starts ? "starts" : ""];
    const attributes = { class: names.filter(Boolean).join(" ") };
    const hex = element("b", {}, cell.hex);
    if (small) {
      return element(
        "span",
        { ...attributes, "data-kind": group.kind, "data-field": String(group.index) },
        hex,
      );
    }
    const offset = element("small", {}, String(cell.at));
    return element(
      "span",
      { ...attributes, "data-byte": String(cell.at) },
      hex,
      element("i", {}, cell.char),
      offset,
    );
  });
}

/**
 * @param {Group} group
 * @param {boolean} wrong
 * @param {Text} text
 */
function headOf({ kind, field }, wrong, text) {
  if (kind === "padding") return [element("span", {}, text("struct.padding"))];
  if (kind === "extra" || !field) return [element("span", {}, `✗ ${text("struct.extra")}`)];
  const fault = wrong ? [element("span", { class: "fault" }, "✗")] : [];
  return [element("b", {}, writtenOf(field)), element("span", {}, field.type), ...fault];
}

/**
 * @param {StructRecord} record
 * @param {Group} group
 * @param {Text} text
 */
function groupBox(record, group, text) {
  const { kind, index, field } = group;
  const wrong = field !== null && wrongField(record, field);
  const box = element(
    "div",
    { class: `piece ${tone(group)}${wrong ? " wrong" : ""}`, "data-kind": kind, "data-field": String(index) },
    element("p", { class: "piece-head" }, ...headOf(group, wrong, text)),
    element("p", { class: "cells" }, ...cellsOf(group, false)),
  );
  if (kind !== "field" || !field) return box;
  box.append(element("p", { class: "piece-value" }, textsOf(field)));
  const back = backsOf(field);
  if (back) box.append(element("p", { class: "piece-back" }, text("struct.back", back)));
  return box;
}

/**
 * recordBoxes draws each byte in its field.
 * @param {StructRecord} record
 * @param {Text} text
 */
export function recordBoxes(record, text) {
  return groupsOf(record).map((group) => groupBox(record, group, text));
}

/**
 * titleOf names an exception, or what it is instead.
 * @param {StructError} error
 * @param {Text} text
 */
function titleOf({ kind }, text) {
  return kind === "syntax" || kind === "limit" ? text(`struct.${kind}`) : kind;
}

/**
 * problemBox says what is wrong and marks where.
 * @param {StructError} error
 * @param {Text} text
 */
export function problemBox(error, text) {
  const box = element(
    "div",
    { class: "struct-problem", "data-kind": error.kind },
    element(
      "p",
      { class: "exception" },
      element("span", { "aria-hidden": "true" }, "✗"),
      " ",
      element("strong", {}, titleOf(error, text)),
      ...(error.message ? [" ", element("code", {}, error.message)] : []),
    ),
  );
  if (error.in) {
    const [before, bad, after] = error.marked;
    box.append(
      element(
        "p",
        { class: "marked" },
        element("span", { class: "dim" }, text(`struct.in.${error.in}`)),
        " ",
        element("code", {}, before, element("mark", {}, bad), after),
      ),
    );
  }
  if (error.hint) box.append(element("p", { class: "hint" }, error.hint));
  return box;
}

/** @param {StructRecord} record */
function signOf({ format }) {
  return /^[@=<>!]/.test(format) ? format[0] : "@";
}

/**
 * orderBox draws the same items in one byte order.
 * @param {StructRecord} record
 * @param {string} href the page with that order
 * @param {Text} text
 */
export function orderBox(record, href, text) {
  const head = element(
    "h3",
    {},
    element(
      "a",
      { href, "data-order-link": record.format },
      element("code", {}, signOf(record)),
      ` ${text(`struct.order.${record.order}`)}`,
    ),
    " ",
    element("span", { class: "dim" }, text("struct.bytes", record.size)),
  );
  if (record.own) head.append(" ", element("span", { class: "own-mark" }, `✓ ${text("struct.own")}`));
  const cells = groupsOf(record).flatMap((group) => cellsOf(group, true));
  const { error } = record;
  const foot = error
    ? element(
        "p",
        { class: "order-error" },
        "✗ ",
        element("strong", {}, titleOf(error, text)),
        ` ${error.message}`,
      )
    : element("p", { class: "order-values" }, element("code", {}, record.values));
  const attributes = { class: record.own ? "order own" : "order", "data-order": record.order };
  return element("article", attributes, head, element("p", { class: "cells small" }, ...cells), foot);
}

/**
 * fieldRows fills the table of fields; keys lead from row to row.
 * @param {StructRecord} record
 * @param {(from: number, to: number) => string} href the page with those bytes selected
 */
export function fieldRows(record, href) {
  return record.fields.map((field, index) => {
    const numbers = [field.offset, field.size, field.padding];
    const hex = hexOf(record, field);
    const to = field.offset + field.size;
    const link = { href: href(field.offset, to), "data-select": `${field.offset}-${to}` };
    return element(
      "tr",
      { "data-field": String(index), tabindex: index === 0 ? "0" : "-1" },
      element("th", { scope: "row" }, element("span", { class: `item ${toneOf(index)}` }, writtenOf(field))),
      element("td", {}, field.type),
      ...numbers.map((n) => element("td", {}, String(n))),
      element("td", {}, ...(hex ? [element("a", link, hex)] : [])),
      element("td", { class: "value" }, textsOf(field)),
      element("td", { class: "value" }, backsOf(field)),
    );
  });
}
