// Which events are found: a bit each, by seq, so that a million take 128 KB.

export class Marks {
  #bits = new Uint32Array(64);
  count = 0;

  /** @param {number} seq from 1 */
  has(seq) {
    return ((this.#bits[seq >>> 5] ?? 0) & (1 << (seq & 31))) !== 0;
  }

  /** @param {number} seq */
  add(seq) {
    const at = seq >>> 5;
    if (at >= this.#bits.length) {
      const wider = new Uint32Array(Math.max(at + 1, this.#bits.length * 2));
      wider.set(this.#bits);
      this.#bits = wider;
    }
    if (this.has(seq)) return;
    this.#bits[at] |= 1 << (seq & 31);
    this.count++;
  }

  /**
   * upTo counts the found events up to a seq.
   * @param {number} seq
   */
  upTo(seq) {
    if (seq < 0) return 0;
    let count = 0;
    const last = Math.min(seq >>> 5, this.#bits.length - 1);
    for (let at = 0; at < last; at++) count += ones(this.#bits[at]);
    const rest = seq >>> 5 === last ? (seq & 31) === 31 ? -1 : (1 << ((seq & 31) + 1)) - 1 : -1; // prettier-ignore
    return count + ones(this.#bits[last] & rest);
  }

  /**
   * after returns the first found seq behind one, 0 for none.
   * @param {number} seq
   */
  after(seq) {
    const bits = this.#bits;
    for (let n = seq + 1, at = n >>> 5; at < bits.length; n = ++at << 5) {
      const rest = bits[at] & (-1 << (n & 31));
      if (rest !== 0) return (at << 5) + 31 - Math.clz32(rest & -rest);
    }
    return 0;
  }

  /**
   * before returns the last found seq in front of one, 0 for none.
   * @param {number} seq
   */
  before(seq) {
    const bits = this.#bits;
    for (let n = seq - 1, at = Math.min(n >>> 5, bits.length - 1); n >= 0 && at >= 0; at--) {
      const rest = at === n >>> 5 && (n & 31) !== 31 ? bits[at] & ((1 << ((n & 31) + 1)) - 1) : bits[at];
      if (rest !== 0) return (at << 5) + 31 - Math.clz32(rest);
    }
    return 0;
  }
}

/** @param {number} bits */
function ones(bits) {
  let n = bits - ((bits >>> 1) & 0x55555555);
  n = (n & 0x33333333) + ((n >>> 2) & 0x33333333);
  return (((n + (n >>> 4)) & 0x0f0f0f0f) * 0x01010101) >>> 24;
}
