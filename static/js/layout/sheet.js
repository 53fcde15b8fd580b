// A sheet is a picture to be taken elsewhere: what is drawn of a run, with words
// above and below that say what it is.

import { Em, sansPx, Size } from "./metrics.js";

/** @typedef {import("./shapes.js").Shape} Shape */

/** Picture is shapes and how large they are. @typedef {{ shapes: readonly Shape[], widthPx: number, heightPx: number }} Picture */

/** Caption says what a picture shows: above it title and headline, below it the rest, a line each. @typedef {{ title: string, headline: string, foot: readonly string[] }} Caption */

const padPx = 16;
/** Room between lines, as a part of their size. */
const leading = 1.5;
const titlePx = 20;
const gapPx = 8;

/** Style is how a line of a caption is written. @typedef {{ size: number, color: string, bold?: boolean }} Style */

/** @type {Record<"title" | "headline" | "foot", Style>} */
const styles = {
  title: { size: titlePx, color: "ink", bold: true },
  headline: { size: Size.big, color: "ink" },
  foot: { size: Size.small, color: "dim" },
};

/**
 * sheetOf puts a picture between the lines of its caption.
 * @param {Picture} picture
 * @param {Caption} caption
 * @returns {Picture}
 */
export function sheetOf({ shapes, widthPx, heightPx }, { title, headline, foot }) {
  const roomPx = widthPx - 2 * padPx;
  /** @type {Shape[]} */
  const all = [];
  let y = padPx;
  /** @param {string} text @param {Style} style */
  const write = (text, style) => {
    for (const line of linesOf(text, style, roomPx)) {
      all.push({ t: "text", x: padPx, y: y + style.size, text: line, ...style });
      y += style.size * leading;
    }
  };
  write(title, styles.title);
  write(headline, styles.headline);
  y = Math.ceil(y + gapPx);
  all.push({ t: "line", x1: 0, y1: y, x2: widthPx, y2: y, color: "line" });
  for (const shape of shapes) all.push(moved(shape, y));
  y += heightPx;
  all.push({ t: "line", x1: 0, y1: y, x2: widthPx, y2: y, color: "line" });
  y += gapPx;
  for (const line of foot) write(line, styles.foot);
  return { shapes: all, widthPx, heightPx: Math.ceil(y + padPx - gapPx) };
}

/**
 * moved is a shape so much farther down.
 * @param {Shape} shape
 * @param {number} byPx
 * @returns {Shape}
 */
export function moved(shape, byPx) {
  switch (shape.t) {
    case "unclip":
      return shape;
    case "line":
      return { ...shape, y1: shape.y1 + byPx, y2: shape.y2 + byPx };
    case "path":
      return { ...shape, points: shape.points.map((at, k) => (k % 2 ? at + byPx : at)) };
    case "band":
      return { ...shape, ay: shape.ay + byPx, by: shape.by + byPx };
    default:
      return { ...shape, y: shape.y + byPx };
  }
}

/** Where a line may end: after a space, after and before a wide character. */
const pieces = /[\u2e80-\uffef]|[^\u2e80-\uffef\s]+\s*|\s+/gu;

/**
 * linesOf breaks a text into lines; nothing of it is left out.
 * @param {string} text
 * @param {Style} style
 * @param {number} widthPx
 * @returns {string[]}
 */
export function linesOf(text, { size, bold }, widthPx) {
  const em = bold ? Em.bold : Em.plain;
  /** @type {string[]} */
  const lines = [];
  let line = "";
  for (const whole of text.match(pieces) ?? []) {
    for (const piece of sansPx(whole, size, em) > widthPx ? whole : [whole]) {
      if (line && sansPx((line + piece).trimEnd(), size, em) > widthPx) {
        lines.push(line.trimEnd());
        line = "";
      }
      line += piece;
    }
  }
  if (line) lines.push(line.trimEnd());
  return lines;
}
