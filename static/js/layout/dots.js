// Calls without bytes: a dot each, and their names where there is room.

import { Call } from "../model/call.js";
import { labels } from "../model/label.js";
import { boxPx, dotPx, Size, textPx } from "./metrics.js";

/** @typedef {import("./shapes.js").Shape} Shape */

const nameSize = Size.small;

/**
 * Baselines of the rows of words, from the middle of the band. By event: below,
 * above, farther below, beside the labels of boxes; by time: above.
 */
export const Baselines = Object.freeze({
  event: [24, 7 - boxPx / 2, 40, -14 - boxPx / 2],
  time: [-13],
});

/**
 * dotShape stands for a call without bytes; its name comes later.
 * @param {import("./frame.js").Frame} frame
 * @param {number} i
 * @param {number} mid of the band
 * @param {Shape[]} shapes
 */
export function dotShape(frame, i, mid, shapes) {
  const failed = frame.trace.err(i) !== "";
  const { x, w } = dotOf(frame, i);
  const h = Math.min(14, Math.max(8, w));
  const [fill, stroke] = failed ? ["lost", "lost"] : ["paper", "dim"];
  const dash = frame.trace.columns.call.at[i] === Call.none; // there was no call
  shapes.push({
    t: "rect",
    x,
    y: mid - h / 2,
    w,
    h,
    r: 7,
    fill: dash ? "paper" : fill,
    stroke,
    line: 1.5,
    dash,
  });
}

/**
 * @param {import("./frame.js").Frame} frame
 * @param {number} i
 */
export function dotOf(frame, i) {
  const box = frame.box(i);
  return { x: box.x, w: Math.max(3, Math.min(dotPx, box.w - 2)) };
}

/**
 * dotNameShapes writes the names of the dots in view below or above them.
 * @param {import("./frame.js").Frame} frame
 * @param {{ dots: number[], rows: import("./rows.js").Rows, mid: number }} some mid: of the band
 * @param {Shape[]} shapes
 */
export function dotNameShapes(frame, { dots, rows, mid }, shapes) {
  const failed = (/** @type {number} */ i) => frame.trace.err(i) !== "";
  const isFirst = (/** @type {number} */ i) => i === frame.chosen || failed(i);
  // what is chosen or failed has its name before its neighbours have taken the room
  for (const i of [...dots.filter(isFirst), ...dots.filter((i) => !isFirst(i))]) {
    namedBelow(frame, { ...dotOf(frame, i), mid, rows, color: failed(i) ? "lost" : "dim" }, names(frame, i), shapes); // prettier-ignore
  }
}

/**
 * namedBelow writes the first of some names that has room below or above what is in the
 * band, if that is in view.
 * @param {import("./frame.js").Frame} frame
 * @param {{ x: number, w: number, mid: number, rows: import("./rows.js").Rows, color: string }} some
 * @param {string[]} texts
 * @param {Shape[]} shapes
 */
export function namedBelow(frame, { x, w, mid, rows, color }, texts, shapes) {
  const baselines = frame.byEvent ? Baselines.event : Baselines.time;
  if (x + w <= frame.leftPx || x >= frame.rightPx) return;
  for (const text of texts) {
    const half = textPx(text, nameSize) / 2 + 4;
    const mids = [x + w / 2, x + half - 2, x + w - half + 2].map((middle) =>
      Math.min(Math.max(middle, frame.leftPx + half), frame.rightPx - half),
    );
    const place = rows.place(text, nameSize, mids);
    if (!place) continue;
    const y = mid + baselines[place.row];
    shapes.push({ t: "text", x: place.x, y, text, size: nameSize, color, mono: true, align: "center" });
    break;
  }
}

/**
 * names are the ways to write the name of a dot: of an option with its value.
 * @param {import("./frame.js").Frame} frame
 * @param {number} i
 */
function names({ trace, text }, i) {
  const words = labels(trace, i, text);
  if (trace.err(i)) return words.slice(1, 3);
  return trace.columns.call.at[i] === Call.setsockopt ? words : words.slice(-1);
}
