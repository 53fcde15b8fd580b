// Keeps the buttons of a run where they are while what stands above them grows.

/**
 * shift returns how far the page has to be scrolled for what stands below a box
 * to stay in its place: as far as the box has grown, but not where the window
 * made it wider or narrower.
 * @param {{ width: number, height: number } | null} before
 * @param {{ width: number, height: number }} now
 */
export function shift(before, now) {
  return before && before.width === now.width ? now.height - before.height : 0;
}

/**
 * keepSteady scrolls with the box as it grows, as long as the reader is at the
 * buttons: whoever types in the box itself keeps that in sight.
 * @param {Element} box
 * @param {Element} buttons
 */
export function keepSteady(box, buttons) {
  /** @type {{ width: number, height: number } | null} */
  let before = null;
  new ResizeObserver(() => {
    const now = box.getBoundingClientRect();
    const top = shift(before, now);
    before = now;
    if (top !== 0 && buttons.contains(document.activeElement)) scrollBy({ top, behavior: "instant" });
  }).observe(box);
}
