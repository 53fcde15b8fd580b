// What every page does when its module is loaded.

import { createLive } from "../a11y/live.js";
import { showProgress } from "./progress.js";
import { makeText } from "./text.js";

/** @typedef {import("./text.js").Text} Text */

/**
 * start marks the document as scripted, ticks the lessons that were run, and
 * hands the page its texts and its voice for screen readers.
 * @param {(text: Text, say: (sentence: string) => void) => void} [page]
 */
export function start(page) {
  document.documentElement.classList.add("js");
  const text = makeText(JSON.parse(document.getElementById("texts")?.textContent ?? "{}"));
  const say = createLive(document.body);
  showProgress(document, text);
  page?.(text, say);
}
