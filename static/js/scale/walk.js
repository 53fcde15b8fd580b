// Looking up places that are asked for one after another, as pixels are.

/**
 * Walk finds the first number for which a test holds, again and again. It looks
 * first where the distance between the last two answers leads: from afar a
 * search through the whole of a long list would wait for memory at each step.
 */
export class Walk {
  #at;
  #stride = 0;

  /** @param {number} [at] where the first answer may be */
  constructor(at = 0) {
    this.#at = at;
  }

  /**
   * first returns the first k in [0, count) for which the test holds, it holding
   * for all after it; count for none.
   * @param {number} count
   * @param {(k: number) => boolean} test
   */
  first(count, test) {
    const guess = Math.max(0, Math.min(this.#at + this.#stride, count - 1));
    const found = count === 0 ? 0 : near(count, guess, test);
    this.#stride = found - this.#at;
    this.#at = found;
    return found;
  }
}

/**
 * near searches around a guess, in steps that double, and then between the last
 * two of them.
 * @param {number} count
 * @param {number} guess
 * @param {(k: number) => boolean} test
 */
function near(count, guess, test) {
  let low = 0;
  let high = count;
  if (test(guess)) {
    high = guess;
    for (let step = 1, k = guess - 1; k >= 0; step *= 2, k = high - step) {
      if (!test(k)) {
        low = k + 1;
        break;
      }
      high = k;
    }
  } else {
    low = guess + 1;
    for (let step = 1, k = low; k < count; step *= 2, k = low + step - 1) {
      if (test(k)) {
        high = k;
        break;
      }
      low = k + 1;
    }
  }
  return between(low, high, test);
}

/**
 * @param {number} low
 * @param {number} high
 * @param {(k: number) => boolean} test
 */
function between(low, high, test) {
  while (low < high) {
    const mid = (low + high) >>> 1;
    if (test(mid)) high = mid;
    else low = mid + 1;
  }
  return low;
}
