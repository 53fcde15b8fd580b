// Characters in a byte stream that is seen a row at a time: where each begins
// and how many bytes it has, as a decoder that never forgets would find them.

/** @typedef {"utf-8" | "gbk"} Encoding */
/** Char is a character of `len` bytes from `off` on, counted from the first byte that was given; text is empty where the bytes are none. @typedef {{ off: number, len: number, text: string }} Char */

/** How far back from a row its first character may be looked for. */
export const mostBack = 4096;

/**
 * charsOf cuts bytes into characters. They begin at a place where a character
 * begins.
 * @param {Uint8Array} bytes
 * @param {Encoding} encoding
 * @returns {Char[]}
 */
export function charsOf(bytes, encoding) {
  const decoder = new TextDecoder(encoding, { fatal: true, ignoreBOM: true });
  /** @type {Char[]} */
  const chars = [];
  for (let off = 0; off < bytes.length;) {
    const wanted = Math.min(lengthAt(bytes, off, encoding), bytes.length - off);
    const [len, text] = decoded(decoder, bytes.subarray(off, off + wanted));
    chars.push({ off, len, text });
    off += len;
  }
  return chars;
}

/**
 * @param {TextDecoder} decoder
 * @param {Uint8Array} bytes
 * @returns {[number, string]}
 */
function decoded(decoder, bytes) {
  try {
    return [bytes.length, decoder.decode(bytes)];
  } catch {
    return [1, ""]; // no character, or not all of one
  }
}

/**
 * @param {Uint8Array} bytes
 * @param {number} off
 * @param {Encoding} encoding
 */
function lengthAt(bytes, off, encoding) {
  const byte = bytes[off];
  if (encoding === "gbk") return byte > 0x80 && byte < 0xff ? 2 : 1;
  if (byte >= 0xf0) return 4;
  return byte >= 0xe0 ? 3 : byte >= 0xc0 ? 2 : 1;
}

/**
 * beginOf returns a place at or before `off` where a character begins: in UTF-8
 * each byte says so, in GBK only a byte below 0x40 does.
 * @param {Uint8Array} bytes
 * @param {number} off
 * @param {Encoding} encoding
 */
export function beginOf(bytes, off, encoding) {
  let at = off;
  if (encoding === "utf-8") {
    while (at > 0 && off - at < 3 && (bytes[at] & 0xc0) === 0x80) at--;
    return at;
  }
  while (at > 0 && bytes[at - 1] >= 0x40) at--;
  return at;
}
