// The card of a codec at the foot of a page: loaded when it comes near.

import { loaded } from "../later.js";

/** @typedef {import("../text.js").Text} Text */

/** How far below the window a card may be to be loaded: about two turns of a wheel. */
const nearPx = 240;

/**
 * wireCureLater brings the card to life when the reader comes near it. What is
 * pressed while it is loaded is pressed again then.
 * @param {Text} text
 * @param {(sentence: string) => void} say
 */
export function wireCureLater(text, say) {
  const card = document.querySelector("[data-cure]");
  if (!(card instanceof HTMLElement)) return;
  for (const button of card.querySelectorAll("button:disabled")) button.removeAttribute("disabled");
  /** @type {HTMLElement | null} */
  let pressed = null;
  const hold = (/** @type {MouseEvent} */ event) => {
    const button = event.target instanceof Element ? event.target.closest("button") : null;
    if (!button) return;
    event.preventDefault();
    pressed = button;
    load();
  };
  let begun = false;
  const load = async () => {
    if (begun) return;
    begun = true;
    near.disconnect();
    try {
      const { wireCure } = await loaded(import("./card.js"), text);
      card.removeEventListener("click", hold, true);
      wireCure(text, say);
      pressed?.click();
    } catch (error) {
      console.error(error); // the page says that it has to be loaded again
      begun = false;
    }
  };
  const near = new IntersectionObserver((seen) => seen.some((entry) => entry.isIntersecting) && load(), {
    rootMargin: `${nearPx}px`,
  });
  near.observe(card);
  card.addEventListener("click", hold, true);
}
