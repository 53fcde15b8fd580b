// Opening a stored trace: by the form that a page may have, or by a file that is
// dropped anywhere on it.

import { openTrace } from "../../net/api.js";
import { createComplaint } from "../complaint.js";
import { unavailable } from "../element.js";

/** @typedef {import("../text.js").Text} Text */

/**
 * draggedFiles reports whether what is dragged over the page are files.
 * @param {{ types: readonly string[] } | null} dragged
 */
export const draggedFiles = (dragged) => dragged?.types.includes("Files") ?? false;

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
 * createCover makes what lies over the page while a file is dragged over it.
 * @param {Document} page
 * @param {string} words
 */
function createCover(page, words) {
  const cover = page.createElement("div");
  cover.className = "trace-drop";
  cover.textContent = words;
  cover.hidden = true;
  page.body.append(cover);
  return cover;
}

/**
 * traceOpener opens files; a page that is refused one keeps all it has.
 * @param {Document} page
 * @param {Text} text
 * @param {(sentence: string) => void} say
 */
function traceOpener(page, text, say) {
  let opening = false;
  /** @param {FileList | undefined | null} files */
  return async (files) => {
    if (opening || !files || files.length === 0) return;
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

/**
 * acceptTraces lets a page take stored traces.
 * @param {Document} page
 * @param {Text} text
 * @param {(sentence: string) => void} say
 */
export function acceptTraces(page, text, say) {
  const open = traceOpener(page, text, say);
  const cover = createCover(page, text("trace.dropped"));
  page.addEventListener("dragover", (event) => {
    if (!draggedFiles(event.dataTransfer)) return;
    event.preventDefault();
    cover.hidden = false;
  });
  page.addEventListener("dragleave", (event) => {
    if (!event.relatedTarget) cover.hidden = true; // it left the window
  });
  page.addEventListener("drop", (event) => {
    if (!draggedFiles(event.dataTransfer)) return;
    event.preventDefault();
    cover.hidden = true;
    open(event.dataTransfer?.files);
  });
  const form = page.querySelector("form[data-trace]");
  form?.addEventListener("submit", (event) => {
    event.preventDefault();
    const input = form.querySelector("input[type=file]");
    if (input instanceof HTMLInputElement) open(input.files);
  });
}
