// Sizes.

/** The three font sizes in px: words of calls and of the axis, names and notes, bytes. Nothing shrinks: shorter words are taken. */
export const Size = Object.freeze({ small: 12.5, text: 14, big: 17 });

/** Height of the strip with the times. */
export const axisPx = 30;
/** Width of the column with the lanes' names. */
export const namesPx = 132;
/** Below this width of the whole, names stand in a strip above each lane. */
export const narrowPx = 720;
/** Height of that strip. */
export const stripPx = 22;
/** Height of a folded lane. */
export const foldedPx = 20;

/**
 * Heights of lanes; by real time those of calls have a second row, for cards,
 * and those of captured segments and of decoders a rail below their boxes.
 */
export const LaneHeight = Object.freeze({
  calls: 98,
  cards: 104,
  send: 46,
  wire: 52,
  captured: 58,
  rail: 64,
  receive: 78,
  decoder: 88,
  decoded: 102,
});
/** How much lanes leave out for want of room: nothing, what is empty, names too. */
export const Thrift = Object.freeze({ none: 0, low: 1, lowest: 2 });
/**
 * What may be cut off above and below where lanes have no room: it is empty but for
 * rows of names of calls without bytes, by event the last, by time their only one.
 */
export const Cut = Object.freeze({
  none: [0, 0],
  calls: [8, 18],
  leastCalls: [9, 20],
  cards: [10, 0],
  receive: [2, 5],
  decoder: [2, 8],
  decoded: [2, 3],
});
/** How tall the boxes of calls with bytes are. */
export const boxPx = 34;
/** How tall the boxes of captured segments are. */
export const segmentBoxPx = 24;
/** What of their width has no words. */
export const segmentPadPx = 4;
/** A lane this far out of view is still laid out: ribbons may end in it. */
export const ribbonReachPx = 400;
/**
 * Where in a lane of calls the boxes begin, and the middle of the band with
 * dots, pauses and (by real time) durations: by event both are one row.
 */
export const BandPx = Object.freeze({
  event: { boxTop: 32, middle: 32 + boxPx / 2 },
  time: { boxTop: 56, middle: 23 },
});
/** By time, room is kept right of the last event for its card: px, and at most a part of the plot. */
const afterEndPx = 150;
const afterEndPart = 0.15;

/**
 * afterEnd is that room.
 * @param {number} widthPx of the plot
 */
export const afterEnd = (widthPx) => Math.min(afterEndPx, widthPx * afterEndPart);

/** Room left and right of the cells in a box. */
export const boxPadPx = 4;
/** Natural and greatest width of a character's cell. */
export const cellPx = 21;
export const widestCellPx = 28;
/** The least widths of a cell that one character, or two digits, can be read in. */
export const leastCellPx = 9;
export const leastWidePx = 18;
/** Cells of the first view are at least so wide, and the part of the natural size that is by event. */
export const readablePx = 14;
export const readableZoom = readablePx / cellPx;
/** The part of it at which two digits in a cell can still be read, and calls have their names. */
export const closeZoom = 0.5;

/** The least natural width of a call with bytes, and room right of its label. */
export const leastBytesPx = 88;
export const labelGapPx = 10;
/** Natural widths of a receive without bytes, of pauses, and of the dot of any other call. */
export const emptyPx = 56;
export const idlePx = 46;
export const sleepPx = 80;
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

/** Widths of a Latin character of the proportional face, in its size. */
export const Em = Object.freeze({ plain: 0.57, bold: 0.62, badge: 0.68 });

/**
 * sansPx estimates the width of a text in the proportional face, rather too
 * wide than too narrow: faces differ.
 * @param {string} text
 * @param {number} size
 * @param {number} em
 */
export function sansPx(text, size, em) {
  let ems = 0;
  for (const char of text) ems += (char.codePointAt(0) ?? 0) >= wideFrom ? 1 : em;
  return ems * size;
}

/**
 * wrap breaks a text at its spaces into at most `most` lines; what does not
 * fit into the last ends with an ellipsis.
 * @param {string} text
 * @param {{ size: number, em: number }} face
 * @param {number} widthPx
 * @param {number} most
 * @returns {string[]}
 */
export function wrap(text, face, widthPx, most) {
  const { size, em } = face;
  if (sansPx(text, size, em) <= widthPx) return [text];
  if (most > 1) {
    const words = text.split(" ");
    for (let n = words.length - 1; n > 0; n--) {
      const line = words.slice(0, n).join(" ");
      if (sansPx(line, size, em) > widthPx) continue;
      return [line, ...wrap(words.slice(n).join(" "), face, widthPx, most - 1)];
    }
  }
  let chars = [...text];
  while (chars.length > 1 && sansPx(chars.join("") + "…", size, em) > widthPx) chars = chars.slice(0, -1);
  return [chars.join("").trimEnd() + "…"];
}

/**
 * fit returns the first of the texts that fits, null when none does.
 * @param {string[]} texts
 * @param {number} widthPx
 * @param {number} [size]
 * @returns {{ text: string, size: number } | null}
 */
export function fit(texts, widthPx, size = Size.small) {
  const text = texts.find((one) => textPx(one, size) <= widthPx);
  return text === undefined ? null : { text, size };
}

/** Height of a badge, and its least width. */
export const badgeHighPx = 18;
const leastBadgePx = 18;
/** The middle of a message's letter, below the box of a call. */
export const letterDropPx = 3;

/**
 * badgePx is the width of a badge.
 * @param {string} text
 */
export function badgePx(text) {
  return Math.max(leastBadgePx, sansPx(text, Size.small, Em.badge) + 7);
}
