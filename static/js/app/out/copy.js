// Copying text. Pages over plain HTTP have no clipboard of their own: they copy
// what is selected, and where that is refused too the reader does it by hand.

import { element } from "../element.js";

/** @typedef {import("../text.js").Text} Text */

/**
 * copied tries to copy a text, and reports whether it is copied.
 * @param {string} value
 */
export async function copied(value) {
  try {
    await navigator.clipboard.writeText(value);
    return true;
  } catch {
    return copiedBySelection(value);
  }
}

/** @param {string} value */
function copiedBySelection(value) {
  const before = document.activeElement;
  const area = element("textarea", { class: "hidden", "aria-hidden": "true", tabindex: "-1" });
  const field = /** @type {HTMLTextAreaElement} */ (area);
  field.value = value;
  document.body.append(field);
  field.select();
  let done = false;
  try {
    done = document.execCommand("copy");
  } catch {
    // refused: it is copied by hand
  }
  field.remove();
  if (before instanceof HTMLElement) before.focus({ preventScroll: true });
  return done;
}

/**
 * copy copies a text and says so; where the browser refuses, it shows the text to
 * be copied by hand.
 * @param {string} value
 * @param {{ what: string, text: Text, say: (sentence: string) => void }} options what: what it is, in words
 */
export async function copy(value, { what, text, say }) {
  if (await copied(value)) return say(text("out.copied", what));
  byHand(value, what, text);
  say(text("out.by.hand", what));
}

/**
 * @param {string} value
 * @param {string} what
 * @param {Text} text
 */
function byHand(value, what, text) {
  const field = /** @type {HTMLTextAreaElement} */ (
    element("textarea", { readonly: "", rows: "8", "aria-label": what, "data-by-hand": "" })
  );
  field.value = value;
  const close = element("button", { type: "button", class: "button" }, text("out.close"));
  const box = /** @type {HTMLDialogElement} */ (
    element("dialog", { class: "by-hand", "aria-label": what }, element("p", {}, text("out.by.hand", what)), field, close)
  ); // prettier-ignore
  close.addEventListener("click", () => box.close());
  box.addEventListener("close", () => box.remove());
  document.body.append(box);
  box.showModal();
  field.focus();
  field.select();
}

/**
 * save offers a file.
 * @param {Blob} blob
 * @param {string} name
 */
export function save(blob, name) {
  const href = URL.createObjectURL(blob);
  element("a", { href, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(href), 10_000);
}
