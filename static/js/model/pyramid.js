// The greatest values of any stretch of a column, without a look at each: above
// the column stand levels of which each has the greatest of two below.

import { int32 } from "./column.js";

/** How many values of the column one of the lowest level stands for: 2 to the power of blockBits. */
const blockBits = 4;
const block = 1 << blockBits;
/** So many neighbours are looked at one by one sooner than through the levels above. */
const atOnce = 8;

/** @typedef {import("./column.js").Column<Int32Array> | import("./column.js").Column<Float64Array>} Level */
/**
 * Numbers is what a pyramid may stand over, as a column is; most is the greatest of
 * the values from <= k < to, -Infinity of none.
 * @typedef {{ length: number, get: (k: number) => number, most: (from: number, to: number) => number }} Numbers
 */

/** Pyramid follows one column that grows. */
export class Pyramid {
  /** Level k has the greatest of each block << k values. @type {Level[]} */
  #levels = [];

  /** How many blocks all levels have. */
  #whole = 0;

  #make;

  /**
   * @param {Numbers} column
   * @param {() => Level} [make] makes a column for values as it has
   */
  constructor(column, make = int32) {
    this.column = column;
    this.#make = make;
  }

  /**
   * changed is to be called when values from an index on are other ones;
   * values that are only added need no call.
   * @param {number} index
   */
  changed(index) {
    let cell = index >> blockBits;
    this.#whole = Math.min(this.#whole, cell);
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
    if (first >= last) return this.column.most(a, b);
    this.#grow();
    const ends = Math.max(this.column.most(a, first << blockBits), this.column.most(last << blockBits, b));
    return Math.max(ends, this.#blocks(first, last));
  }

  /**
   * level returns the greatest of each 2 to the power of `bits` values, of those
   * that are complete: the column itself for fewer than a block.
   * @param {number} bits
   */
  level(bits) {
    if (bits < blockBits) return { bits: 0, values: this.column };
    this.#grow();
    const k = Math.min(bits - blockBits, this.#levels.length - 1);
    return k < 0 ? { bits: 0, values: this.column } : { bits: k + blockBits, values: this.#levels[k] };
  }

  /**
   * @param {number} a
   * @param {number} b
   */
  #blocks(a, b) {
    let most = -Infinity;
    let k = Math.min(evenBits(a | b), this.#levels.length - 1);
    a >>= k;
    b >>= k;
    for (; b - a > atOnce; a >>= 1, b >>= 1, k++) {
      const { at } = this.#levels[k];
      if (a & 1) most = Math.max(most, at[a++]);
      if (b & 1) most = Math.max(most, at[--b]);
    }
    return Math.max(most, this.#levels[k].most(a, b));
  }

  /** grow takes in what the column has grown by. */
  #grow() {
    let whole = this.column.length >> blockBits;
    if (whole === this.#whole) return;
    this.#whole = whole;
    for (let k = 0; whole > 0; k++, whole >>= 1) {
      const level = (this.#levels[k] ??= this.#make());
      if (k === 0) blocksOf(this.column, level, whole);
      else pairsOf(this.#levels[k - 1], level, whole);
    }
  }
}

/**
 * blocksOf adds the greatest of each block to the lowest level.
 * @param {Numbers} column
 * @param {Level} level
 * @param {number} whole how many blocks there are
 */
function blocksOf(column, level, whole) {
  for (let n = level.length; n < whole; n++) level.push(column.most(n << blockBits, (n + 1) << blockBits));
}

/**
 * pairsOf adds the greater of each two of a level to the one above it.
 * @param {Level} below
 * @param {Level} level
 * @param {number} whole
 */
function pairsOf({ at }, level, whole) {
  for (let n = level.length; n < whole; n++) level.push(Math.max(at[2 * n], at[2 * n + 1]));
}

/**
 * evenBits counts how often a number can be halved.
 * @param {number} n
 */
function evenBits(n) {
  return n === 0 ? 31 : 31 - Math.clz32(n & -n);
}
