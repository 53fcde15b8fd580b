// The box with the page's link, and the link on the clipboard.

import { dismissable } from "../dismiss.js";
import { sheet } from "../later.js";

/**
 * createShare makes what opens the box with a link, or closes it.
 * @param {HTMLElement} button
 * @param {HTMLElement} box
 * @param {import("../text.js").Text} text
 */
export async function createShare(button, box, text) {
  await sheet("share");
  const show = (/** @type {boolean} */ on) => {
    box.hidden = !on;
    button.setAttribute("aria-expanded", String(on));
  };
  dismissable({ box, opener: button, isOpen: () => !box.hidden, close: () => show(false) });
  return (/** @type {string} */ link) => {
    show(box.hidden === true);
    if (!box.hidden) offer(box, link, text);
  };
}

/**
 * offer has the link to copy in the box, and on the clipboard where that can be.
 * @param {HTMLElement} box
 * @param {string} link
 * @param {import("../text.js").Text} text
 */
async function offer(box, link, text) {
  const input = /** @type {HTMLInputElement} */ (box.querySelector("input"));
  const note = /** @type {HTMLElement} */ (box.querySelector('[role="status"]'));
  input.value = new URL(link, location.href).href;
  input.select();
  note.textContent = (await copied(input.value)) ? text("share.copied") : text("share.copy");
}

/**
 * copied tries the clipboard, which pages over plain HTTP do not have.
 * @param {string} value
 */
async function copied(value) {
  try {
    await navigator.clipboard.writeText(value);
    return true;
  } catch {
    return false;
  }
}
