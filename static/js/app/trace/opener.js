// Opens files as stored traces; loaded when the first one is given.

import { openTrace } from "../../net/api.js";
import { createComplaint } from "../complaint.js";
import { unavailable } from "../element.js";

/** @typedef {import("../text.js").Text} Text */

/**
 * errorBox is where the page says that a file was refused: in its form where that is
 * in sight, or above all that it has.
 * @param {Document} page
 */
function errorBox(page) {
  for (const own of page.querySelectorAll("[data-trace-error]")) {
    if (own instanceof HTMLElement && own.parentElement?.checkVisibility()) return own;
  }
  const box = page.createElement("p");
  box.className = "trace-error";
  box.setAttribute("role", "alert");
  box.setAttribute("data-trace-error", "");
  box.hidden = true;
  page.querySelector("main")?.prepend(box);
  return box;
}

/**
 * traceOpener opens files; a page that is refused one keeps all it has.
 * @param {Document} page
 * @param {Text} text
 * @param {(sentence: string) => void} say
 */
export function traceOpener(page, text, say) {
  let opening = false;
  /** @param {File[]} files */
  return async (files) => {
    if (opening || files.length === 0) return;
    const box = errorBox(page);
    const complaint = createComplaint(box, text);
    const button = page.querySelector("[data-trace] button");
    opening = true;
    complaint.clear();
    if (button instanceof HTMLButtonElement) unavailable(button, true);
    try {
      if (files.length > 1) return complaint.say(text("trace.one"));
      say(text("trace.opening", files[0].name));
      const opened = await openTrace(files[0]);
      page.location.assign(opened.url);
    } catch (error) {
      complaint.failed(error, text("trace.failed"));
    } finally {
      opening = false;
      if (button instanceof HTMLButtonElement) unavailable(button, false);
      if (!box.hidden) box.scrollIntoView({ block: "nearest" });
    }
  };
}
