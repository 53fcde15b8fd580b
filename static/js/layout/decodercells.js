// The bytes that a decoder has, as cells, and the room of those it still needs.

import { cellText } from "../model/bytes.js";
import { mostTraced, Part } from "../model/decode.js";
import { colour, pattern } from "../model/message.js";
import { cellSize } from "./cells.js";
import { decodedX } from "./decoderbox.js";
import { boxPadPx, boxPx, fit, leastCellPx } from "./metrics.js";
import { runsOfSend } from "./runs.js";
import { partsSeen } from "./seenruns.js";
import { leastStripPx, mergedInk } from "./strips.js";
import { wideUnits } from "./units.js";

/** @typedef {import("./shapes.js").Shape} Shape */
/** @typedef {import("./runs.js").Run} Run */
/** @typedef {import("../model/trace.js").Trace} Trace */

/**
 * runsOfDecode lists the runs of the bytes that decode n has. What is header
 * says the decoder, and while a frame is under way its sender. Of a long frame
 * the messages of its first bytes are looked up, and that of its last.
 * @param {Trace} trace
 * @param {number} n
 * @returns {Run[]}
 */
export function runsOfDecode(trace, n) {
  const { decodes } = trace;
  const have = decodes.have.at[n];
  /** @type {Run[]} */
  const runs = [];
  let at = 0;
  for (const { index, off, len } of decodes.pieces(trace, n)) {
    for (const run of runsOfSend(trace, index, off, len, at)) join(runs, run);
    at += len;
  }
  if (at < Math.min(have, mostTraced)) return have > 0 ? framed(trace, n, [whole(have)]) : [];
  if (have > at) {
    const [last] = decodes.pieces(trace, n, have - 1, have);
    const message = last ? trace.message(last.index) : -1;
    join(runs, {
      from: at,
      to: have,
      message: message === runs.at(-1)?.message ? message : -1,
      header: false,
    });
  }
  return framed(trace, n, runs);
}

/**
 * runsOfBox lists the runs of decode n in its box, those that are too narrow to be
 * told apart merged.
 * @param {import("./frame.js").Frame} frame
 * @param {Omit<import("./decoderbox.js").Box, "runs">} box
 * @returns {Run[]}
 */
export function runsOfBox(frame, box) {
  const { trace } = frame;
  const { n } = box;
  const { decodes } = trace;
  const { conn, off } = trace.columns;
  const i = decodes.event.at[n];
  const stretch = { stream: decodes.streamOf(trace, n), off: off.at[i], len: decodes.have.at[n] };
  const width = decodedX(box, stretch.len) - decodedX(box, 0);
  const most = (Math.min(frame.window.widthPx, width) / leastStripPx) | 0;
  const isFew = trace.streamDepth(stretch.stream, stretch.off, stretch.len) <= most;
  if (isFew || trace.conns.datagrams(conn.at[i])) return runsOfDecode(trace, n);
  return framed(
    trace,
    n,
    partsSeen(frame, stretch, box.shared.units, (at) => decodedX(box, at)),
  );
}

/** @param {number} have @returns {Run} */
const whole = (have) => ({ from: 0, to: have, message: -1, header: false });

/**
 * join adds a run, to the last one where they look alike.
 * @param {Run[]} runs
 * @param {Run} run
 */
function join(runs, run) {
  const last = runs.at(-1);
  if (last?.message === run.message && last.header === run.header) last.to = run.to;
  else runs.push({ ...run });
}

/**
 * framed marks the bytes that the program does not get as they are.
 * @param {Trace} trace
 * @param {number} n
 * @param {Run[]} runs
 * @returns {Run[]}
 */
function framed(trace, n, runs) {
  const { decodes } = trace;
  if (decodes.failed(trace, n)) return runs;
  const [part, have] = [decodes.part.at[n], decodes.have.at[n]];
  const ends = part === Part.frame ? endsOf(decodes, n) : null;
  const head = part === Part.header || part === Part.json ? have : 0;
  if (!ends && head === 0) return runs;
  const [first, last] = ends ?? [head, have];
  return runs.flatMap((run) => {
    const cuts = [run.from, clamp(first, run), clamp(last, run), run.to];
    return [0, 1, 2].flatMap((k) =>
      cuts[k] < cuts[k + 1] ? [{ ...run, from: cuts[k], to: cuts[k + 1], header: k !== 1 }] : [],
    );
  });
}

/**
 * endsOf returns from where to where in a frame its body is.
 * @param {Trace["decodes"]} decodes
 * @param {number} n
 */
function endsOf(decodes, n) {
  const { from, to } = decodes.bodyOf(n);
  return to > from ? [from, to] : [decodes.head.at[n], decodes.have.at[n] - decodes.tail.at[n]];
}

/** @param {number} at @param {Run} run */
const clamp = (at, { from, to }) => Math.min(Math.max(at, from), to);

/**
 * decoderCells draws the bytes that are there and the room of those missing.
 * @param {import("./frame.js").Frame} frame
 * @param {import("./decoderbox.js").Box} box
 * @param {Shape[]} shapes
 */
