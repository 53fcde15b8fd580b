// A column of what few events have: its pages are there once one of their events
// has it.

const pageBits = 12;
const page = 1 << pageBits;

/** Rare has a whole number of 32 bits for each index, most of them the same. */
export class Rare {
  /** @type {(Int32Array | undefined)[]} */
  #pages = [];
  #none;

  /** @param {number} [none] what those have that have none */
  constructor(none = 0) {
    this.#none = none;
  }

  /** @param {number} i */
  get(i) {
    const values = this.#pages[i >> pageBits];
    return values === undefined ? this.#none : values[i & (page - 1)];
  }

  /**
   * @param {number} i
   * @param {number} value
   */
  set(i, value) {
    if (value === this.#none) return; // each index is set once, if at all
    const values = (this.#pages[i >> pageBits] ??= new Int32Array(page).fill(this.#none));
    values[i & (page - 1)] = value;
  }
}
