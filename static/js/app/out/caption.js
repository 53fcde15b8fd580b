// What stands beside a picture of a run, wherever the picture goes.

import { formatNs } from "../../scale/ticks.js";
import { sharedLink } from "../run/address.js";
import { knownTold } from "../../model/told.js";

/** @typedef {import("../text.js").Text} Text */
/** @typedef {import("../run/view.js").RunView} RunView */

/**
 * captionOf says what is seen of a run: the page's title, the first finding, the
 * axis, where and when it was measured, and where it can be seen.
 * @param {RunView} view
 * @param {Text} text
 * @param {string} link
 * @returns {import("../../layout/sheet.js").Caption}
 */
export function captionOf(view, text, link) {
  const { trace, atNs, timeline } = view;
  const [first] = trace ? knownTold(view.sentences, trace, atNs) : [];
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
  if (url.pathname.startsWith("/runs/")) url.searchParams.delete("run");
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
