// Messages: what one send meant as a unit. They are numbered in the order in
// which their sends began.

const colours = 4;
const patterns = 4;

/**
 * letter names message n: A to Z, then AA, AB, ...
 * @param {number} n from 0
 */
export function letter(n) {
  let name = "";
  for (let k = n + 1; k > 0; k = Math.floor((k - 1) / 26)) {
    name = String.fromCharCode(65 + ((k - 1) % 26)) + name;
  }
  return name;
}

/**
 * colour returns the token of message n; after four they repeat, told apart by
 * pattern and letter.
 * @param {number} n
 */
export function colour(n) {
  return `m${(n % colours) + 1}`;
}

/**
 * pattern returns the pattern of message n: 0 is plain.
 * @param {number} n
 */
export function pattern(n) {
  return Math.floor(n / colours) % patterns;
}
