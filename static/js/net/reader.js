// Reads the primitive values of the wire format and never past its end.

/** WireError says what is wrong with a batch and at which byte. */
export class WireError extends Error {
  /**
   * @param {string} what
   * @param {number} at
   */
  constructor(what, at) {
    super(`wire: ${what} at byte ${at}`);
    this.name = "WireError";
    this.at = at;
  }
}

/** The greatest number that bit operations take as it is. */
const mostSmall = 0x7fffffff;

const utf8 = new TextDecoder("utf-8", { fatal: false });

/** Reader reads values one after another. */
export class Reader {
  /** @param {Uint8Array} bytes */
  constructor(bytes) {
    this.bytes = bytes;
    this.at = 0;
    this.end = bytes.length;
  }

  get done() {
    return this.at >= this.end;
  }

  u8() {
    if (this.at >= this.end) throw new WireError("the batch ends in the middle of a row", this.at);
    return this.bytes[this.at++];
  }

  /** uvarint reads an unsigned LEB128 number of at most 53 bits. */
  uvarint() {
    // Nearly all numbers of a row have one to three bytes.
    const { bytes, at } = this;
    if (at + 3 > this.end) return this.#long();
    const a = bytes[at];
    if (a < 0x80) {
      this.at = at + 1;
      return a;
    }
    const b = bytes[at + 1];
    if (b < 0x80) {
      this.at = at + 2;
      return (a & 0x7f) | (b << 7);
    }
    const c = bytes[at + 2];
    if (c >= 0x80) return this.#long();
    this.at = at + 3;
    return (a & 0x7f) | ((b & 0x7f) << 7) | (c << 14);
  }

  #long() {
    const begin = this.at;
    let value = 0;
    let weight = 1;
    for (let n = 0; n < 8; n++) {
      const byte = this.u8();
      value += (byte & 0x7f) * weight;
      if (byte < 0x80) {
        if (value > Number.MAX_SAFE_INTEGER) break;
        return value;
      }
      weight *= 128;
    }
    throw new WireError("a number is too large", begin);
  }

  /** int64 reads an unsigned number whose top bit may stand for a sign. */
  int64() {
    const value = this.#wide();
    return typeof value === "number" ? value : Number(BigInt.asIntN(64, value));
  }

  /** zigzag64 is zigzag for 64 bits; above 53 the number is the nearest there is. */
  zigzag64() {
    const value = this.#wide();
    if (typeof value === "number") return unzigzag(value);
    return Number(value % 2n === 0n ? value / 2n : -(value + 1n) / 2n);
  }

  /** wide reads an unsigned number of 64 bits, a long one as a BigInt. */
  #wide() {
    const begin = this.at;
    let length = 1;
    while (this.u8() >= 0x80) length++;
    if (length < 8) {
      this.at = begin;
      return this.uvarint();
    }
    if (length > 10) throw new WireError("a number is too large", begin);
    let value = 0n;
    for (let n = length - 1; n >= 0; n--) value = (value << 7n) | BigInt(this.bytes[begin + n] & 0x7f);
    return BigInt.asUintN(64, value);
  }

  /** zigzag reads a signed number: 0, -1, 1, -2 are sent as 0, 1, 2, 3. */
  zigzag() {
    return unzigzag(this.uvarint());
  }

  /**
   * int reads an unsigned number that may not exceed `max`.
   * @param {number} max
   * @param {string} what
   */
  int(max, what) {
    const begin = this.at;
    const value = this.uvarint();
    if (value > max) throw new WireError(`${what} ${value} is above ${max}`, begin);
    return value;
  }

  /**
   * take returns a view of the next bytes.
   * @param {number} length
   */
  take(length) {
    const at = this.skip(length);
    return this.bytes.subarray(at, at + length);
  }

  /**
   * skip steps over the next bytes and returns where they are.
   * @param {number} length
   */
  skip(length) {
    const { at } = this;
    if (length > this.end - at) {
      throw new WireError(`${length} bytes are announced, ${this.end - at} are left`, at);
    }
    this.at = at + length;
    return at;
  }

  /** text reads a length and that many bytes of UTF-8. */
  text() {
    return utf8.decode(this.take(this.uvarint()));
  }

  /**
   * part returns a reader of the next bytes only, and steps over them.
   * @param {number} length
   */
  part(length) {
    const part = new Reader(this.bytes);
    part.at = this.at;
    this.take(length);
    part.end = this.at;
    return part;
  }
}

/** @param {number} value */
function unzigzag(value) {
  // Small numbers, as nearly all are, need no division.
  if (value <= mostSmall) return (value >>> 1) ^ -(value & 1);
  return value % 2 === 0 ? value / 2 : -(value + 1) / 2;
}
