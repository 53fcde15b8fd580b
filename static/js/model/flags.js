// What is noted of an event in single bits.

export const Flag = Object.freeze({ waited: 1, eof: 2, peek: 4, continues: 8, failed: 16 });

/**
 * flagsOf returns the flags of a row.
 * @param {import("./row.js").Row} row
 */
export function flagsOf({ waited, eof, peek, continues, err }) {
  const flags = (waited ? Flag.waited : 0) | (eof ? Flag.eof : 0) | (peek ? Flag.peek : 0);
  return flags | (continues ? Flag.continues : 0) | (err ? Flag.failed : 0);
}
