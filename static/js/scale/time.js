// Time as it is: the same room for every nanosecond.

/** How time is laid out: each event with room of its own; to scale without idle time; to scale. @typedef {"event" | "folded" | "time"} Mode */
/** Range is a part of an axis. @typedef {{ from: number, to: number }} Range */

/**
 * Window is the part of an axis that is in view, on a strip of the canvas.
 * @typedef {object} Window
 * @property {number} from axis value at the strip's left edge
 * @property {number} to axis value at its right edge
 * @property {number} leftPx
 * @property {number} widthPx
 */

/**
 * pxPer is the room that one unit of the axis has.
 * @param {Window} w
 */
export function pxPer(w) {
  return w.widthPx / (w.to - w.from);
}

/**
 * toPx places an axis value on the canvas.
 * @param {Window} w
 * @param {number} value
 */
export function toPx(w, value) {
  return w.leftPx + (value - w.from) * pxPer(w);
}

/**
 * fromPx is the inverse of toPx.
 * @param {Window} w
 * @param {number} px
 */
export function fromPx(w, px) {
  return w.from + (px - w.leftPx) / pxPer(w);
}
