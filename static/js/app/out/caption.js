// What stands beside a picture of a run, wherever the picture goes.

import { formatNs } from "../../scale/ticks.js";
import { sharedLink } from "../run/address.js";
import { knownTold } from "../../model/told.js";
import { at } from "../../net/base.js";

/** @typedef {import("../text.js").Text} Text */
/** @typedef {import("../run/view.js").RunView} RunView */

/**
 * Shown is what of a page is taken elsewhere: its runs, what each is called where there
 * are several, and what was found.
 * @typedef {{ views: readonly RunView[], names: readonly string[], told: () => readonly import("../../model/told.js").Told[] }} Shown
 */

/**
 * shownOf is a run alone.
 * @param {RunView} view
 * @returns {Shown}
 */
export function shownOf(view) {
  const told = () => (view.trace ? knownTold(view.sentences, view.trace, view.atNs) : []);
  return { views: [view], names: [], told };
}

/**
 * captionOf says what is seen: the page's title, what was found first, the axis,
 * where and when it was measured, and where it can be seen.
 * @param {Shown} shown
 * @param {Text} text
 * @param {string} link
 * @returns {import("../../layout/sheet.js").Caption}
 */
export function captionOf({ views: [view], told }, text, link) {
  const { trace, atNs, timeline } = view;
  const [first] = told();
  const axis = [text(`out.axis.${timeline.viewport.view.mode}`)];
  if (atNs !== null) axis.push(text("out.moment", formatNs(atNs)));
  return {
    title: titleOf(document),
    headline: first ? text("out.headline", first.title, first.text) : "",
    foot: [[...axis, measuredText(document, trace?.hello.env, text)].join(" · "), link],
  };
}

/**
 * linkTo is a link to what is seen of the page's run, in whatever language and colours
 * the reader has.
 */
export function linkTo() {
  const url = new URL(sharedLink(location.href));
  for (const own of ["lang", "theme"]) url.searchParams.delete(own);
  if (url.pathname.startsWith(at("/runs/"))) url.searchParams.delete("run");
  return url.href;
}

/** @param {ParentNode} page */
export const titleOf = (page) => page.querySelector("h1")?.textContent?.trim() ?? "";

/**
 * measuredText says on which system a run was made, and when; of a run from a file
 * what the page says of that.
 * @param {ParentNode} page
 * @param {import("../../model/hello.js").Hello["env"]} env
 * @param {Text} text
 */
export function measuredText(page, env, text) {
  const stored = page.querySelector("[data-stored] p");
  if (stored) return (stored.textContent ?? "").replace(/\s+/g, " ").trim();
  const system = [env?.os, env?.kernel, env?.arch].filter(Boolean).join(" ");
  const began = /^(\d{4}-\d\d-\d\d)T(\d\d:\d\d)/.exec(env?.began ?? "");
  return began
    ? text("out.measured", system, `${began[1]} ${began[2]} UTC`)
    : text("out.measured.undated", system);
}
