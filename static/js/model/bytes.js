// Bytes: where they are kept and how they are written for people.

/** So few bytes are copied sooner one by one. */
const mostByByte = 48;

/** ByteStore keeps payloads one after another; a payload is a position and a length. */
export class ByteStore {
  #bytes = new Uint8Array(1024);
  length = 0;
  /** Whether each byte so far takes one character in its cell. */
  isPlain = true;

  /**
   * add copies bytes [at, at+length) and gives their position.
   * @param {Uint8Array} bytes
   * @param {number} [at]
   * @param {number} [length]
   */
  add(bytes, at = 0, length = bytes.length - at) {
    const position = this.length;
    const need = position + length;
    if (need > this.#bytes.length) {
      const wider = new Uint8Array(Math.max(need, this.#bytes.length * 2));
      wider.set(this.#bytes);
      this.#bytes = wider;
    }
    if (length > mostByByte) this.#bytes.set(bytes.subarray(at, at + length), position);
    else for (let k = 0; k < length; k++) this.#bytes[position + k] = bytes[at + k];
    this.length = need;
    if (this.isPlain) this.#look(position, need);
    return position;
  }

  /**
   * look goes through new bytes, up to the first that takes two characters.
   * @param {number} from
   * @param {number} to
   */
  #look(from, to) {
    const bytes = this.#bytes;
    let k = from;
    while (k < to && printable(bytes[k])) k++;
    this.isPlain = k === to;
  }

  /**
   * wide counts the stored bytes that take two characters in their cells.
   * @param {number} position
   * @param {number} length
   */
  wide(position, length) {
    const bytes = this.#bytes;
    let count = 0;
    for (let k = position; k < position + length; k++) if (!printable(bytes[k])) count++;
    return count;
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
 */
export function wideIn(bytes) {
  let count = 0;
  for (const byte of bytes) if (!printable(byte)) count++;
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
