// What can be taken elsewhere is loaded when the first run is drawn and the browser
// has nothing else to do: printing does not wait for it.

import { loaded, sheet } from "../later.js";

/** @typedef {import("../text.js").Text} Text */
/** @typedef {import("../run/view.js").RunView} RunView */

/**
 * offerOut lets a run be taken out of the page; where it shows several, all of them.
 * @param {{ page: Document, view: RunView, text: Text, all?: import("./caption.js").Shown }} options
 */
export function offerOut({ page, view, text, all }) {
  const box = page.querySelector("details[data-out]");
  const idle = window.requestIdleCallback ?? ((/** @type {() => void} */ act) => setTimeout(act));
  idle(async () => {
    const parts = Promise.all([import("./taking.js"), sheet("out")]);
    const [{ createMenu, printRuns, shownOf }] = await loaded(parts, text);
    const shown = all ?? shownOf(view);
    printRuns({ page, shown, text });
    if (box instanceof HTMLDetailsElement) createMenu({ box, shown, text });
  });
}
