// The sentences of a run, each with what it follows from folded away below it.

import { element } from "../element.js";
import { linkedText } from "../find/points.js";
import { whyLines } from "./whylines.js";

/** @typedef {import("../text.js").Text} Text */
/** @typedef {import("../../model/told.js").Told} Told */

/**
 * toldRow makes the row of one sentence.
 * @param {Told} told
 * @param {Text} text
 */
function toldRow({ kind, title, text: plain, said, why, grounds, events }, text) {
  const row = element("div", { class: "told-row", "data-kind": kind });
  row.append(
    element("strong", {}, title),
    " ",
    element("span", {}, ...linkedText(said, plain)),
    ...whyLines(why, text, { grounds, of: `${title} ${events?.map((seq) => `#${seq}`) ?? ""}` }),
  );
  return row;
}

/**
 * toldRows makes the rows of sentences, those that are folded away below the
 * one that they are like.
 * @param {readonly Told[]} all
 * @param {Text} text
 * @returns {HTMLElement[]}
 */
export function toldRows(all, text) {
  return all.flatMap((told) => [toldRow(told, text), ...foldedRows(told, text)]);
}

/**
 * @param {Told} told
 * @param {Text} text
 * @returns {HTMLElement[]}
 */
function foldedRows({ title, folded, rest }, text) {
  if (!rest?.length) return [];
  const rows = element("div", {}, ...toldRows(rest, text));
  const heard = element("span", { class: "hidden" }, title); // many kinds may be folded
  const summary = element("summary", {}, `${folded ?? ""} `, heard);
  return [element("details", { class: "told-more" }, summary, rows)];
}
