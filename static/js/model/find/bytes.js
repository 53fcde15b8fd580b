// Bytes that are looked for, fed piece by piece: what lies across the border of
// two pieces is found too (Knuth, Morris and Pratt).

export class Pattern {
  /** How long the longest beginning is that is also an end of each beginning. */
  #back;

  /** @param {Uint8Array} bytes one at least */
  constructor(bytes) {
    this.bytes = bytes;
    this.#back = new Uint16Array(bytes.length);
    for (let i = 1, k = 0; i < bytes.length; i++) {
      while (k > 0 && bytes[i] !== bytes[k]) k = this.#back[k - 1];
      if (bytes[i] === bytes[k]) k++;
      this.#back[i] = k;
    }
  }

  /**
   * feed goes on behind the first `matched` bytes of the pattern; it calls found
   * with how many bytes of the piece there are up to the end of a match, and
   * returns how much is matched at the end of the piece.
   * @param {Uint8Array} piece
   * @param {number} matched
   * @param {(end: number) => void} found
   */
  feed(piece, matched, found) {
    const { bytes } = this;
    for (let i = 0, k = matched; ; i++) {
      if (k === 0) {
        i = piece.indexOf(bytes[0], i);
        if (i < 0) return 0;
      }
      if (i >= piece.length) return k;
      while (k > 0 && piece[i] !== bytes[k]) k = this.#back[k - 1];
      if (piece[i] === bytes[k]) k++;
      if (k < bytes.length) continue;
      found(i + 1);
      k = this.#back[k - 1];
    }
  }
}
