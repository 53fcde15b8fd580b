// How large the panes of an instrument are: what keys and a drag make of a size.

/** How far an arrow key moves a border, and with Shift. */
const stepPx = 16;
const stridePx = 64;

/** @typedef {{ least: number, most: number }} Bounds in pixels */

/**
 * within keeps a size between its bounds.
 * @param {number} px
 * @param {Bounds} bounds
 */
export function within(px, { least, most }) {
  return Math.round(Math.max(least, Math.min(Math.max(least, most), px)));
}

/**
 * keyedSize returns the size that a key makes of one, null for any other key.
 * grows and shrinks are the arrows that do so.
 * @param {{ key: string, shiftKey: boolean }} press
 * @param {number} px
 * @param {Bounds & { grows: string, shrinks: string }} border
 */
export function keyedSize({ key, shiftKey }, px, border) {
  const by = shiftKey ? stridePx : stepPx;
  const sizes = /** @type {Record<string, number>} */ ({
    [border.grows]: px + by,
    [border.shrinks]: px - by,
    Home: border.least,
    End: border.most,
  });
  return key in sizes ? within(sizes[key], border) : null;
}
