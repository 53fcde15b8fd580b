// Where a page says what went wrong, or what has to wait.

import { ApiError } from "../net/api.js";

/**
 * createComplaint takes over the box of a page's errors, which is hidden while
 * there is none.
 * @param {Element | null} box
 * @param {import("./text.js").Text} text
 */
export function createComplaint(box, text) {
  /**
   * @param {string} sentence
   * @param {boolean} [isNote] whether nothing is wrong
   */
  const say = (sentence, isNote = false) => {
    if (!(box instanceof HTMLElement)) return;
    box.textContent = sentence;
    box.hidden = sentence === "";
    box.toggleAttribute("data-note", isNote);
  };
  return {
    say,
    /** waits says that what was asked for is done when a run has ended. */
    waits: () => say(text("run.waits"), true),
    clear: () => say(""),
    /**
     * failed shows what the server refused in its words; everything else is for
     * the console, and the page says that the lab may be gone.
     * @param {unknown} error
     * @param {string} [gone]
     */
    failed(error, gone = text("run.failed")) {
      if (!(error instanceof ApiError)) console.error(error);
      say(error instanceof ApiError ? error.message : gone);
    },
  };
}
