// Bytes as cells in the colour of their message; as plain runs where they are small.

import { cellText } from "../model/bytes.js";
import { colour, pattern } from "../model/message.js";
import { boxPadPx, boxPx, fit, leastCellPx, Size } from "./metrics.js";
import { runsOf } from "./runs.js";

/** @typedef {import("./shapes.js").Shape} Shape */

/**
 * ink is the token of a run.
 * @param {import("./runs.js").Run} run
 */
function ink(run) {
  if (run.header || run.message < 0) return "header";
  return colour(run.message);
}

/**
 * cellShapes draws the bytes of a call in its box.
 * @param {import("./frame.js").Frame} frame
 * @param {number} i
 * @param {import("./frame.js").Box} box
 * @param {number} y of the box
 * @param {Shape[]} shapes
 */
export function cellShapes(frame, i, box, y, shapes) {
  const left = frame.byteX(i, 0);
  const data = box.cell >= leastCellPx ? frame.trace.data(i) : null;
  for (const run of runsOf(frame.trace, i)) {
    if (data) cells(frame, run, data, left, box.cell, y, shapes);
    else solid(frame, i, run, left, box.cell, y, shapes);
  }
}

/**
 * @param {import("./frame.js").Frame} frame
 * @param {import("./runs.js").Run} run
 * @param {Uint8Array} data
 * @param {number} left
 * @param {number} cell
 * @param {number} y
 * @param {Shape[]} shapes
 */
function cells(frame, run, data, left, cell, y, shapes) {
  const color = ink(run);
  const first = Math.max(run.from, Math.floor((frame.leftPx - left) / cell));
  const last = Math.min(run.to, Math.ceil((frame.rightPx - left) / cell));
  for (let b = first; b < last; b++) {
    const text = cellText(data[b]);
    const x = left + b * cell;
    shapes.push({
      t: "rect",
      x: x + 0.75,
      y: y + boxPadPx,
      w: cell - 1.5,
      h: boxPx - 2 * boxPadPx,
      r: Math.min(5, cell / 4),
      fill: color,
      alpha: 0.2,
      stroke: color,
      line: 1.25,
      dash: run.header,
      pattern: run.header ? 0 : pattern(Math.max(0, run.message)),
    });
    const size = Math.min(text.length > 1 ? 14 : 17, (cell - 1.5) / (0.61 * text.length));
    if (size < 8.5) continue;
    shapes.push({
      t: "text",
      x: x + cell / 2,
      y: y + boxPx / 2 + size * 0.35,
      text,
      size,
      color: "ink",
      mono: true,
      align: "center",
    });
  }
}

/**
 * solid draws a run as one piece; its letter is below the box, inside is what
 * it says or how long it is.
 * @param {import("./frame.js").Frame} frame
 * @param {number} i
 * @param {import("./runs.js").Run} run
 * @param {number} left
 * @param {number} cell
 * @param {number} y
 * @param {Shape[]} shapes
 */
function solid(frame, i, run, left, cell, y, shapes) {
  const color = ink(run);
  const x = left + run.from * cell;
  const w = Math.max(1, (run.to - run.from) * cell - (cell > 2 ? 1 : 0));
  shapes.push({
    t: "rect",
    x,
    y: y + boxPadPx,
    w,
    h: boxPx - 2 * boxPadPx,
    r: Math.min(4, w / 3),
    fill: color,
    alpha: w < 8 ? 0.75 : 0.28,
    stroke: w < 8 ? undefined : color,
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
 * solidWords gives what a run says, if it fits, else how long it is.
 * @param {import("./frame.js").Frame} frame
 * @param {number} i
 * @param {import("./runs.js").Run} run
 * @param {number} widthPx
 */
function solidWords(frame, i, run, widthPx) {
  const length = run.to - run.from;
  const data = length <= 64 && !run.header ? frame.trace.data(i)?.subarray(run.from, run.to) : null;
  const plain = data?.every((byte) => byte > 0x20 && byte < 0x7f);
  const said = data && plain ? fit([String.fromCharCode(...data)], widthPx) : null;
  return said ?? fit([`${length} B`, String(length)], widthPx);
}
