// The greatest values of any stretch of a column, without a look at each: above
// the column stand levels of which each has the greatest of two below.

import { Column } from "./column.js";

/** How many values of the column one of the lowest level stands for, as a power of two. */
const blockBits = 4;
const block = 1 << blockBits;

/** Pyramid follows one column that grows. */
export class Pyramid {
  /** Level k has the greatest of each block << k values. @type {Column<Int32Array>[]} */
  #levels = [];

  /** @param {Column<Int32Array>} column */
  constructor(column) {
    this.column = column;
  }

  /**
   * changed is to be called when values from an index on are other ones;
   * values that are only added need no call.
   * @param {number} index
   */
  changed(index) {
    let cell = index >> blockBits;
    for (const level of this.#levels) {
      if (level.length <= cell) return;
      level.length = cell;
      cell >>= 1;
    }
  }

  /**
   * max returns the greatest of the values a <= k < b, -Infinity of none. It
   * looks at as many values as b - a has binary digits, and some.
   * @param {number} [a]
   * @param {number} [b]
   */
  max(a = 0, b = this.column.length) {
    const first = (a + block - 1) >> blockBits;
    const last = b >> blockBits;
    if (first >= last) return greatest(this.column, a, b);
    this.#grow();
    const ends = Math.max(
      greatest(this.column, a, first << blockBits),
      greatest(this.column, last << blockBits, b),
    );
    return Math.max(ends, this.#blocks(first, last));
  }

  /**
   * @param {number} a
   * @param {number} b
   */
  #blocks(a, b) {
    let most = -Infinity;
    for (let k = 0; a < b; k++) {
      const { at } = this.#levels[k];
      if (a & 1) most = Math.max(most, at[a++]);
      if (b & 1) most = Math.max(most, at[--b]);
      a >>= 1;
      b >>= 1;
    }
    return most;
  }

  /** grow takes in what the column has grown by. */
  #grow() {
    let whole = this.column.length >> blockBits;
    for (let k = 0; whole > 0; k++, whole >>= 1) {
      const level = (this.#levels[k] ??= new Column(Int32Array));
      const below = this.#levels[k - 1];
      for (let n = level.length; n < whole; n++) {
        if (below) level.push(Math.max(below.at[2 * n], below.at[2 * n + 1]));
        else level.push(greatest(this.column, n << blockBits, (n + 1) << blockBits));
      }
    }
  }
}

/**
 * @param {Column<Int32Array>} column
 * @param {number} from
 * @param {number} to not included
 */
function greatest({ at }, from, to) {
  let most = -Infinity;
  for (let k = from; k < to; k++) if (at[k] > most) most = at[k];
  return most;
}
