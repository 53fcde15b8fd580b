// What the selected bytes are as other types.

import { element } from "../element.js";

/** @typedef {import("../../net/struct.js").Readings} Readings */
/** @typedef {import("../text.js").Text} Text */

/**
 * spanText names a run of bytes: "4", "0–3".
 * @param {number} from
 * @param {number} size
 */
export function spanText(from, size) {
  return size > 1 ? `${from}–${from + size - 1}` : String(from);
}

/**
 * @param {Readings} readings
 * @param {Text} text
 */
function numbersTable({ numbers }, text) {
  const heads = [text("struct.as"), `< ${text("struct.order.little")}`, `> ${text("struct.order.big")}`].map(
    (words) => element("th", { scope: "col" }, words),
  );
  const rows = numbers.map(({ code, type, little, big }) =>
    element(
      "tr",
      {},
      element("th", { scope: "row" }, element("b", {}, code), ` ${type}`),
      element("td", {}, little),
      element("td", {}, big),
    ),
  );
  const table = element(
    "table",
    { class: "struct-table" },
    element("thead", {}, element("tr", {}, ...heads)),
    element("tbody", {}, ...rows),
  );
  return element(
    "div",
    { class: "scroll", tabindex: "0", role: "region", "aria-label": text("struct.as") },
    table,
  );
}

/**
 * readingParts draws the readings of bytes that begin at an offset.
 * @param {Readings} readings
 * @param {number} from
 * @param {Text} text
 */
export function readingParts(readings, from, text) {
  const { size, hex, invalid_at: invalidAt } = readings;
  return [
    element(
      "p",
      { class: "selected-bytes" },
      element("span", {}, text("struct.selected", spanText(from, size), size)),
      " ",
      element("code", {}, hex),
    ),
    readings.numbers.length > 0 ? numbersTable(readings, text) : element("p", {}, text("struct.wide")),
    element(
      "p",
      { class: "as-text" },
      element("span", { class: "dim" }, text("struct.text")),
      " ",
      invalidAt < 0
        ? element("code", {}, readings.text)
        : element("span", {}, `✗ ${text("struct.invalid", from + invalidAt)}`),
    ),
  ];
}
