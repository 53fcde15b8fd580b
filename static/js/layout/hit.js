// What lies under a point.

/**
 * hit returns the place at a point, or null; the smallest one wins.
 * @param {import("./shapes.js").Zone[]} zones
 * @param {number} x
 * @param {number} y
 */
export function hit(zones, x, y) {
  /** @type {import("./shapes.js").Zone | null} */
  let best = null;
  for (const zone of zones) {
    const inside = x >= zone.x - 2 && x <= zone.x + zone.w + 2 && y >= zone.y && y <= zone.y + zone.h;
    if (inside && (!best || zone.w < best.w)) best = zone;
  }
  return best;
}
