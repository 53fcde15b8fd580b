// Sizes. Text is at least 15 px where a person has to read it from afar.

/**
 * Font sizes in px; words shrink to small before shorter ones are taken, and to
 * tight when nothing else fits.
 */
export const Size = Object.freeze({ text: 15, small: 13, tight: 11 });

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
export const cellPx = 24;
export const widestCellPx = 32;
export const leastCellPx = 8;
/** So many cells have room at the natural size; longer payloads share it. */
export const naturalCells = 14;

/** The least natural width of a call with bytes: its label has to fit. */
export const leastBytesPx = 88;
/** Natural widths of a receive without bytes, of pauses, and of the dot of any other call. */
export const emptyPx = 56;
export const idlePx = 62;
export const sleepPx = 100;
export const dotPx = 16;

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
 * fit gives the first of the texts that fits, shrunk a little if need be;
 * null when none does.
 * @param {string[]} texts
 * @param {number} widthPx
 * @returns {{ text: string, size: number } | null}
 */
export function fit(texts, widthPx) {
  for (const least of [Size.small, Size.tight]) {
    for (const text of texts) {
      const size = Math.min(Size.text, (widthPx / textPx(text, Size.text)) * Size.text);
      if (size >= least) return { text, size };
    }
  }
  return null;
}
