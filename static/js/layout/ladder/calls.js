// The calls of a peer down its line: a bar from when a call began to when it ended,
// and beside it the call as it was written, with the colours of its messages.

import { Call, carries, idles } from "../../model/call.js";
import { labels } from "../../model/label.js";
import { colour, letter } from "../../model/message.js";
import { eventTarget } from "../../model/target.js";
import { Verdict } from "../../model/verdict.js";
import { Walk } from "../../scale/walk.js";
import { search } from "../frame.js";
import { verdictToken } from "../marks.js";
import { badgePx, fit, Size, textPx } from "../metrics.js";
import { runsOfSend } from "../runs.js";
import { halfBarPx, mostStrands, strandPx } from "./columns.js";
import { Free } from "./free.js";

/** @typedef {import("../shapes.js").Shape} Shape */
/** @typedef {import("../frame.js").Frame} Frame */
/** @typedef {import("./columns.js").Column} Column */

/** More calls a pixel than this are drawn as a density. */
const densest = 1 / 4;
const rowPx = 3;
const mostDensePx = 44;
/** A bar is at least so tall. */
const leastPx = 3;
/** Heights of the box of a call with bytes, of the colours in it, and of a name. */
const boxPx = 27;
const stripPx = 5;
const namePx = 15;
const padPx = 7;
/** How far the box may stand below its bar. */
export const mostShiftPx = 60;
/** The box stands so far beside the line. */
const besidePx = 24;
/** Colours of more pieces than this have no room: what was taken has one. */
const mostPieces = 24;

/** Place is where a call is: its bar, and which edge bytes leave from. @typedef {{ i: number, y: number, column: Column }} Place */

/**
 * callShapes draws the calls of a column, and notes where those with bytes are.
 * @param {Frame} frame
 * @param {Column} column
 * @param {{ shapes: Shape[], zones: import("../shapes.js").Zone[], places: Map<number, Place> }} into
 */
export function callShapes(frame, column, into) {
  const { all } = frame.chart.strands[column.peer] ?? {};
  if (!all) return;
  const { events } = all;
  const first = search(events.length, (k) => frame.endX(events.at[k]) >= frame.leftPx);
  const last = search(events.length, (k) => frame.startX(events.at[k]) > frame.rightPx);
  if (last - first > (frame.rightPx - frame.leftPx) * densest) {
    densityShapes(frame, column, { calls: all, first, last }, into.shapes);
    return;
  }
  const seen = Array.from(events.at.subarray(first, last)).filter((i) => frame.trace.knows(i));
  for (const i of seen) barShape(frame, column, i, into);
  const free = new Free();
  const { call } = frame.trace.columns;
  for (const i of seen) if (carries(call.at[i])) boxShapes(frame, column, { i, free }, into);
  for (const i of seen) if (!carries(call.at[i])) nameShapes(frame, column, { i, free }, into.shapes);
}

/**
 * barX is the middle of a call's bar: threads stand beside each other.
 * @param {Frame} frame
 * @param {Column} column
 * @param {number} i
 */
function barX({ chart, trace }, { peer, x, side }, i) {
  const row = chart.strands[peer].rowOf(trace.columns.strand.get(i));
  return x - side * strandPx * Math.min(row, mostStrands);
}

/**
 * @param {Frame} frame
 * @param {Column} column
 * @param {number} i
 * @param {{ shapes: Shape[], zones: import("../shapes.js").Zone[], places: Map<number, Place> }} into
 */
function barShape(frame, column, i, { shapes, zones, places }) {
  const { trace } = frame;
  const call = trace.columns.call.at[i];
  const x = barX(frame, column, i) - halfBarPx;
  const y = frame.startX(i);
  const h = Math.max(leastPx, frame.endX(i) - y);
  const w = 2 * halfBarPx;
  const failed = trace.err(i) !== "";
  const color = failed ? "lost" : carries(call) ? tokenOf(frame, i) : "dim";
  const fill = carries(call) || failed ? color : "card";
  if (idles(call)) shapes.push({ t: "hatch", x, y, w, h, r: 3, color: "dim" });
  else
    shapes.push({ t: "rect", x, y, w, h, r: 3, fill, stroke: color, line: 1.25, dash: call === Call.none });
  zones.push({ x, y, w, h, target: eventTarget(i + 1) });
  if (carries(call)) places.set(i, { i, y: anchorY(frame, i), column });
}

/**
 * anchorY is when a call's result was there: at its end where it waited.
 * @param {Frame} frame
 * @param {number} i
 */
