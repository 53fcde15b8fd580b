// What lies over a page is closed by Esc, and by a press beside it.

/**
 * dismissable closes what lies over the page. Esc in it gives the focus back to the button
 * that opened it; a press beside box and button leaves it where the press puts it.
 * @param {{ box: HTMLElement, opener: HTMLElement | null, isOpen: () => boolean, close: () => void }} options
 */
export function dismissable({ box, opener, isOpen, close }) {
  const esc = (/** @type {KeyboardEvent} */ press) => {
    if (press.key !== "Escape" || !isOpen()) return;
    press.stopPropagation(); // it is no key of the page, too
    close();
    opener?.focus({ preventScroll: true });
  };
  box.addEventListener("keydown", esc);
  opener?.addEventListener("keydown", esc);
  document.addEventListener("pointerdown", ({ target }) => {
    const isHere = target instanceof Node && (box.contains(target) || opener?.contains(target));
    if (isOpen() && !isHere) close();
  });
}

/**
 * dismissableDetails is dismissable for an element that opens by its own summary.
 * @param {HTMLDetailsElement} box
 */
export function dismissableDetails(box) {
  dismissable({
    box,
    opener: box.querySelector("summary"),
    isOpen: () => box.open,
    close: () => (box.open = false),
  });
}
