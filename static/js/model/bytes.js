// Bytes: where they are kept and how they are written for people.

/**
 * ByteStore keeps payloads; a payload is a position and a length. The arrays that
 * payloads lie in, as those of a batch do in its bytes, are kept as a whole.
 */
export class ByteStore {
  #bytes = new Uint8Array();
  #length = 0;
  /** The array that was kept last, and where. @type {Uint8Array | null} */
  #last = null;
  #base = 0;
  /** Whether each byte of payloads so far takes one character in its cell. */
  isPlain = true;

  /**
   * add keeps bytes [at, at+length) and gives their position. The array must not change
   * while payloads are added that lie in it.
   * @param {Uint8Array} bytes
   * @param {number} [at]
   * @param {number} [length]
   */
  add(bytes, at = 0, length = bytes.length - at) {
    if (bytes !== this.#last) this.#keep(bytes);
    const position = this.#base + at;
    this.isPlain &&= this.wide(position, length) === 0;
    return position;
  }

  /** @param {Uint8Array} bytes */
  #keep(bytes) {
    this.#last = bytes;
    this.#base = this.#length;
    this.#length += bytes.length;
    if (this.#length > this.#bytes.length) {
      const wider = new Uint8Array(this.#length * 2);
      wider.set(this.#bytes);
      this.#bytes = wider;
    }
    this.#bytes.set(bytes, this.#base);
  }

  /**
   * wide counts the stored bytes that take two characters in their cells.
   * @param {number} position
   * @param {number} length
   */
  wide(position, length) {
    return wideIn(this.#bytes, position, length);
  }

  /**
   * slice returns a view of stored bytes; it must not be written to.
   * @param {number} position
   * @param {number} length
   */
  slice(position, length) {
    return this.#bytes.subarray(position, position + length);
  }

  /**
   * gather puts pieces of payloads together, whose positions are by index; null where
   * they are not that many bytes.
   * @param {import("./streams.js").Piece[]} pieces
   * @param {{ at: { [index: number]: number } }} position
   * @param {number} length
   */
  gather(pieces, position, length) {
    if (pieces.reduce((sum, piece) => sum + piece.len, 0) !== length) return null;
    const bytes = new Uint8Array(length);
    let at = 0;
    for (const { index, off, len } of pieces) {
      bytes.set(this.slice(position.at[index] + off, len), at);
      at += len;
    }
    return bytes;
  }
}

/**
 * wideIn counts the bytes that take two characters in their cells.
 * @param {Uint8Array} bytes
 * @param {number} [at]
 * @param {number} [length]
 */
export function wideIn(bytes, at = 0, length = bytes.length - at) {
  let count = 0;
  for (let k = at; k < at + length; k++) if (!printable(bytes[k])) count++;
  return count;
}

const escapes = new Map([
  [0x09, "\\t"],
  [0x0a, "\\n"],
  [0x0d, "\\r"],
  [0x5c, "\\\\"],
]);

/** @param {number} byte */
function printable(byte) {
  return byte >= 0x20 && byte < 0x7f;
}

/**
 * hex2 writes a byte as two hexadecimal digits.
 * @param {number} byte
 */
export function hex2(byte) {
  return byte.toString(16).padStart(2, "0").toUpperCase();
}

/**
 * isPlain reports whether one character stands for a byte in its cell.
 * @param {number} byte
 */
export function isPlain(byte) {
  return printable(byte);
}

/**
 * cellText is what stands in the cell of one byte: its character, a visible
 * space, or its hexadecimal digits.
 * @param {number} byte
 */
export function cellText(byte) {
  if (byte === 0x20) return "␣";
  return printable(byte) ? String.fromCharCode(byte) : hex2(byte);
}

/**
 * pythonBytes writes bytes as Python's repr does, cut after `most` bytes.
 * @param {Uint8Array} bytes
 * @param {number} [most]
 */
export function pythonBytes(bytes, most = 16) {
  const quote = bytes.includes(0x27) && !bytes.includes(0x22) ? '"' : "'";
  let text = "";
  for (const byte of bytes.subarray(0, most)) {
    const escape = escapes.get(byte);
    if (escape) text += escape;
    else if (byte === quote.charCodeAt(0)) text += "\\" + quote;
    else text += printable(byte) ? String.fromCharCode(byte) : "\\x" + hex2(byte).toLowerCase();
  }
  return `b${quote}${text}${bytes.length > most ? "…" : ""}${quote}`;
}
