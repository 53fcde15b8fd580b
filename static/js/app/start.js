// What every page does when its module is loaded.

import { createLive } from "../a11y/live.js";
import { changeAgain, changedEarly, navigationType } from "./early.js";
import { wireDrawer } from "./drawer.js";
import { wireKeys } from "./keys/keys.js";
import { showProgress } from "./progress/ticks.js";
import { wireForcedColors, wireSettings } from "./settings.js";
import { makeText } from "./text.js";
import { acceptTraces } from "./trace/open.js";

/** @typedef {import("./text.js").Text} Text */

/**
 * start marks the document as scripted, ticks the lessons that were run, takes
 * stored traces, and hands the page its texts and its voice for screen readers.
 * What the reader has changed on the page before is changed again, for the page
 * to take it.
 * @param {(text: Text, say: (sentence: string) => void) => void} [page]
 */
export function start(page) {
  document.documentElement.classList.add("js");
  const early = changedEarly(fieldsOf(document), navigationType());
  const text = makeText(JSON.parse(document.getElementById("texts")?.textContent ?? "{}"));
  const say = createLive(document.body);
  showProgress(document, text);
  wireDrawer(document);
  wireKeys(document, text);
  acceptTraces(document, text, say);
  wireSettings(document);
  wireForcedColors();
  page?.(text, say);
  changeAgain(early);
  runSoon();
}

/** runSoon presses the button that was pressed before the page was alive, see soon.js. */
function runSoon() {
  const by = document.querySelector("[data-soon]");
  if (!(by instanceof HTMLButtonElement)) return;
  by.removeAttribute("data-soon");
  by.form?.requestSubmit(by);
}

/**
 * fieldsOf lists all that a reader can write or choose. A file that was chosen
 * stays chosen, and no module may set it.
 * @param {Document} page
 */
function fieldsOf(page) {
  return /** @type {NodeListOf<HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement>} */ (
    page.querySelectorAll("input:not([type=file]), select, textarea")
  );
}
