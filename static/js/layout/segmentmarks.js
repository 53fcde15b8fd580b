// What a segment did to messages: their letters, where several joined, where
// one is cut, and whether the bytes were on the wire before.

import { carried } from "../model/capture.js";
import { colour, letter } from "../model/message.js";
import { segmentBoxPx, Size, textPx } from "./metrics.js";
import { namesOf } from "./segmentwords.js";

/** @typedef {import("./shapes.js").Shape} Shape */
/** @typedef {import("../model/streams.js").Piece} Piece */

/** Boxes narrower than this have no marks. */
const leastPx = 22;
/** A badge has that much room. */
const badgePx = 22;

/**
 * joints lists after how many bytes of a segment one message ends and another
 * begins. Framed messages stay apart by their headers: they have none.
 * @param {import("../model/trace.js").Trace} trace
 * @param {Piece[]} pieces
 */
export function joints(trace, pieces) {
  const list = [];
  let at = 0;
  for (let k = 0; k + 1 < pieces.length; k++) {
    at += pieces[k].len;
    const next = pieces[k + 1].index;
    const begins = trace.extent(next).before === 0;
    if (begins && trace.columns.head.at[next] === 0) list.push(at);
  }
  return list;
}

/**
 * segmentMarks puts the marks of a segment on its box.
 * @param {import("./frame.js").Frame} frame
 * @param {import("./segments.js").Box} box
 * @param {number} top
 * @param {Shape[]} shapes
 */
export function segmentMarks(frame, { n, x, w }, top, shapes) {
  if (w < leastPx) return;
  const { trace, text } = frame;
  const pieces = carried(trace, n);
  const len = Math.max(1, trace.segments.len.at[n]);
  const byteX = (/** @type {number} */ at) => x + 3 + ((w - 6) * at) / len;
  letters(trace, { pieces, byteX, y: top + segmentBoxPx }, shapes);
  const badge = (/** @type {number} */ at, /** @type {string} */ sign, /** @type {string} */ fill) =>
    shapes.push({ t: "badge", x: at, y: top - 1, text: sign, fill, ink: "card" });
  if (trace.segments.again.at[n]) {
    badge(x + w / 2, text("mark.again"), "lost");
    return;
  }
  let free = -Infinity;
  for (const at of joints(trace, pieces)) {
    if (byteX(at) < free) continue;
    free = byteX(at) + badgePx;
    badge(byteX(at), text("mark.coalesced"), "coalesced");
  }
  const last = pieces[pieces.length - 1];
  const { before, whole } = last ? trace.extent(last.index) : { before: 0, whole: 0 };
  const cut = last && before + last.off + last.len < whole;
  if (cut && x + w - 4 >= free) badge(x + w - 4, text("mark.split"), "split");
}

/**
 * flagNameShapes names below their boxes the segments that open, close or reset
 * a connection, where a box is too small for its name.
 * @param {import("./frame.js").Frame} frame
 * @param {import("./segments.js").Box[]} boxes
 * @param {number} low
 * @param {Shape[]} shapes
 */
export function flagNameShapes(frame, boxes, low, shapes) {
  const { trace } = frame;
  let free = frame.leftPx;
  for (const { n, x, w } of boxes) {
    const [name] = namesOf(trace.segments.flags.at[n]).split(" ");
    const wide = textPx(name, Size.tight);
    const isNamed = !name || wide <= w - 3 || carried(trace, n).length > 0;
    const left = Math.min(Math.max(x + (w - wide) / 2, frame.leftPx), frame.rightPx - wide);
    if (isNamed || left < free) {
      // Letters stand below boxes with bytes.
      if (carried(trace, n).length > 0) free = Math.max(free, x + badgePx);
      continue;
    }
    free = left + wide + 4;
    shapes.push({
      t: "text",
      x: left,
      y: low + 14,
      text: name,
      size: Size.tight,
      color: "ink",
      mono: true,
    });
  }
}

/**
 * letters names the messages below the bytes of each.
 * @param {import("../model/trace.js").Trace} trace
 * @param {{ pieces: Piece[], byteX: (at: number) => number, y: number }} some y: of the foot of the box
 * @param {Shape[]} shapes
 */
function letters(trace, { pieces, byteX, y }, shapes) {
  let free = -Infinity;
  let at = 0;
  for (const { index, len } of pieces) {
    const message = trace.message(index);
    const x = Math.max(byteX(at) + 9, free);
    at += len;
    if (message < 0 || x > Math.max(byteX(at), byteX(at - len) + 12)) continue;
    free = x + badgePx;
    shapes.push({
      t: "badge",
      x,
      y: y + 4,
      text: letter(message),
      fill: "card",
      ink: "ink",
      stroke: colour(message),
    });
  }
}
