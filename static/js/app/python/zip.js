// A .zip of a few files, stored as they are (APPNOTE.TXT 4.3).

/** @typedef {{ name: string, text: string }} Entry */

const crcTable = Array.from({ length: 256 }, (_, n) => {
  for (let k = 0; k < 8; k++) n = n & 1 ? 0xedb88320 ^ (n >>> 1) : n >>> 1;
  return n >>> 0;
});

/** @param {Uint8Array} data */
export function crc32(data) {
  let crc = 0xffffffff;
  for (const byte of data) crc = crcTable[(crc ^ byte) & 0xff] ^ (crc >>> 8);
  return (crc ^ 0xffffffff) >>> 0;
}

const utf8Names = 0x800; // the flag of the language encoding
const day = 0x5a21; // 2025-01-01: an archive of the same files is the same

/** @param {number[][]} fields pairs of a size in bytes and a value */
function record(fields) {
  const view = new DataView(new ArrayBuffer(fields.reduce((sum, [size]) => sum + size, 0)));
  let at = 0;
  for (const [size, value] of fields) {
    if (size === 2) view.setUint16(at, value, true);
    else view.setUint32(at, value, true);
    at += size;
  }
  return new Uint8Array(view.buffer);
}

/**
 * zipOf makes an archive.
 * @param {Entry[]} entries
 * @returns {Blob}
 */
export function zipOf(entries) {
  const utf8 = new TextEncoder();
  /** @type {Uint8Array[]} */
  const files = [];
  /** @type {Uint8Array[]} */
  const directory = [];
  let at = 0;
  for (const { name, text } of entries) {
    const [nameBytes, data] = [utf8.encode(name), utf8.encode(text)];
    const common = [[2, 20], [2, utf8Names], [2, 0], [2, 0], [2, day], [4, crc32(data)], [4, data.length], [4, data.length], [2, nameBytes.length], [2, 0]]; // prettier-ignore
    const head = record([[4, 0x04034b50], ...common]);
    files.push(head, nameBytes, data);
    directory.push(
      record([[4, 0x02014b50], [2, 20], ...common, [2, 0], [2, 0], [2, 0], [4, 0], [4, at]]),
      nameBytes,
    );
    at += head.length + nameBytes.length + data.length;
  }
  const size = directory.reduce((sum, part) => sum + part.length, 0);
  const n = entries.length;
  const end = record([
    [4, 0x06054b50],
    [2, 0],
    [2, 0],
    [2, n],
    [2, n],
    [4, size],
    [4, at],
    [2, 0],
  ]);
  return new Blob(/** @type {BlobPart[]} */ ([...files, ...directory, end]), { type: "application/zip" });
}
