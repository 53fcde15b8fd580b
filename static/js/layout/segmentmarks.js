// What a segment did to messages: their letters, where several joined, where
// one is cut, and whether the bytes were on the wire before.

import { endsOf, hasData, ofDatagrams } from "../model/capture.js";
import { colour, letter } from "../model/message.js";
import { jointsOf } from "./marks.js";
import { segmentBoxPx, segmentPadPx, Size, textPx } from "./metrics.js";
import { bytesAt, segmentRuns } from "./segmentruns.js";
import { namesOf, shortName } from "./segmentwords.js";

/** @typedef {import("./shapes.js").Shape} Shape */
/** @typedef {import("./runs.js").Run} Run */

/** Boxes narrower than this have no marks. */
const leastPx = 22;
/** A badge has that much room. */
const badgePx = 22;

/**
 * joints lists after how many bytes of a segment one message ends and another
 * begins. Framed messages stay apart by their headers: they have none.
 * @param {Run[]} runs
 */
export function joints(runs) {
  const headers = new Set(runs.flatMap(({ from, header }) => (header ? [from] : [])));
  return jointsOf(runs.filter(({ framed }) => !framed)).filter((at) => !headers.has(at));
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
  const box = { n, x, w };
  const runs = segmentRuns(frame, box);
  const drawn = bytesAt(frame, box);
  const byteX = (/** @type {number} */ at) => drawn.x + at * drawn.bytePx;
  letters({ runs, byteX, y: top + segmentBoxPx }, shapes);
  const badge = (
    /** @type {number} */ at,
    /** @type {import("../model/text.js").Mark} */ mark,
    /** @type {string} */ fill,
  ) =>
    shapes.push({
      t: "badge",
      x: at,
      y: top - 2,
      text: text(`mark.${mark}`),
      fill,
      ink: "card",
      about: `legend.${mark}`,
    });
  if (trace.segments.again.at[n]) {
    badge(x + w / 2, "again", "lost");
    return;
  }
  let free = -Infinity;
  for (const at of joints(runs)) {
    if (byteX(at) < free) continue;
    free = byteX(at) + badgePx;
    badge(byteX(at), "coalesced", "coalesced");
  }
  if (isCut(trace, n) && x + w - 4 >= free) badge(x + w - 4, "split", "split");
}

/**
 * isCut reports whether the last message of a segment goes on after it.
 * @param {import("../model/trace.js").Trace} trace
 * @param {number} n
 */
function isCut(trace, n) {
  const { seq, len } = trace.segments;
  const { from } = endsOf(trace, n);
  if (ofDatagrams(trace, n) || !from || len.at[n] === 0) return false;
  const [last] = trace.streamPieces(from, seq.at[n] + len.at[n] - 1, 1);
  if (!last) return false;
  const { before, whole } = trace.extent(last.index);
  return before + last.off + last.len < whole;
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
    const name = shortName(namesOf(trace.segments.flags.at[n]));
    const wide = textPx(name, Size.small);
    const isNamed = !name || wide <= w - segmentPadPx || hasData(trace, n);
    const left = Math.min(Math.max(x + (w - wide) / 2, frame.leftPx), frame.rightPx - wide);
    if (isNamed || left < free) {
      // Letters stand below boxes with bytes.
      if (hasData(trace, n)) free = Math.max(free, x + badgePx);
      continue;
    }
    free = left + wide + 4;
    shapes.push({
      t: "text",
      x: left,
      y: low + 14,
      text: name,
      size: Size.small,
      color: "ink",
      mono: true,
    });
  }
}

/**
 * letters names the messages below the bytes of each.
 * @param {{ runs: Run[], byteX: (at: number) => number, y: number }} some y: of the foot of the box
 * @param {Shape[]} shapes
 */
function letters({ runs, byteX, y }, shapes) {
  let free = -Infinity;
  let named = -1;
  for (const { from, to, message } of runs) {
    const x = Math.max(byteX(from) + 9, free);
    if (message < 0 || message === named || x > Math.max(byteX(to), byteX(from) + 12)) continue;
    named = message;
    free = x + badgePx;
    shapes.push({
      t: "badge",
      x,
      y: y + 7,
      text: letter(message),
      fill: "card",
      ink: "ink",
      stroke: colour(message),
    });
  }
}
