// Where words in a column have room.

export class Free {
  /** What is taken, from top to bottom. @type {[number, number][]} */
  #taken = [];

  /**
   * take takes a stretch if it is free, and reports whether it was.
   * @param {number} top
   * @param {number} bottom
   */
  take(top, bottom) {
    const at = this.#after(top);
    const [before, next] = [this.#taken[at - 1], this.#taken[at]];
    if ((before && before[1] > top) || (next && next[0] < bottom)) return false;
    this.#taken.splice(at, 0, [top, bottom]);
    return true;
  }

  /**
   * below takes the first free stretch that begins no higher than `top`, if it is
   * no farther than `most` below; it returns where that begins, or null.
   * @param {number} top
   * @param {number} tall
   * @param {number} most
   */
  below(top, tall, most) {
    for (let at = top; at <= top + most;) {
      if (this.take(at, at + tall)) return at;
      const after = this.#after(at);
      const blocking = [this.#taken[after - 1], this.#taken[after]].find(
        (one) => one && one[1] > at && one[0] < at + tall,
      );
      at = blocking ? blocking[1] : at + tall;
    }
    return null;
  }

  /** @param {number} top how many stretches begin above it */
  #after(top) {
    let [low, high] = [0, this.#taken.length];
    while (low < high) {
      const mid = (low + high) >>> 1;
      if (this.#taken[mid][0] > top) high = mid;
      else low = mid + 1;
    }
    return low;
  }
}
