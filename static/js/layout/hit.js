// What lies under a point.

import { badgeHighPx, badgePx } from "./metrics.js";

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

/**
 * markAt returns the key of what explains the badge at a point, or null.
 * @param {readonly import("./shapes.js").Shape[]} shapes
 * @param {number} x
 * @param {number} y
 */
export function markAt(shapes, x, y) {
  for (const shape of shapes) {
    if (shape.t !== "badge" || !shape.about) continue;
    const far = Math.max(
      Math.abs(x - shape.x) - badgePx(shape.text) / 2,
      Math.abs(y - shape.y) - badgeHighPx / 2,
    );
    if (far <= 0) return shape.about;
  }
  return null;
}
