// What a terminal makes of a line that is written in several pieces: a carriage return and a
// backspace move the cursor, what is written then takes the place of what stood there, and
// sequences for colours and the like are not shown.

/**
 * A run of characters that one event wrote.
 * @typedef {object} Piece
 * @property {string} text
 * @property {number} seq
 * @property {string} kind
 */

const escape = "\u001b";
/** ECMA-48, 5.4: control sequences; operating system commands; other escapes. */
const sequence = new RegExp(
  `${escape}(?:\\[([0-?]*)[ -/]*([@-~])|\\][^\\u0007${escape}]*(?:\\u0007|${escape}\\\\)?|[^[\\]])`,
  "y",
);

/** Does a text do more than go on at the end of its line? @param {string} text */
export const movesCursor = (text) => /[\r\b\u001b]/.test(text);

/**
 * written is a line after a text was written into it, and where the cursor stands: a column, counted in
 * characters from 0.
 * @param {readonly Piece[]} pieces what stood there
 * @param {number} column
 * @param {Piece} more
 * @returns {{ pieces: Piece[], column: number }}
 */
export function written(pieces, column, { text, seq, kind }) {
  /** @type {Piece[]} */
  const cells = pieces.flatMap((piece) =>
    [...piece.text].map((character) => ({ ...piece, text: character })),
  );
  const put = (/** @type {string} */ character) => {
    while (cells.length < column) cells.push({ text: " ", seq, kind });
    cells[column++] = { text: character, seq, kind };
  };
  for (let i = 0; i < text.length;) {
    sequence.lastIndex = i;
    const found = sequence.exec(text);
    if (found) {
      i += found[0].length;
      if (found[2] === "K") erase(cells, column, found[1]);
      continue;
    }
    const character = String.fromCodePoint(/** @type {number} */ (text.codePointAt(i)));
    i += character.length;
    if (character === "\r") column = 0;
    else if (character === "\b") column = Math.max(0, column - 1);
    else put(character);
  }
  return { pieces: joined(cells), column };
}

/**
 * erase is EL, erase in line: to its end, to its start, or all of it.
 * @param {Piece[]} cells
 * @param {number} column
 * @param {string} which
 */
function erase(cells, column, which) {
  if (which === "" || which === "0") cells.length = Math.min(cells.length, column);
  else if (which === "2") cells.length = 0;
  else if (which === "1")
    for (let i = 0; i <= column && i < cells.length; i++) cells[i] = { ...cells[i], text: " " };
}

/** @param {readonly Piece[]} cells */
function joined(cells) {
  /** @type {Piece[]} */
  const runs = [];
  for (const cell of cells) {
    const last = runs.at(-1);
    if (last && last.seq === cell.seq && last.kind === cell.kind) last.text += cell.text;
    else runs.push({ ...cell });
  }
  return runs;
}
