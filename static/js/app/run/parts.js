// What stands beside a timeline on every page: code, inspector, tables. What
// is not looked at is not loaded.

import { eventTarget, segmentTarget } from "../../model/target.js";
import { createDock } from "../dock/dock.js";
import { createHand } from "../hand.js";
import { laterPart, loaded, sheet } from "../later.js";
import { offerProjector } from "../projector/later.js";
import { createRunView } from "./view.js";

/** @typedef {import("../text.js").Text} Text */
/** @typedef {import("./view.js").Part} Part */
/** @typedef {import("../../model/trace.js").Trace} Trace */
/** @typedef {import("../dock/dock.js").Dock} Dock */
/** @typedef {(target: import("../../model/target.js").Target) => void} Select */

/**
 * createMainView builds the view of the page's own run with all its parts.
 * @param {ParentNode} page
 * @param {Text} text
 * @param {{ namesRun: boolean }} [address] of a page that keeps in it what is shown, and whether that can be one of several runs
 */
export function createMainView(page, text, address) {
  const section = /** @type {HTMLElement} */ (page.querySelector("[data-stage]"));
  /** @type {Select} */
  const select = (target) => view.select(target);
  const dock = createDock(page);
  let isDrawn = false;
  const code = laterPart(
    async () => (await loaded(import("./code.js"), text)).createCode(page, text),
    () => isDrawn, // what a first visit waits for is the picture
  );
  const parts = [
    code,
    ...inspector(page, text),
    eventTable(page, text, dock, select),
    ...segmentTable(page, text, dock, select),
    dockPart(dock),
  ];
  const view = createRunView({ section, text, parts });
  view.whenDrawn(() => {
    isDrawn = true;
    code.look();
  });
  view.whenDrawn(async () => {
    const parts = Promise.all([import("./looking.js"), sheet("looking")]);
    const looking = await loaded(parts, text);
    const [{ createAddress, createBefore, createFindPart, createViews, offerOut }] = looking;
    if (address) view.add(createAddress({ timeline: view.timeline, ...address }));
    const [views, find] = ["views", "find"].map(
      (name) => /** @type {HTMLElement} */ (section.querySelector(`[data-${name}]`)),
    );
    view.add(createViews({ box: views, timeline: view.root, text, view: () => view }));
    view.add(createFindPart({ box: find, text, view: () => view }));
    offerOut({ page: document, view, text });
    const before = createBefore({ dock, view, text, say: view.say });
    if (before) view.add(before);
  });
  page.addEventListener("click", async ({ target }) => {
    const button = target instanceof Element ? target.closest("[data-program-out]") : null;
    if (button) (await loaded(import("../out/taking.js"), text)).takeProgram(button, text, view.say);
  });
  const inspected = /** @type {HTMLElement} */ (page.querySelector("[data-inspector]"));
  view.links(inspected);
  view.opens(inspected, dock.root, { show: () => dock.show("selection"), back: () => dock.show("timeline") });
  return { view, dock, projector: offerProjector({ page, view, text }) };
}

/**
 * dockPart opens in the dock what a run and a selection show, and counts it.
 * @param {import("../dock/dock.js").Dock} dock
 * @returns {Part}
 */
function dockPart(dock) {
  const hand = createHand(window);
  /** @type {Trace | null} */
  let trace = null;
  let isReplayed = false;
  const count = (/** @type {Trace | null} */ known) => {
    dock.count("events", known?.count ?? null);
    dock.count("segments", known?.segments.length ?? null);
  };
  const changed = () => {
    count(trace);
    dock.offer("segments", Boolean(trace?.segments.length));
  };
  return {
    show(next) {
      trace = next;
      isReplayed = false;
      dock.count("findings", null);
      for (const none of dock.root.querySelectorAll("[data-none]")) none.remove();
      dock.cleared();
      hand.whenFree(() => dock.ran());
      changed();
    },
    changed,
    at(atNs, known) {
      isReplayed = atNs !== null;
      count(known);
    },
    /** While a run is shown again the reader's tab stays: each step selects something. */
    select(target) {
      if (!target) dock.cleared();
      else if (!isReplayed) dock.selected();
    },
    found: (findings) => dock.count("findings", findings),
  };
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
  const load = async () => {
    const parts = Promise.all([import("./inspector.js"), sheet("inspector")]);
    return (await loaded(parts, text))[0].createInspector(root, text);
  };
  return [{ show, select() {} }, laterPart(load, (_, target) => target !== null)];
}

/**
 * eventTable is loaded when it is shown, and when the run has ended.
 * @param {ParentNode} page
 * @param {Text} text
 * @param {Dock} dock
 * @param {Select} select
 */
function eventTable(page, text, dock, select) {
  const table = /** @type {HTMLTableElement} */ (page.querySelector("table[data-table]"));
  const load = async () => {
    const { createTable } = await loaded(import("./tables.js"), text);
    return createTable({ table, text, onSelect: (seq) => select(eventTarget(seq)) });
  };
  const part = laterPart(load, ({ ended }) => dock.isShown("events") || ended !== null);
  dock.onShow(part.look);
  return part;
}

/**
 * segmentTable is there with the first segment, and is loaded as the other
 * table is.
 * @param {ParentNode} page
 * @param {Text} text
 * @param {Dock} dock
 * @param {Select} select
 * @returns {Part[]}
 */
function segmentTable(page, text, dock, select) {
  const card = /** @type {HTMLElement} */ (page.querySelector("[data-segments-card]"));
  const load = async () => {
    const { createSegmentTable } = await loaded(import("./tables.js"), text);
    return createSegmentTable({ card, text, onSelect: (number) => select(segmentTarget(number)) });
  };
  const part = laterPart(
    load,
    ({ ended, segments }) => dock.isShown("segments") || (ended !== null && segments.length > 0),
  );
  dock.onShow(part.look);
  /** @type {Trace | null} */
  let trace = null;
  const changed = () => {
    card.hidden = !trace?.segments.length;
  };
  const show = (/** @type {Trace} */ next) => {
    trace = next;
    changed();
  };
  return [{ show, changed, select() {} }, part];
}
