// Which rows of a long list a table has: a window of them, however many there
// are. Rows are numbered from 1.

/** How many rows a table has at most at once. */
export const windowRows = 60;

/** Above that many pixels browsers cut a box off; the rows beyond share the room. */
export const tallestPx = 12_000_000;

/** @typedef {{ first: number, last: number }} Range Rows first to last, both included; last is first - 1 where there are none. */

/**
 * around returns the window of `count` rows that has row n in its middle, or as
 * near to it as the ends of the list allow.
 * @param {number} n
 * @param {number} count
 * @returns {Range}
 */
export function around(n, count) {
  const first = Math.max(1, Math.min(n - windowRows / 2, count - windowRows + 1));
  return { first, last: Math.min(count, first + windowRows - 1) };
}

/**
 * holds reports whether row n is in a range.
 * @param {Range} range
 * @param {number} n
 */
export function holds({ first, last }, n) {
  return n >= first && n <= last;
}

/**
 * grown returns a window with the rows that came since, as far as it has room.
 * @param {Range} range
 * @param {number} count
 * @returns {Range}
 */
export function grown({ first, last }, count) {
  return { first, last: Math.max(last, Math.min(count, first + windowRows - 1)) };
}

/**
 * roomPx returns the height that stands for the rows before a window and for
 * those after it.
 * @param {Range} range
 * @param {number} count
 * @param {number} rowPx height of one row
 */
export function roomPx({ first, last }, count, rowPx) {
  const unit = Math.min(rowPx, tallestPx / Math.max(1, count));
  return { above: (first - 1) * unit, below: Math.max(0, count - last) * unit };
}

/**
 * nextRow returns where a key leads from a row, or null where it leads nowhere.
 * @param {string} key
 * @param {number} n
 * @param {number} last
 */
export function nextRow(key, n, last) {
  const step = /** @type {Record<string, number>} */ ({
    ArrowDown: n + 1,
    ArrowUp: n - 1,
    PageDown: n + 10,
    PageUp: n - 10,
    Home: 1,
    End: last,
  })[key];
  if (step === undefined || last === 0) return null;
  return Math.min(Math.max(step, 1), last);
}

/** How long after a digit the next one belongs to the same number. */
const togetherMs = 1000;

/** Typed puts digits that are typed one after another together. */
export class Typed {
  #digits = "";
  #atMs = -Infinity;

  /**
   * take returns the number that a key makes with those before it, null for a
   * key that is no digit.
   * @param {string} key
   * @param {number} atMs
   */
  take(key, atMs) {
    if (!/^[0-9]$/.test(key)) return null;
    this.#digits = atMs - this.#atMs > togetherMs ? key : this.#digits + key;
    this.#atMs = atMs;
    return Number(this.#digits);
  }
}
