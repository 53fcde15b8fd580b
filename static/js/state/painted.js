// What may wait until the next frame is painted.

/**
 * afterPaint acts when the next frame is painted, and soon where none is: a page that
 * is not looked at has no frames.
 * @param {() => void} act
 */
export function afterPaint(act) {
  if (document.hidden) setTimeout(act);
  else requestAnimationFrame(() => setTimeout(act));
}
