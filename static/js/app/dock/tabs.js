// What a list of tabs does with keys, and which tab a selection opens.

/**
 * nextTab returns the tab that a key leads to, null for any other key.
 * @param {string} key
 * @param {number} at index of the tab that has the focus
 * @param {number} count
 */
export function nextTab(key, at, count) {
  const next = /** @type {Record<string, number>} */ ({
    ArrowRight: (at + 1) % count,
    ArrowLeft: (at + count - 1) % count,
    Home: 0,
    End: count - 1,
  })[key];
  return next ?? null;
}

/**
 * outlasts reports whether a tab stays when something is run: a table that fills,
 * and what shows runs of its own.
 * @param {string} name
 */
export function outlasts(name) {
  return ["events", "segments", "compare", "repeat"].includes(name);
}

/**
 * staysOpen reports whether a tab stays when something is selected: a table in
 * which the selection is marked, the run before, and what needs a large part of the window.
 * @param {string} name
 * @param {boolean} isTall
 */
export function staysOpen(name, isTall) {
  return isTall || ["events", "segments", "before"].includes(name);
}
