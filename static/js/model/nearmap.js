// A map whose keys are asked for again and again, as an event is often of the
// sockets of the one before it.

/** So many keys, told apart by their lowest bits, are found without the map. */
const near = 16;

/**
 * NearMap is a Map of small numbers, of which those used last are found at once.
 * @template V
 */
export class NearMap {
  /** @type {Map<number, V>} */
  #all = new Map();
  #keys = new Int32Array(near).fill(-1);
  /** @type {(V | undefined)[]} */
  #values = new Array(near).fill(undefined);

  /** @param {number} key from 0 to 2^31 - 1 */
  get(key) {
    const at = key & (near - 1);
    if (this.#keys[at] === key) return this.#values[at];
    const value = this.#all.get(key);
    this.#keys[at] = key;
    this.#values[at] = value;
    return value;
  }

  /**
   * @param {number} key
   * @param {V} value
   */
  set(key, value) {
    if (this.get(key) === value) return;
    this.#all.set(key, value);
    this.#values[key & (near - 1)] = value;
  }
}
