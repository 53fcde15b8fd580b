// Bytes as cells in the colour of their message; as plain runs where they are small.

import { cellText, isPlain } from "../model/bytes.js";
import { colour, pattern } from "../model/message.js";
import { boxPadPx, boxPx, fit, leastCellPx, leastWidePx, Size } from "./metrics.js";
import { runsSeen } from "./seenruns.js";
import { mergedInk } from "./strips.js";
import { wideUnits } from "./units.js";

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
 * cellShapes draws the bytes of a call in its box.
 * @param {import("./frame.js").Frame} frame
 * @param {import("./lanes/calls.js").Spot} spot
 * @param {Shape[]} shapes
 */
export function cellShapes(frame, { i, box, y }, shapes) {
  const data = box.cell >= leastCellPx ? frame.trace.data(i) : null;
  for (const run of runsSeen(frame, i)) {
    const seen = data && !run.sends ? inView(frame, i, box, run) : [];
    if (data && !run.sends && seen.every((b) => legible(frame, i, data[b], b))) {
      for (const b of seen) cell(frame, { i, run, byte: data[b], b, y }, shapes);
    } else solid(frame, { i, run, cellPx: box.cell, y }, shapes);
  }
}

/**
 * inView lists which bytes of a run may be seen.
 * @param {import("./frame.js").Frame} frame
 * @param {number} i
 * @param {import("./frame.js").Box} box
 * @param {import("./runs.js").Run} run
 */
function inView(frame, i, box, run) {
  const left = frame.byteX(i, run.from);
  const widest = box.cell * (box.edges ? wideUnits : 1);
  const first = run.from + Math.max(0, Math.floor((frame.leftPx - left) / widest));
  const last = Math.min(run.to, run.from + Math.ceil((frame.rightPx - left) / box.cell));
  return Array.from({ length: Math.max(0, last - first) }, (_, n) => first + n);
}

/**
 * @param {import("./frame.js").Frame} frame
 * @param {number} i
 * @param {number} byte
 * @param {number} b its place in the call
 */
function legible(frame, i, byte, b) {
  return isPlain(byte) || frame.byteX(i, b + 1) - frame.byteX(i, b) >= leastWidePx;
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
  const size =
    text.length > 1 ? Math.max(Size.tight, Math.min(14, (w - 6) / 1.22)) : Math.min(17, (w - 1.5) / 0.61);
  shapes.push({
    t: "text",
    x: x + w / 2,
    y: y + boxPx / 2 + size * 0.35,
    text,
    size,
    color: "ink",
    mono: true,
    align: "center",
  });
}

/**
 * solid draws a run as one piece; its letter is below the box, inside is what
 * it says or how long it is.
 * @param {import("./frame.js").Frame} frame
 * @param {{ i: number, run: import("./runs.js").Run, cellPx: number, y: number }} piece
 * @param {Shape[]} shapes
 */
function solid(frame, { i, run, cellPx, y }, shapes) {
  const color = ink(run);
  const x = frame.byteX(i, run.from);
  const w = Math.max(1, frame.byteX(i, run.to) - x - (cellPx > 2 ? 1 : 0));
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
    y: y + boxPx / 2 + Size.text * 0.35,
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
