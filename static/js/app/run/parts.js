// What stands beside a timeline on every page: code, inspector, tables. What
// is not looked at is not loaded.

import { eventTarget, segmentTarget } from "../../model/target.js";
import { laterPart, loaded } from "../later.js";
import { createCode } from "./code.js";
import { createRunView } from "./view.js";

/** @typedef {import("../text.js").Text} Text */
/** @typedef {import("./view.js").Part} Part */
/** @typedef {(target: import("../../model/target.js").Target) => void} Select */

/**
 * createMainView builds the view of the page's own run with all its parts, and
 * with what else a page has.
 * @param {ParentNode} page
 * @param {Text} text
 * @param {Part[]} [others]
 */
export function createMainView(page, text, others = []) {
  const section = /** @type {HTMLElement} */ (page.querySelector("[data-stage]"));
  /** @type {Select} */
  const select = (target) => view.select(target);
  const parts = [
    createCode(page, text),
    ...inspector(page, text),
    eventTable(page, text, select),
    ...segmentTable(page, text, select),
    ...others,
  ];
  const view = createRunView({ section, text, parts });
  view.links(/** @type {HTMLElement} */ (page.querySelector("[data-inspector]")));
  return view;
}

/**
 * inspector is there with the run, and is loaded when something is selected.
 * @param {ParentNode} page
 * @param {Text} text
 * @returns {Part[]}
 */
function inspector(page, text) {
  const root = /** @type {HTMLElement} */ (page.querySelector("[data-inspector]"));
  const show = () => {
    root.hidden = false;
  };
  const load = async () => (await loaded(import("./inspector.js"), text)).createInspector(root, text);
  return [{ show, select() {} }, laterPart(load, (_, target) => target !== null)];
}

/**
 * eventTable is loaded when its card is open, and when the run has ended: a
 * browser finds words in a folded card too.
 * @param {ParentNode} page
 * @param {Text} text
 * @param {Select} select
 */
function eventTable(page, text, select) {
  const table = /** @type {HTMLTableElement} */ (page.querySelector("table[data-table]"));
  const card = /** @type {HTMLDetailsElement} */ (table.closest("details"));
  const load = async () => {
    const { createTable } = await loaded(import("./tables.js"), text);
    return createTable({ table, text, onSelect: (seq) => select(eventTarget(seq)) });
  };
  const part = laterPart(load, ({ ended }) => card.open || ended !== null);
  card.addEventListener("toggle", part.look);
  return part;
}

/**
 * segmentTable is there with the first segment, and is loaded as the other
 * table is.
 * @param {ParentNode} page
 * @param {Text} text
 * @param {Select} select
 * @returns {Part[]}
 */
function segmentTable(page, text, select) {
  const card = /** @type {HTMLDetailsElement} */ (page.querySelector("[data-segments-card]"));
  const load = async () => {
    const { createSegmentTable } = await loaded(import("./tables.js"), text);
    return createSegmentTable({ card, text, onSelect: (number) => select(segmentTarget(number)) });
  };
  const part = laterPart(load, ({ ended, segments }) => card.open || (ended !== null && segments.length > 0));
  card.addEventListener("toggle", part.look);
  /** @type {import("../../model/trace.js").Trace | null} */
  let trace = null;
  const changed = () => {
    card.hidden = !trace?.segments.length;
  };
  const show = (/** @type {import("../../model/trace.js").Trace} */ next) => {
    trace = next;
    changed();
  };
  return [{ show, changed, select() {} }, part];
}
