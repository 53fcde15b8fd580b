// Bytes as cells in the colour of their message; as plain runs where they are small.

import { cellText } from "../model/bytes.js";
import { colour, pattern } from "../model/message.js";
import { boxPadPx, boxPx, fit, Size, textPx } from "./metrics.js";
import { runsSeen } from "./seenruns.js";
import { mergedInk } from "./strips.js";
import { bytesOf, wideUnits } from "./units.js";

/** @typedef {import("./shapes.js").Shape} Shape */

/**
 * ink is the token of a run.
 * @param {import("./runs.js").Run} run
 */
function ink(run) {
  if (run.sends) return mergedInk;
  if (run.header || run.message < 0) return "header";
  return colour(run.message);
}

/**
 * cellShapes draws the bytes of a call in its box: each in a cell of its own, of
 * many the first and the last, or runs of them.
 * @param {import("./frame.js").Frame} frame
 * @param {import("./lanes/calls.js").Spot} spot
 * @param {Shape[]} shapes
 */
export function cellShapes(frame, { i, box, y }, shapes) {
  const { readable, units } = box.shared;
  for (const run of runsSeen(frame, i)) {
    if (!readable || run.sends) {
      solid(frame, { i, run, y }, shapes);
      continue;
    }
    row(frame, { i, run, from: run.from, to: Math.min(run.to, units.from), y }, shapes);
    const [from, to] = [Math.max(run.from, units.from), Math.min(run.to, units.to)];
    if (from < to) solid(frame, { i, run: { ...run, from, to }, y }, shapes);
    row(frame, { i, run, from: Math.max(run.from, units.to), to: run.to, y }, shapes);
  }
}

/**
 * row draws bytes [from, to) of a run that are in view in cells.
 * @param {import("./frame.js").Frame} frame
 * @param {{ i: number, run: import("./runs.js").Run, from: number, to: number, y: number }} some
 * @param {Shape[]} shapes
 */
function row(frame, { i, run, from, to, y }, shapes) {
  if (from >= to) return;
  const { cell: cellPx } = frame.box(i).shared;
  const left = frame.byteX(i, from);
  const first = from + Math.max(0, Math.floor((frame.leftPx - left) / (cellPx * wideUnits)));
  const last = Math.min(to, from + Math.max(0, Math.ceil((frame.rightPx - left) / cellPx)));
  if (first >= last) return;
  const data = bytesOf(frame.trace, i, first, last);
  for (let b = first; data && b < last; b++) cell(frame, { i, run, byte: data[b - first], b, y }, shapes);
}

/**
 * @param {import("./frame.js").Frame} frame
 * @param {{ i: number, run: import("./runs.js").Run, byte: number, b: number, y: number }} one b: its place in the call
 * @param {Shape[]} shapes
 */
function cell(frame, { i, run, byte, b, y }, shapes) {
  const color = ink(run);
  const x = frame.byteX(i, b);
  const w = frame.byteX(i, b + 1) - x;
  shapes.push({
    t: "rect",
    x: x + 0.75,
    y: y + boxPadPx,
    w: w - 1.5,
    h: boxPx - 2 * boxPadPx,
    r: Math.min(5, w / 4),
    fill: color,
    alpha: 0.2,
    stroke: color,
    line: 1.25,
    dash: run.header,
    pattern: run.header ? 0 : pattern(Math.max(0, run.message)),
  });
  const text = cellText(byte);
  const size = cellSize(text, w);
  shapes.push({
    t: "text",
    x: x + w / 2,
    y: y + boxPx / 2 + size * 0.35,
    text,
    size,
    color: "ink",
    mono: true,
    align: "center",
    rank: 0,
  });
}

/**
 * cellSize is the largest size in which a byte has room in its cell.
 * @param {string} text
 * @param {number} widthPx
 */
export function cellSize(text, widthPx) {
  const sizes = text.length > 1 ? [Size.text] : [Size.big, Size.text];
  return sizes.find((size) => textPx(text, size) <= widthPx - 3.5) ?? Size.small;
}

/**
 * solid draws a run as one piece; its letter is below the box, inside is what
 * it says or how long it is.
 * @param {import("./frame.js").Frame} frame
 * @param {{ i: number, run: import("./runs.js").Run, y: number }} piece
 * @param {Shape[]} shapes
 */
function solid(frame, { i, run, y }, shapes) {
  const color = ink(run);
  const x = frame.byteX(i, run.from);
  const w = Math.max(1, frame.byteX(i, run.to) - x - 1);
  shapes.push({
    t: "rect",
    x,
    y: y + boxPadPx,
    w,
    h: boxPx - 2 * boxPadPx,
    r: Math.min(4, w / 3),
    fill: color,
    alpha: w < 8 ? 0.75 : 0.28,
    ...(w < 8 ? {} : { stroke: color }),
    dash: run.header,
    pattern: run.header ? 0 : pattern(Math.max(0, run.message)),
  });
  const text = w < 12 ? null : solidWords(frame, i, run, w - 4);
  if (!text) return;
  // What is wider than the screen has its words where they can be seen.
  const from = Math.max(x, frame.leftPx);
  const to = Math.min(x + w, frame.rightPx);
  shapes.push({
    t: "text",
    x: (from + to) / 2,
    y: y + boxPx / 2 + Size.small * 0.35,
    ...text,
    color: "ink",
    mono: true,
    align: "center",
  });
}

/**
 * solidWords returns what a run says, if it fits, else how long it is.
 * @param {import("./frame.js").Frame} frame
 * @param {number} i
 * @param {import("./runs.js").Run} run
 * @param {number} widthPx
 */
function solidWords(frame, i, run, widthPx) {
  const length = run.to - run.from;
  if (run.sends) return fit([frame.text("strip.sends", run.sends), String(run.sends)], widthPx);
  const data = length <= 64 && !run.header ? frame.trace.data(i)?.subarray(run.from, run.to) : null;
  const plain = data?.every((byte) => byte > 0x20 && byte < 0x7f);
  const said = data && plain ? fit([String.fromCharCode(...data)], widthPx) : null;
  return said ?? fit([`${length} B`, String(length)], widthPx);
}
