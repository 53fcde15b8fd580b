// Where a line and a column of a script are.

/**
 * lineRange returns where line n begins and ends in a text.
 * @param {string} text
 * @param {number} n from 1
 * @returns {[number, number]}
 */
export function lineRange(text, n) {
  const lines = text.split("\n");
  const at = Math.min(Math.max(n, 1), lines.length) - 1;
  const start = lines.slice(0, at).reduce((sum, line) => sum + line.length + 1, 0);
  return [start, start + lines[at].length];
}

/**
 * markUnder stands under a character of a line; tabs stay tabs, and a CJK
 * character takes two columns.
 * @param {string} line
 * @param {number} col from 1
 */
export function markUnder(line, col) {
  const before = [...line].slice(0, Math.max(col - 1, 0));
  const blank = (/** @type {string} */ c) =>
    c === "\t" ? "\t" : /** @type {number} */ (c.codePointAt(0)) > 0x2e7f ? "  " : " ";
  return `${before.map(blank).join("")}^`;
}
