// Where in the decoder lane a box is, and its bytes in it.

import { boxPadPx } from "./metrics.js";

/**
 * Box is the place of a decode's box, and how its bytes share it.
 * @typedef {{ n: number, x: number, w: number, y: number, shared: import("./units.js").Shared, cells: import("./decoders.js").Cells, runs: import("./runs.js").Run[] }} Box
 */

/**
 * padOf is the room left and right of the cells: little in a small box.
 * @param {number} w
 */
export function padOf(w) {
  return w > 40 ? boxPadPx : 1;
}

/**
 * decodedX is where in its box byte `at` of a decode begins.
 * @param {Omit<Box, "runs">} box
 * @param {number} at
 */
export function decodedX({ x, w, shared }, at) {
  return x + padOf(w) + shared.units.at(at) * shared.cell;
}
