// A run on paper: what is printed is made anew for it, light and at its width, and
// is gone when that is done.

import { rowTexts } from "../../a11y/words.js";
import { svgOf } from "../../render/svg.js";
import { element } from "../element.js";
import { toldRows } from "../run/told.js";
import { captionOf, linkTo, titleOf } from "./caption.js";
import { inked } from "./ink.js";
import { lightTheme } from "./light.js";
import { paperPictures } from "./picture.js";

/** @typedef {import("../text.js").Text} Text */
/** @typedef {import("./caption.js").Shown} Shown */

/** So many events are listed on paper; how many more there are is said. */
const mostRows = 500;

/**
 * printRuns prints the runs of a page; a page without one is printed as it is.
 * @param {{ page: Document, shown: Shown, text: Text }} options
 */
export function printRuns({ page, shown, text }) {
  /** @type {HTMLElement | null} */
  let paper = null;
  addEventListener("beforeprint", () => {
    const isThere = shown.views.every(({ trace }) => trace);
    if (!isThere || !shown.views[0].root.checkVisibility({ visibilityProperty: false })) return;
    paper?.remove();
    paper = paperOf(page, shown, text);
    page.body.append(paper);
  });
  addEventListener("afterprint", () => {
    paper?.remove();
    paper = null;
  });
}

/**
 * paperOf is what is printed; several runs are as tall as on the screen, without their
 * events, so that they stand on one sheet.
 * @param {Document} page
 * @param {Shown} shown
 * @param {Text} text
 */
function paperOf(page, shown, text) {
  const { views, names } = shown;
  const caption = captionOf(shown, text, linkTo());
  const known = views.length === 1 ? (views[0].timeline.known()?.trace ?? views[0].trace) : null;
  return element(
    "article",
    { class: "paper", "data-paper": "" },
    element("h1", {}, titleOf(page)),
    ...copies(page, ".head > .lead, [data-stored]"),
    ...question(page),
    element("div", { class: "told" }, ...headlines(shown.told(), text)),
    ...views.flatMap((view, n) => [
      ...(names[n] ? [element("h2", {}, names[n])] : []),
      ...pictures(view, `paper${n}`, views.length > 1 ? view.timeline.viewport.roomPx : Infinity),
    ]),
    element("p", { class: "paper-foot" }, ...caption.foot.flatMap((line) => [line, element("br", {})])),
    element("div", { class: "paper-programs" }, ...copies(page, "[data-pane-body] > .program")),
    ...copies(page, "[data-why]"),
    ...(known ? [eventRows(page, known, text)] : []),
  );
}

/**
 * headlines are the findings without what they rest on, which has its own links; on
 * paper nothing unfolds.
 * @param {readonly import("../../model/told.js").Told[]} told
 * @param {Text} text
 */
function headlines(told, text) {
  const rows = toldRows(told, text);
  for (const row of rows) {
    for (const why of row.querySelectorAll(".why")) why.remove();
    if (row instanceof HTMLDetailsElement) row.open = true;
  }
  return rows;
}

/**
 * @param {import("../run/view.js").RunView} view
 * @param {string} ids what the names within the pictures begin with
 * @param {number} roomPx
 */
function pictures({ timeline, root }, ids, roomPx) {
  const title = titleOf(document);
  const theme = lightTheme(root);
  return paperPictures(timeline, roomPx).map((picture, n) => {
    const figure = element("figure", { class: "paper-picture" });
    const words = svgOf(
      picture.shapes.flatMap(inked),
      { ...theme, ids: `${ids}-${n}-` },
      { ...picture, title },
    );
    figure.append(new DOMParser().parseFromString(words, "image/svg+xml").documentElement);
    return figure;
  });
}

/**
 * copies are what the page says, with the text of its fields.
 * @param {ParentNode} page
 * @param {string} selector
 */
function copies(page, selector) {
  return [...page.querySelectorAll(selector)].map((own) => {
    const copy = /** @type {HTMLElement} */ (own.cloneNode(true));
    for (const field of copy.querySelectorAll("input")) {
      field.replaceWith(element("span", { class: field.className }, field.value));
    }
    for (const gone of copy.querySelectorAll("[data-why-hint], .whole, button")) gone.remove();
    for (const own of [copy, ...copy.querySelectorAll("[id]")]) own.removeAttribute("id");
    return copy;
  });
}

/**
 * question is what the lesson asks, with what may be answered.
 * @param {ParentNode} page
 */
function question(page) {
  const guess = page.querySelector("[data-guess]");
  if (!guess) return [];
  const choices = [...guess.querySelectorAll(".choice-text")].map(({ textContent }) => textContent ?? "");
  return [
    element("p", { class: "paper-question" }, guess.querySelector("legend")?.textContent ?? ""),
    element("ul", { class: "paper-choices" }, ...choices.map((choice) => element("li", {}, choice))),
  ];
}

/**
 * eventRows lists what is known, in the columns of the page's own table.
 * @param {ParentNode} page
 * @param {import("../../model/trace.js").Trace} known
 * @param {Text} text
 */
function eventRows(page, known, text) {
  const columns = [...page.querySelectorAll("table[data-table] thead th")];
  const heads = columns.map(({ textContent }) => element("th", { scope: "col" }, textContent ?? ""));
  /** @type {HTMLElement[]} */
  const rows = [];
  let seq = 1;
  for (; seq <= known.length && rows.length < mostRows; seq++) {
    if (!known.knows(seq - 1)) continue;
    const texts = rowTexts(known, seq - 1, text);
    const cells = columns.map(({ className }) => element("td", { class: className }, texts[className] ?? ""));
    rows.push(element("tr", {}, ...cells));
  }
  const left = known.count - rows.length;
  return element(
    "section",
    { class: "paper-events" },
    element("h2", {}, text("out.events")),
    element("table", {}, element("thead", {}, element("tr", {}, ...heads)), element("tbody", {}, ...rows)),
    element("p", {}, left > 0 ? text("out.events.more", left) : ""),
  );
}
