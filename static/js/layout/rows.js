// Rows of words around the boxes of a lane; words never lie over each other.

import { textPx } from "./metrics.js";

/** @typedef {{ from: number, to: number }} Taken */

/** Rows keeps what is taken in each row, from left to right or not. */
export class Rows {
  /** @param {number} count */
  constructor(count) {
    /** @type {Taken[][]} */
    this.rows = Array.from({ length: count }, () => []);
  }

  /**
   * take marks a stretch of some rows as taken.
   * @param {number[]} rows
   * @param {number} from
   * @param {number} to
   */
  take(rows, from, to) {
    for (const row of rows) this.rows[row].push({ from, to });
  }

  /**
   * place finds room for a text at one of the given middles, the first row
   * and the first middle that have it; null where none has.
   * @param {string} text
   * @param {number} size
   * @param {number[]} mids
   * @returns {{ row: number, x: number } | null}
   */
  place(text, size, mids) {
    const half = textPx(text, size) / 2 + 3;
    for (const [row, taken] of this.rows.entries()) {
      const x = mids.find((mid) => taken.every(({ from, to }) => to <= mid - half || from >= mid + half));
      if (x === undefined) continue;
      taken.push({ from: x - half, to: x + half });
      return { row, x };
    }
    return null;
  }
}
