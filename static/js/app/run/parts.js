// What stands beside a timeline on every page: code, inspector, table.

import { createSegmentTable } from "../../a11y/segmenttable.js";
import { createTable } from "../../a11y/table.js";
import { eventTarget, segmentTarget } from "../../model/target.js";
import { createCode } from "./code.js";
import { createInspector } from "./inspector.js";
import { createRunView } from "./view.js";

/** @typedef {import("../text.js").Text} Text */

/**
 * createMainView builds the view of the page's own run with all its parts, and
 * with what else a page has.
 * @param {ParentNode} page
 * @param {Text} text
 * @param {import("./view.js").Part[]} [others]
 */
export function createMainView(page, text, others = []) {
  const section = /** @type {HTMLElement} */ (page.querySelector("[data-stage]"));
  const inspector = /** @type {HTMLElement} */ (page.querySelector("[data-inspector]"));
  const table = /** @type {HTMLTableElement} */ (page.querySelector("table[data-table]"));
  const card = /** @type {HTMLElement} */ (page.querySelector("[data-segments-card]"));
  const parts = [
    createCode(page, text),
    createInspector(inspector, text),
    createTable({ table, text, onSelect: (seq) => view.select(eventTarget(seq)) }),
    createSegmentTable({ card, text, onSelect: (number) => view.select(segmentTarget(number)) }),
    ...others,
  ];
  const view = createRunView({ section, text, parts });
  return view;
}
