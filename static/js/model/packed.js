// Whole numbers that are much alike, in as few bytes as they need.

/** Packed is numbers less the least of them; without values all are the least. @typedef {{ base: number, values: Uint8Array | Uint16Array | Uint32Array | null }} Packed */

/**
 * pack packs every step-th of some numbers of 32 bits.
 * @param {Int32Array} numbers
 * @param {number} first
 * @param {number} step
 * @returns {Packed}
 */
export function pack(numbers, first, step) {
  let [least, most] = [numbers[first], numbers[first]];
  for (let k = first; k < numbers.length; k += step) {
    if (numbers[k] < least) least = numbers[k];
    if (numbers[k] > most) most = numbers[k];
  }
  if (least === most) return { base: least, values: null };
  const range = most - least;
  const Type = range < 1 << 8 ? Uint8Array : range < 1 << 16 ? Uint16Array : Uint32Array;
  const values = new Type(Math.ceil((numbers.length - first) / step));
  for (let k = first, n = 0; k < numbers.length; k += step) values[n++] = numbers[k] - least;
  return { base: least, values };
}
