// Append-only columns: typed arrays that grow by doubling.

/**
 * @typedef {Float64Array | Int32Array | Uint32Array | Uint16Array | Uint8Array} Cells
 */

/** How many columns begin with sizes of their own, and how far these are apart. */
const sizes = Object.freeze({ count: 32, step: 2 });
let made = 0;

/**
 * Column is one column of a table. `at` may be read up to `length`.
 * @template {Cells} A
 */
export class Column {
  /** @param {new (n: number) => A} Type */
  constructor(Type) {
    // Columns of one table would all outgrow their arrays in the same frame.
    this.at = new Type(64 + (made++ % sizes.count) * sizes.step);
    this.length = 0;
  }

  /** @param {number} value */
  push(value) {
    this.#room(this.length + 1);
    this.at[this.length++] = value;
  }

  /**
   * insert puts a value before the index, moving what follows.
   * @param {number} index
   * @param {number} value
   */
  insert(index, value) {
    this.#room(this.length + 1);
    this.at.copyWithin(index + 1, index, this.length);
    this.at[index] = value;
    this.length++;
  }

  /** @param {number} need */
  #room(need) {
    if (need <= this.at.length) return;
    const Type = /** @type {new (n: number) => A} */ (this.at.constructor);
    const wider = new Type(Math.max(need, this.at.length * 2));
    wider.set(/** @type {any} */ (this.at));
    this.at = wider;
  }
}

/** @returns {Column<Float64Array>} */
export const float64 = () => new Column(Float64Array);
/** @returns {Column<Int32Array>} */
export const int32 = () => new Column(Int32Array);
/** @returns {Column<Uint16Array>} */
export const uint16 = () => new Column(Uint16Array);
/** @returns {Column<Uint8Array>} */
export const uint8 = () => new Column(Uint8Array);

/**
 * after returns the first index whose value is above the given one, in a column
 * that is sorted.
 * @param {Column<any>} column
 * @param {number} value
 */
export function after(column, value) {
  let low = 0;
  let high = column.length;
  while (low < high) {
    const mid = (low + high) >>> 1;
    if (column.at[mid] <= value) low = mid + 1;
    else high = mid;
  }
  return low;
}

/**
 * from returns the first index whose value is the given one or above, in a
 * column that is sorted.
 * @param {Column<any>} column
 * @param {number} value
 */
export function from(column, value) {
  let low = 0;
  let high = column.length;
  while (low < high) {
    const mid = (low + high) >>> 1;
    if (column.at[mid] < value) low = mid + 1;
    else high = mid;
  }
  return low;
}
