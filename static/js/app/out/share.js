// The box with the page's link, and the link on the clipboard.

/**
 * share opens the box, or closes it.
 * @param {{ button: HTMLElement, box: HTMLElement, link: string, text: import("../text.js").Text }} options
 */
export async function share({ button, box, link, text }) {
  const input = box.querySelector("input");
  const note = box.querySelector('[role="status"]');
  if (!input || !note) return;
  box.hidden = !box.hidden;
  button.setAttribute("aria-expanded", String(!box.hidden));
  if (box.hidden) return;
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
