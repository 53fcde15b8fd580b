// How large the words of timelines are: the reader chooses, by buttons in the legend or
// by keys, and the address keeps it.

import { dismissableDetails } from "../dismiss.js";
import { element } from "../element.js";
import { onKey } from "../keys/keys.js";

/** @typedef {import("../text.js").Text} Text */

/** How many times as large as natural. */
export const sizes = Object.freeze([1, 1.25, 1.5, 2]);
const name = "size";

/**
 * sizeOf reads the size that an address asks for; what makes no sense is the natural one.
 * @param {string} search
 */
export function sizeOf(search) {
  const asked = Number(new URLSearchParams(search).get(name));
  return sizes.includes(asked) ? asked : sizes[0];
}

/**
 * withSize returns an address that asks for a size.
 * @param {string} href
 * @param {number} size
 */
export function withSize(href, size) {
  const url = new URL(href);
  if (size === sizes[0]) url.searchParams.delete(name);
  else url.searchParams.set(name, String(size));
  return url.href;
}

/**
 * createTextSize lets the reader choose.
 * @param {{ root: ParentNode, text: Text, say: (sentence: string) => void }} options
 */
export function createTextSize({ root, text, say }) {
  let size = sizes[0];
  const buttons = sizes.map((one) => {
    const button = element("button", { type: "button", "data-text-size": String(one) }, percent(one));
    button.addEventListener("click", () => chosen(one));
    return button;
  });
  const set = (/** @type {number} */ next) => {
    size = next;
    // The canvases see that an attribute of the page is another one, and draw anew.
    document.documentElement.style.setProperty("--size", String(size));
    buttons.forEach((button, n) => button.setAttribute("aria-pressed", String(sizes[n] === size)));
  };
  const chosen = (/** @type {number} */ next) => {
    set(next);
    history.replaceState(history.state, "", withSize(location.href, size));
    say(text("size.said", percent(size)));
  };
  const step = (/** @type {number} */ by) => {
    const next = sizes[sizes.indexOf(size) + by];
    return next ? chosen(next) : say(text("size.said", percent(size)));
  };
  onKey("text.larger", () => step(1));
  onKey("text.smaller", () => step(-1));
  const group = element(
    "div",
    { class: "group", role: "group", "aria-label": text("size.title") },
    ...buttons,
  );
  const row = element(
    "div",
    { class: "text-size" },
    element("dt", {}, text("size.title")),
    element("dd", {}, group),
  );
  const legend = root.querySelector("details.legend");
  if (legend instanceof HTMLDetailsElement) dismissableDetails(legend);
  legend?.querySelector("dl")?.prepend(row);
  set(sizeOf(location.search));
}

/** @param {number} size */
const percent = (size) => `${Math.round(size * 100)}%`;
