// Draws a stream before and after it was decoded, as the server does for pages
// without JavaScript.

import { element } from "../element.js";

/** @typedef {import("../../net/framing.js").Row} Row */
/** @typedef {import("../../net/framing.js").Cell} Cell */
/** @typedef {import("../text.js").Text} Text */

/** How many colours there are for frames. */
const colours = 4;

/**
 * colourOf returns the number of a cell's colour, 0 for none.
 * @param {Cell} cell
 */
export function colourOf({ sent }) {
  return sent === 0 ? 0 : ((sent - 1) % colours) + 1;
}

/**
 * markOf returns the symbol of a row.
 * @param {Pick<Row, "kind" | "good">} row
 */
export function markOf({ kind, good }) {
  if (kind === "fault") return "✗";
  if (kind === "rest") return "…";
  if (kind === "frame") return good ? "✓" : "≠";
  return "";
}

/** @param {Cell} cell */
function cellBox(cell) {
  const attributes = { class: "cell", "data-kind": cell.kind, "data-sent": String(colourOf(cell)) };
  const box = element("span", attributes, element("b", {}, cell.hex), element("i", {}, cell.char));
  box.toggleAttribute("data-letter", cell.letter !== "");
  if (cell.letter) box.prepend(element("em", {}, cell.letter));
  return box;
}

/**
 * cellsBox draws the bytes of a row in one box.
 * @param {Row} row
 */
export function cellsBox(row) {
  return element("span", { class: "cells", title: row.label }, ...(row.cells ?? []).map(cellBox));
}

/**
 * rowBox draws a frame, or what kept there from being one.
 * @param {Row} row
 * @param {Text} text
 */
export function rowBox(row, text) {
  const label = element(
    "p",
    { class: "row-label" },
    element("span", { "aria-hidden": "true" }, markOf(row)),
    " ",
    element("strong", {}, row.label),
    " ",
    element("span", {}, row.note),
  );
  const box = element("li", { class: "framed-row", "data-kind": row.kind }, label, cellsBox(row));
  box.toggleAttribute("data-good", row.good);
  if (row.kind === "frame" || row.kind === "cut") {
    const body = element(
      "p",
      { class: "row-body" },
      element("span", { class: "dim" }, text("framing.delivers")),
    );
    body.append(" ", element("code", {}, row.body));
    box.append(body);
  }
  return box;
}

/**
 * problemBox returns what is wrong with a codec.
 * @param {import("../../net/framing.js").CodecProblem} problem
 */
export function problemBox({ text, marked }) {
  const box = element(
    "p",
    { class: "framing-problem" },
    element("span", { "aria-hidden": "true" }, "✗"),
    ` ${text} `,
  );
  if (marked?.length === 3) {
    const [before, bad, after] = marked;
    box.append(element("code", {}, before, element("mark", {}, bad), after));
  }
  return box;
}
