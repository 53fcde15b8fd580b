// Where in the decoder lane a box is, and its bytes in it.

import { boxPadPx } from "./metrics.js";

/**
 * Box is the place of a decode's box; cell is the width of a unit.
 * @typedef {{ n: number, x: number, w: number, y: number, cell: number, cells: import("./decoders.js").Cells, runs: import("./runs.js").Run[] }} Box
 */

/** Boxes in view, by number of the decode. @typedef {Map<number, Box>} Boxes */

/**
 * padOf is the room left and right of the cells: little in a small box.
 * @param {number} w
 */
export function padOf(w) {
  return w > 40 ? boxPadPx : 1;
}

/**
 * decodedX is where in its box byte `at` of a decode begins.
 * @param {Box} box
 * @param {number} at
 */
export function decodedX({ x, w, cell, cells }, at) {
  return x + padOf(w) + (cells.edges?.[at] ?? at) * cell;
}
