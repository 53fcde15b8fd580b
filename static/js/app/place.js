// Keeps the reader's place while the page is asked for again with other
// options: how far it was scrolled, what had the focus, and what was open.

const name = "stickylab.place";

/**
 * Place is where the reader was on a page.
 * @typedef {object} Place
 * @property {string} path
 * @property {number} topPx
 * @property {string} focus id of the element that had the focus
 * @property {boolean} open whether the options were open
 */

/**
 * keepPlace remembers a place for the next page of this tab.
 * @param {Place} place
 * @param {Pick<Storage, "setItem">} storage
 */
export function keepPlace(place, storage) {
  try {
    storage.setItem(name, JSON.stringify(place));
  } catch {
    // A browser that forbids it begins at the top.
  }
}

/**
 * takePlace returns the place that was kept for a page, once.
 * @param {string} path
 * @param {Pick<Storage, "getItem" | "removeItem">} storage
 * @returns {Place | null}
 */
export function takePlace(path, storage) {
  try {
    const kept = storage.getItem(name);
    storage.removeItem(name);
    const place = kept === null ? null : JSON.parse(kept);
    return place?.path === path ? place : null;
  } catch {
    return null;
  }
}

/**
 * go leads to another address of the same page.
 * @param {string} href
 * @param {Element} [at] what was changed
 */
export function go(href, at) {
  const details = at?.closest("details");
  keepPlace(
    { path: location.pathname, topPx: scrollY, focus: at?.id ?? "", open: details?.open ?? false },
    sessionStorage,
  );
  location.assign(href);
}

/** restorePlace brings the reader back to where the page before this was left. */
export function restorePlace() {
  const place = takePlace(location.pathname, sessionStorage);
  if (!place) return;
  const focused = place.focus ? document.getElementById(place.focus) : null;
  const details = focused?.closest("details") ?? document.querySelector("details[data-options]");
  if (place.open && details instanceof HTMLDetailsElement) details.open = true;
  focused?.focus({ preventScroll: true });
  scrollTo({ top: place.topPx, behavior: "instant" });
}
