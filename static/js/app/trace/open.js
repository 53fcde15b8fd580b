// Opening a stored trace: by the form that a page may have, or by a file that is
// dropped anywhere on it.

import { loaded } from "../later.js";

/** @typedef {import("../text.js").Text} Text */

/**
 * draggedFiles reports whether what is dragged over the page are files.
 * @param {{ types: readonly string[] } | null} dragged
 */
export const draggedFiles = (dragged) => dragged?.types.includes("Files") ?? false;

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
 * acceptTraces lets a page take stored traces.
 * @param {Document} page
 * @param {Text} text
 * @param {(sentence: string) => void} say
 */
export function acceptTraces(page, text, say) {
  /** @type {Promise<(files: File[]) => Promise<void>> | null} */
  let opener = null;
  const open = async (/** @type {FileList | null | undefined} */ list) => {
    const files = [...(list ?? [])];
    opener ??= loaded(import("./opener.js"), text).then(({ traceOpener }) => traceOpener(page, text, say));
    await (
      await opener
    )(files);
  };
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