const anchorY = (frame, i) => Math.max(frame.leftPx, frame.anchorX(i));

/**
 * tokenOf is the colour of a call with bytes: of its message, or its verdict.
 * @param {Frame} frame
 * @param {number} i
 */
function tokenOf({ trace }, i) {
  const message = trace.message(i);
  return message >= 0 ? colour(message) : verdictToken(trace.columns.verdict.at[i]);
}

/**
 * boxShapes writes a call with bytes beside its bar.
 * @param {Frame} frame
 * @param {Column} column
 * @param {{ i: number, free: Free }} one
 * @param {{ shapes: Shape[], zones: import("../shapes.js").Zone[] }} into
 */
function boxShapes(frame, column, { i, free }, { shapes, zones }) {
  const { trace, text } = frame;
  const sign = signOf(frame, i);
  const signPx = sign ? badgePx(sign.text) + 4 : 0;
  const words = fit(labels(trace, i, text), column.roomPx - besidePx - 2 * padPx - signPx - 4);
  if (!words) return;
  const anchor = anchorY(frame, i);
  const top = free.below(Math.max(frame.leftPx, anchor - boxPx / 2), boxPx + 2, mostShiftPx);
  if (top === null) return;
  const w = textPx(words.text, words.size) + 2 * padPx;
  const x = column.side < 0 ? column.x - besidePx - w : column.x + besidePx;
  const edge = column.side < 0 ? x + w : x;
  const token = tokenOf(frame, i);
  shapes.push({
    t: "line",
    x1: barX(frame, column, i),
    y1: anchor,
    x2: edge,
    y2: top + boxPx / 2,
    color: "dim",
  });
  shapes.push({ t: "rect", x, y: top, w, h: boxPx, r: 5, fill: "card", stroke: token, line: 1.5 });
  strips(frame, i, { x: x + 3, y: top + boxPx - stripPx - 2, w: w - 6 }, shapes);
  shapes.push({ t: "text", x: x + padPx, y: top + 15, ...words, color: "ink", mono: true });
  if (sign) {
    const at = column.side < 0 ? x - signPx / 2 - 1 : x + w + signPx / 2 + 1;
    shapes.push({ t: "badge", x: at, y: top + boxPx / 2, ...sign });
  }
  zones.push({ x, y: top, w, h: boxPx, target: eventTarget(i + 1) });
}

/**
 * signOf is the letter of a message that was sent, or the verdict on a receive.
 * @param {Frame} frame
 * @param {number} i
 */
function signOf({ trace, text }, i) {
  const message = trace.message(i);
  if (trace.lost.has(i + 1)) return { ...markOf("lost", "lost"), text: text("mark.lost") };
  if (message >= 0)
    return { text: letter(message), fill: "card", ink: "ink", stroke: colour(message), about: /** @type {const} */ ("legend.letter") }; // prettier-ignore
  const verdict = trace.columns.verdict.at[i];
  const mark = marks.find(([bit]) => verdict & bit);
  return mark ? { ...markOf(mark[1], mark[2]), text: text(`mark.${mark[1]}`) } : null;
}

/** The signs of verdicts, that of what is worst first. @type {readonly [number, "truncated" | "coalesced" | "split" | "exact", string][]} */
const marks = [
  [Verdict.truncated, "truncated", "lost"],
  [Verdict.coalesced, "coalesced", "coalesced"],
  [Verdict.split, "split", "split"],
  [Verdict.exact, "exact", "exact"],
];

/**
 * @param {"truncated" | "coalesced" | "split" | "exact" | "lost"} mark
 * @param {string} fill
 */
const markOf = (mark, fill) => ({ fill, ink: "card", about: /** @type {const} */ (`legend.${mark}`) });

/**
 * strips shows the messages whose bytes a call moved, each as long as its part.
 * @param {Frame} frame
 * @param {number} i
 * @param {{ x: number, y: number, w: number }} room
 * @param {Shape[]} shapes
 */
function strips(frame, i, { x, y, w }, shapes) {
  const got = frame.trace.columns.got.at[i];
  if (got <= 0) return;
  for (const { from, to, color } of partsOf(frame, i)) {
    const left = x + (w * from) / got;
    shapes.push({
      t: "rect",
      x: left,
      y,
      w: Math.max(1, (w * (to - from)) / got - 1),
      h: stripPx,
      fill: color,
    });
  }
}

/**
 * partsOf lists the messages in a call; of very many it says that they are many.
 * @param {Frame} frame
 * @param {number} i
 * @returns {{ from: number, to: number, color: string }[]}
 */