export function decoderCells(frame, box, shapes) {
  const { units, readable } = box.shared;
  for (const run of box.runs) {
    const [from, to] = [Math.max(run.from, units.from), Math.min(run.to, units.to)];
    const said = readable && row(frame, box, { ...run, to: Math.min(run.to, units.from) }, shapes);
    if (!said) {
      solid(frame, box, run, shapes);
      continue;
    }
    if (from < to) solid(frame, box, { ...run, from, to }, shapes);
    row(frame, box, { ...run, from: Math.max(run.from, units.to) }, shapes);
  }
  missing(frame, box, shapes);
}

/**
 * row draws the bytes of a run one by one.
 * @param {import("./frame.js").Frame} frame
 * @param {import("./decoderbox.js").Box} box
 * @param {Run} run
 * @param {Shape[]} shapes
 * @returns {boolean} whether they are known
 */
function row(frame, box, run, shapes) {
  if (run.from >= run.to) return true;
  if (run.sends) return false;
  const { cell: cellPx } = box.shared;
  const left = decodedX(box, run.from);
  const first = run.from + Math.max(0, Math.floor((frame.leftPx - left) / (wideUnits * cellPx)));
  const last = Math.min(run.to, run.from + Math.max(0, Math.ceil((frame.rightPx - left) / cellPx)));
  if (first >= last) return true;
  const data = frame.trace.decodes.bytes(frame.trace, box.n, first, last);
  if (!data) return false;
  const wide = (/** @type {number} */ b) => decodedX(box, b + 1) - decodedX(box, b);
  data.forEach((byte, k) =>
    cell({ x: decodedX(box, first + k), w: wide(first + k), y: box.y, byte, run }, shapes),
  );
  return true;
}

/** @param {Run} run */
const ink = ({ header, message, sends }) =>
  sends ? mergedInk : header || message < 0 ? "header" : colour(message);

/**
 * @param {{ x: number, w: number, y: number, byte: number, run: Run }} one y: of the box
 * @param {Shape[]} shapes
 */
function cell({ x, w, y, byte, run }, shapes) {
  const color = ink(run);
  const [top, h] = [y + boxPadPx, boxPx - 2 * boxPadPx];
  const r = Math.min(5, w / 4);
  const look = { fill: color, alpha: 0.2, stroke: color, line: 1.25, ...dressed(run) };
  shapes.push({ t: "rect", x: x + 0.75, y: top, w: w - 1.5, h, r, ...look });
  const text = cellText(byte);
  const size = cellSize(text, w);
  const middle = { x: x + w / 2, y: y + boxPx / 2 + size * 0.35 };
  shapes.push({ t: "text", ...middle, text, size, color: "ink", mono: true, align: "center", rank: 0 });
}

/** @param {Run} run */
const dressed = ({ header, message }) => ({
  dash: header,
  pattern: header ? 0 : pattern(Math.max(0, message)),
});

/**
 * solid draws a run as one piece, with how long it is.
 * @param {import("./frame.js").Frame} frame
 * @param {import("./decoderbox.js").Box} box
 * @param {Run} run
 * @param {Shape[]} shapes
 */
function solid(frame, box, run, shapes) {
  const color = ink(run);
  const x = decodedX(box, run.from);
  const w = Math.max(1, decodedX(box, run.to) - x - 1);
  const [y, h] = [box.y + boxPadPx, boxPx - 2 * boxPadPx];
  const look = {
    fill: color,
    alpha: w < 8 ? 0.75 : 0.28,
    ...(w < 8 ? {} : { stroke: color }),
    ...dressed(run),
  };
  shapes.push({ t: "rect", x, y, w, h, r: Math.min(4, w / 3), ...look });
  const from = Math.max(x, frame.leftPx);
  const to = Math.min(x + w, frame.rightPx);
  const bytes = run.to - run.from;
  const words = run.sends
    ? [frame.text("strip.sends", run.sends), String(run.sends)]
    : [`${bytes} B`, String(bytes)];
  const text = w < 12 ? null : fit(words, to - from - 4);
  if (!text) return;
  const middle = { x: (from + to) / 2, y: box.y + boxPx / 2 + 5 };
  shapes.push({ t: "text", ...middle, ...text, color: "ink", mono: true, align: "center" });
}

/**
 * missing draws the room of bytes that are needed: empty cells, or one stretch.
 * @param {import("./frame.js").Frame} frame
 * @param {import("./decoderbox.js").Box} box
 * @param {Shape[]} shapes
 */
function missing(frame, box, shapes) {
  const { decodes } = frame.trace;
  if (decodes.failed(frame.trace, box.n)) return;
  const count = decodes.need.at[box.n] - decodes.have.at[box.n];
  if (decodes.part.at[box.n] === Part.delimiter || count <= 0) return;
  const x = decodedX(box, decodes.have.at[box.n]);
  const unit = (box.cells.missing * box.shared.cell) / count;
  const [y, h] = [box.y + boxPadPx, boxPx - 2 * boxPadPx];
  if (unit < leastCellPx) {
    shapes.push({ t: "hatch", x: x + 1, y, w: Math.max(1, unit * count - 2), h, r: 4, color: "line" });
    return;
  }
  for (let k = 0; k < count; k++) {
    const left = x + k * unit + 0.75;
    if (left > frame.rightPx) break;
    shapes.push({
      t: "rect",
      x: left,
      y,
      w: unit - 1.5,
      h,
      r: Math.min(5, unit / 4),
      stroke: "line",
      line: 1.25,
    });
  }
}
