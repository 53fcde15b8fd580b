// Sizes. Text is at least 15 px where a person has to read it from afar.

/** Font sizes in px; tight is the least that bytes and short words shrink to. */
export const Size = Object.freeze({ text: 15, badge: 13, tight: 11 });

/** Height of the strip with the times. */
export const axisPx = 36;
/** Width of the column with the lanes' names. */
export const namesPx = 200;
/** Below this width of the whole, names stand in a strip above each lane. */
export const narrowPx = 720;
/** Height of that strip. */
export const stripPx = 26;

/** Heights of lanes. */
export const LaneHeight = Object.freeze({ calls: 104, send: 62, wire: 62, receive: 84 });
/** Where the boxes of a calls lane are, from its top, and how tall. */
export const boxTopPx = 36;
export const boxPx = 38;
/** Room left and right of the cells in a box. */
export const boxPadPx = 4;
/** Natural and greatest width of a byte's cell, and the least for a character. */
export const cellPx = 22;
export const widestCellPx = 32;
export const leastCellPx = 10;
/** So many cells have room at the natural size; longer payloads share it. */
export const naturalCells = 14;

const wideFrom = 0x2e80;

/**
 * textPx estimates the width of a text, without a canvas: characters of the
 * monospace face are 0.6 of the size wide, Chinese ones as wide as tall.
 * @param {string} text
 * @param {number} size
 */
export function textPx(text, size) {
  let ems = 0;
  for (const char of text) ems += (char.codePointAt(0) ?? 0) >= wideFrom ? 1 : 0.602;
  return ems * size;
}

/**
 * fit gives the first of the texts that fits, or the last of them shrunk;
 * null when even that does not.
 * @param {string[]} texts
 * @param {number} widthPx
 * @returns {{ text: string, size: number } | null}
 */
export function fit(texts, widthPx) {
  for (const text of texts) if (textPx(text, Size.text) <= widthPx) return { text, size: Size.text };
  for (const text of texts) {
    const size = (widthPx / textPx(text, Size.text)) * Size.text;
    if (size >= Size.tight) return { text, size };
  }
  return null;
}
