// What stands beside a timeline on every page: code, inspector, table.

import { createSegmentTable } from "../../a11y/segmenttable.js";
import { createTable } from "../../a11y/table.js";
import { createCode } from "./code.js";
import { createInspector } from "./inspector.js";
import { createRunView } from "./view.js";

/** @typedef {import("../text.js").Text} Text */

/**
 * createMainView builds the view of the page's own run with all its parts.
 * @param {ParentNode} page
 * @param {Text} text
 */
export function createMainView(page, text) {
  const section = /** @type {HTMLElement} */ (page.querySelector("[data-stage]"));
  const inspector = /** @type {HTMLElement} */ (page.querySelector("[data-inspector]"));
  const table = /** @type {HTMLTableElement} */ (page.querySelector("table[data-table]"));
  const card = /** @type {HTMLElement} */ (page.querySelector("[data-segments-card]"));
  const parts = [
    createCode(page, text),
    createInspector(inspector, text),
    createTable({ table, text, onSelect: (seq) => view.select(seq) }),
    createSegmentTable({ card, text, onSelect: (number) => view.selectSegment(number) }),
  ];
  const view = createRunView({ section, text, parts });
  return view;
}
