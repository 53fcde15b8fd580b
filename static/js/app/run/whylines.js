// The lines that a sentence rests on.

import { element, hidden } from "../element.js";
import { linkedText } from "../find/points.js";

/** @typedef {import("../text.js").Text} Text */
/** @typedef {import("../../model/points.js").Piece} Piece */

/**
 * @param {readonly string[]} lines
 * @param {readonly Piece[][]} [grounds] the lines in pieces
 */
export const list = (lines, grounds = []) =>
  element("ul", {}, ...lines.map((line, n) => element("li", {}, ...linkedText(grounds[n], line))));

/**
 * whyLines folds away what a sentence rests on; nothing where it rests on none.
 * @param {readonly string[] | undefined} lines
 * @param {Text} text
 * @param {{ grounds?: readonly Piece[][] | undefined, of?: string }} [about] the lines in pieces, and whose they are
 * @returns {HTMLElement[]}
 */
export function whyLines(lines, text, { grounds, of = "" } = {}) {
  if (!lines?.length) return [];
  return [
    element(
      "details",
      { class: "why" },
      element("summary", {}, text("why.ask"), hidden(of)),
      list(lines, grounds),
    ),
  ];
}
