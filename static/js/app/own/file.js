// What is cut but stands in no field: a file, chosen or dropped anywhere on the page, or
// a pasted text that is too long for a field.

import { element } from "../element.js";
import { draggedFiles } from "../trace/open.js";

/** @typedef {import("../text.js").Text} Text */

/**
 * From how many characters on a text is kept beside its field: browsers lay a field out
 * anew at every key, which takes minutes for 16 MB in one line.
 */
const longText = 256 << 10;

/**
 * acceptFile lets a form take one file, or one long text, which it is sent with. What is
 * dropped here is bytes, whatever it is: the page does not open it as a stored run.
 * @param {HTMLFormElement} form
 * @param {Text} text
 * @param {{ changed: () => void, refused: (sentence: string) => void }} by
 */
export function acceptFile(form, text, { changed, refused }) {
  const input = /** @type {HTMLInputElement} */ (form.elements.namedItem("file"));
  const typed = /** @type {HTMLTextAreaElement} */ (form.elements.namedItem("bytes"));
  const most = Number(form.dataset.most);
  /** @type {File | string | null} */
  let held = input.files?.[0] ?? null;
  const note = element("p", { class: "own-file", "data-own-file": "" });
  note.hidden = true;
  input.closest("section")?.querySelector("[data-own-read]")?.before(note);

  const show = () => {
    note.hidden = held === null;
    if (held === null) return note.replaceChildren();
    const isText = typeof held === "string";
    const button = element(
      "button",
      { type: "button", class: "quiet" },
      text(isText ? "own.remove.text" : "own.remove"),
    );
    button.addEventListener("click", () => {
      remove();
      (isText ? typed : input).focus();
      changed();
    });
    const name = typeof held === "string" ? text("own.pasted", held.length) : held.name;
    note.replaceChildren(element("strong", {}, name), " ", button);
  };
  const remove = () => {
    held = null;
    input.value = "";
    show();
  };
  /** @param {FileList | null | undefined} list */
  const take = (list) => {
    const files = [...(list ?? [])];
    if (files.length === 0) return;
    if (files.length > 1 || files[0].size > most) {
      input.value = ""; // it would show what is not taken
      return refused(files.length > 1 ? text("own.one") : text("own.large", files[0].size, most));
    }
    held = files[0];
    typed.value = "";
    show();
    changed();
  };
  /** @param {InputEvent} event */
  const pasted = (event) => {
    const all = replaced(typed, event.data ?? "");
    if (all === null) return;
    event.preventDefault();
    if (all.length > most) return refused(text("own.large.text", all.length, most));
    [held, input.value, typed.value] = [all, "", ""];
    show();
    changed();
  };
  input.addEventListener("change", () => take(input.files));
  typed.addEventListener("beforeinput", pasted);
  acceptDrops(text, take);
  show();
  return {
    /** @param {FormData} asked */
    into(asked) {
      asked.delete("file");
      if (typeof held === "string") asked.set("bytes", new Blob([held]));
      else if (held) asked.set("file", held);
    },
    remove,
  };
}

/**
 * replaced is the text of a field after what is selected was replaced, null where that
 * fits in the field.
 * @param {Pick<HTMLTextAreaElement, "value" | "selectionStart" | "selectionEnd">} field
 * @param {string} by
 */
export function replaced({ value, selectionStart, selectionEnd }, by) {
  const all = value.length - (selectionEnd - selectionStart) + by.length;
  if (by.length <= 1 || all <= longText) return null; // a key that is typed goes into the field
  return value.slice(0, selectionStart) + by + value.slice(selectionEnd);
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