function partsOf({ trace }, i) {
  const got = trace.columns.got.at[i];
  const pieces = piecesOf(trace, i);
  if (!pieces) return [{ from: 0, to: got, color: "header" }];
  let at = 0;
  return pieces.flatMap(({ index, off, len }) => {
    const runs = runsOfSend(trace, index, off, len, at);
    at += len;
    return runs.map(({ from, to, message, header }) => ({ from, to, color: header || message < 0 ? "header" : colour(message) })); // prettier-ignore
  });
}

/**
 * piecesOf lists whose bytes a call has, null where they are too many or unknown.
 * @param {import("../../model/trace.js").Trace} trace
 * @param {number} i
 * @returns {import("../../model/streams.js").Piece[] | null}
 */
export function piecesOf(trace, i) {
  const { got, stream, off, conn } = trace.columns;
  if (trace.message(i) >= 0) return [{ index: i, off: 0, len: got.at[i] }];
  if (stream.at[i] === 0) return null;
  const isStream = !trace.conns.datagrams(conn.at[i]);
  if (isStream && trace.streamDepth(stream.at[i], off.at[i], got.at[i]) > mostPieces) return null;
  const pieces = trace.pieces(i);
  return pieces.length > 0 && pieces.length <= mostPieces ? pieces : null;
}

/**
 * nameShapes writes any other call beside its bar, where there is room.
 * @param {Frame} frame
 * @param {Column} column
 * @param {{ i: number, free: Free }} one
 * @param {Shape[]} shapes
 */
function nameShapes(frame, column, { i, free }, shapes) {
  const { trace, text } = frame;
  const words = fit(labels(trace, i, text), column.roomPx - besidePx);
  const middle = Math.max(frame.leftPx + namePx / 2, idles(trace.columns.call.at[i]) ? middleY(frame, i) : anchorY(frame, i)); // prettier-ignore
  if (!words || !free.take(middle - namePx / 2, middle + namePx / 2)) return;
  const left = column.side < 0;
  const color = trace.err(i) ? "lost" : "dim";
  const x = column.x + column.side * (besidePx - 6);
  shapes.push({ t: "text", x, y: middle + 4, ...words, color, mono: true, align: left ? "right" : "left" });
}

/**
 * middleY is the middle of what is in view of a call that takes long.
 * @param {Frame} frame
 * @param {number} i
 */
function middleY(frame, i) {
  return (Math.max(frame.leftPx, frame.startX(i)) + Math.min(frame.rightPx, frame.endX(i))) / 2;
}

/**
 * densityShapes draws very many calls as how many bytes they moved under each few
 * pixels, and where messages joined, were cut, or calls failed.
 * @param {Frame} frame
 * @param {Column} column
 * @param {{ calls: import("../peercalls.js").PeerCalls, first: number, last: number }} some
 * @param {Shape[]} shapes
 */
function densityShapes(frame, { x, side }, { calls, first, last }, shapes) {
  const rows = [];
  const walk = new Walk(first);
  for (let y = frame.leftPx, from = first; y < frame.rightPx && from < last; y += rowPx) {
    const to = walk.first(last, (k) => frame.startX(calls.events.at[k]) >= y + rowPx);
    if (to > from) rows.push({ y, all: to - from, sums: calls.sums(from, to) });
    from = to;
  }
  const most = rows.reduce((max, { sums }) => Math.max(max, sums.bytes), 1);
  for (const { y, all, sums } of rows) {
    const w = 4 + (mostDensePx * Math.log2(1 + sums.bytes)) / Math.log2(1 + most);
    const part = (/** @type {string} */ fill, /** @type {number} */ share, /** @type {number} */ alpha) => {
      if (share === 0) return;
      const wide = Math.max(3, share * w);
      shapes.push({ t: "rect", x: side < 0 ? x - wide : x, y, w: wide, h: rowPx - 1, fill, alpha });
    };
    part("m1", 1, 0.55);
    part("split", sums.cut / all, 0.9);
    part("coalesced", sums.joined / all, 1);
    part("lost", sums.failed / all, 1);
  }
  const words = fit([frame.text("density", last - first, calls.sums(first, last).bytes)], 400, Size.small);
  if (!words) return;
  const left = side < 0;
  shapes.push({ t: "text", x: x + side * (mostDensePx + 12), y: frame.leftPx + 18, ...words, color: "dim", align: left ? "right" : "left" }); // prettier-ignore
}
