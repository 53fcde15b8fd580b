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
  length = 0;

  /** @param {new (n: number) => A} Type */
  constructor(Type) {
    // Columns of one table would all outgrow their arrays in the same frame.
    this.at = new Type(64 + (made++ % sizes.count) * sizes.step);
  }

  /** @param {number} k */
  get(k) {
    return this.at[k];
  }

  /**
   * most returns the greatest of the values from <= k < to, -Infinity of none.
   * @param {number} from
   * @param {number} to
   */
  most(from, to) {
    const { at } = this;
    let most = -Infinity;
    for (let k = from; k < to; k++) if (at[k] > most) most = at[k];
    return most;
  }

  /** @param {number} value */
  push(value) {
    const n = this.length;
    if (n === this.at.length) this.reserve(n + 1);
    this.at[n] = value;
    this.length++;
  }

  /**
   * insert puts a value before the index, moving what follows.
   * @param {number} index
   * @param {number} value
   */
  insert(index, value) {
    this.reserve(this.length + 1);
    if (index < this.length) this.at.copyWithin(index + 1, index, this.length);
    this.at[index] = value;
    this.length++;
  }

  /**
   * set changes a value that is there.
   * @param {number} index
   * @param {number} value
   */
  set(index, value) {
    this.at[index] = value;
  }

  /**
   * reserve makes room for so many values in all.
   * @param {number} need
   */
  reserve(need) {
    if (need <= this.at.length) return;
    const Type = /** @type {new (n: number) => A} */ (this.at.constructor);
    const wider = new Type(Math.max(need, this.at.length * 2));
    wider.set(/** @type {any} */ (this.at.subarray(0, this.length)));
    this.at = wider;
  }
}

// Where push is compiled the type of the array is known, or one of few: one push
// for all takes several times as long.

/** @extends {Column<Float64Array>} */
class Float64Column extends Column {
  /** @override @param {number} value */
  push(value) {
    const n = this.length;
    if (n === this.at.length) this.reserve(n + 1);
    this.at[n] = value;
    this.length++;
  }
}

/** @extends {Column<Int32Array>} */
class Int32Column extends Column {
  /** @override @param {number} value */
  push(value) {
    const n = this.length;
    if (n === this.at.length) this.reserve(n + 1);
    this.at[n] = value;
    this.length++;
  }
}

/** @returns {Column<Float64Array>} */
export const float64 = () => new Float64Column(Float64Array);
/** @returns {Column<Int32Array>} */
export const int32 = () => new Int32Column(Int32Array);
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

/**
 * firstAfter returns the first place in a list of events at which a column has
 * more than a value, the column rising along the list.
 * @param {Column<Int32Array>} list
 * @param {Column<any>} column
 * @param {number} value
 */
export function firstAfter(list, column, value) {
  let low = 0;
  let high = list.length;
  while (low < high) {
    const mid = (low + high) >>> 1;
    if (column.at[list.at[mid]] <= value) low = mid + 1;
    else high = mid;
  }
  return low;
}
