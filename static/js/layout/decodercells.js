// The bytes that a decoder has, as cells, and the room of those it still needs.

import { cellText, isPlain } from "../model/bytes.js";
import { mostTraced, Part } from "../model/decode.js";
import { colour, pattern } from "../model/message.js";
import { decodedX } from "./decoderbox.js";
import { boxPadPx, boxPx, fit, leastCellPx, leastWidePx, Size } from "./metrics.js";
import { runsOfSend } from "./runs.js";
import { leastStripPx, mergedInk, stripsSeen } from "./strips.js";

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
 * @param {number} n
 * @param {import("./strips.js").Drawn} drawn where its bytes are
 * @returns {Run[]}
 */
export function runsOfBox(frame, n, drawn) {
  const { trace } = frame;
  const { decodes } = trace;
  const { conn, off } = trace.columns;
  const i = decodes.event.at[n];
  const stretch = { stream: decodes.streamOf(trace, n), off: off.at[i], len: decodes.have.at[n] };
  const most = (Math.min(frame.window.widthPx, stretch.len * drawn.bytePx) / leastStripPx) | 0;
  const isFew = trace.streamDepth(stretch.stream, stretch.off, stretch.len) <= most;
  if (isFew || trace.conns.datagrams(conn.at[i])) return runsOfDecode(trace, n);
  return framed(trace, n, stripsSeen(frame, stretch, drawn));
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
 * framed marks the bytes that are no body.
 * @param {Trace} trace
 * @param {number} n
 * @param {Run[]} runs
 * @returns {Run[]}
 */
function framed(trace, n, runs) {
  const { decodes } = trace;
  if (decodes.failed(trace, n)) return runs;
  const [part, have] = [decodes.part.at[n], decodes.have.at[n]];
  const ends = part === Part.frame ? [decodes.head.at[n], have - decodes.tail.at[n]] : null;
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

/** @param {number} at @param {Run} run */
const clamp = (at, { from, to }) => Math.min(Math.max(at, from), to);

/**
 * decoderCells draws the bytes that are there and the room of those missing.
 * @param {import("./frame.js").Frame} frame
 * @param {import("./decoderbox.js").Box} box
 * @param {Shape[]} shapes
 */
export function decoderCells(frame, box, shapes) {
  for (const run of box.runs) {
    if (!cells(frame, box, run, shapes)) solid(frame, box, run, shapes);
  }
  missing(frame, box, shapes);
}

/**
 * cells draws the bytes of a run one by one where they can be read.
 * @param {import("./frame.js").Frame} frame
 * @param {import("./decoderbox.js").Box} box
 * @param {Run} run
 * @param {Shape[]} shapes
 * @returns {boolean} whether they can
 */
function cells(frame, box, run, shapes) {
  if (box.cell < leastCellPx || run.sends) return false;
  const left = decodedX(box, run.from);
  const first = run.from + Math.max(0, Math.floor((frame.leftPx - left) / (2 * box.cell)));
  const last = Math.min(run.to, run.from + Math.ceil((frame.rightPx - left) / box.cell));
  if (first >= last) return true;
  const data = frame.trace.decodes.bytes(frame.trace, box.n, first, last);
  const wide = (/** @type {number} */ b) => decodedX(box, b + 1) - decodedX(box, b);
  if (!data?.every((byte, k) => isPlain(byte) || wide(first + k) >= leastWidePx)) return false;
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
  const size =
    text.length > 1 ? Math.max(Size.tight, Math.min(14, (w - 6) / 1.22)) : Math.min(17, (w - 1.5) / 0.61);
  const middle = { x: x + w / 2, y: y + boxPx / 2 + size * 0.35 };
  shapes.push({ t: "text", ...middle, text, size, color: "ink", mono: true, align: "center" });
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
  const w = Math.max(1, decodedX(box, run.to) - x - (box.cell > 2 ? 1 : 0));
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
  const { have, all } = box.cells;
  if (decodes.part.at[box.n] === Part.delimiter || count <= 0 || have >= all) return;
  const x = decodedX(box, decodes.have.at[box.n]);
  const unit = ((all - have) * box.cell) / count;
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
