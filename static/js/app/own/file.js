// The file whose bytes are cut: chosen in its field, or dropped anywhere on the page.

import { element } from "../element.js";
import { draggedFiles } from "../trace/open.js";

/** @typedef {import("../text.js").Text} Text */

/**
 * acceptFile lets a form take one file. What is dropped here is bytes, whatever it is:
 * the page does not open it as a stored run.
 * @param {HTMLFormElement} form
 * @param {Text} text
 * @param {{ changed: () => void, refused: (sentence: string) => void }} by
 */
export function acceptFile(form, text, { changed, refused }) {
  const input = /** @type {HTMLInputElement} */ (form.elements.namedItem("file"));
  const most = Number(form.dataset.most);
  /** @type {File | null} */
  let file = input.files?.[0] ?? null;
  const note = element("p", { class: "own-file", "data-own-file": "" });
  note.hidden = true;
  input.closest("section")?.querySelector("[data-own-read]")?.before(note);

  const show = () => {
    note.hidden = file === null;
    if (!file) return note.replaceChildren();
    const button = element("button", { type: "button", class: "quiet" }, text("own.remove"));
    button.addEventListener("click", () => {
      remove();
      input.focus();
      changed();
    });
    note.replaceChildren(element("strong", {}, file.name), " ", button);
  };
  const remove = () => {
    file = null;
    input.value = "";
    show();
  };
  /** @param {FileList | null | undefined} list */
  const take = (list) => {
    const files = [...(list ?? [])];
    if (files.length === 0) return;
    if (files.length > 1) return refused(text("own.one"));
    if (files[0].size > most) return refused(text("own.large", files[0].size, most));
    file = files[0];
    const typed = form.elements.namedItem("bytes");
    if (typed instanceof HTMLTextAreaElement) typed.value = "";
    show();
    changed();
  };
  input.addEventListener("change", () => take(input.files));
  acceptDrops(text, take);
  show();
  return { chosen: () => file, remove };
}

/**
 * acceptDrops takes what is dropped before anything else on the page does.
 * @param {Text} text
 * @param {(files: FileList | null | undefined) => void} take
 */
function acceptDrops(text, take) {
  const cover = element("div", { class: "trace-drop" }, text("own.drop"));
  cover.hidden = true;
  document.body.append(cover);
  const handlers = {
    dragover: () => {
      cover.hidden = false;
    },
    dragleave: (/** @type {DragEvent} */ event) => {
      if (!event.relatedTarget) cover.hidden = true; // it left the window
    },
    drop: (/** @type {DragEvent} */ event) => {
      cover.hidden = true;
      take(event.dataTransfer?.files);
    },
  };
  for (const [type, handle] of Object.entries(handlers)) {
    addEventListener(
      type,
      (event) => {
        if (!(event instanceof DragEvent) || !draggedFiles(event.dataTransfer)) return;
        event.preventDefault();
        event.stopPropagation();
        handle(event);
      },
      { capture: true },
    );
  }
}
