// What decoders did, as boxes in their lanes: bytes, what they need, frames and
// faults.

import { eventTarget } from "../model/target.js";
import { Part } from "../model/decode.js";
import { decodeWords } from "../model/decodewords.js";
import { colour, letter } from "../model/message.js";
import { decodedX, padOf } from "./decoderbox.js";
import { decoderCells, runsOfBox } from "./decodercells.js";
import { decoderDensity } from "./decoderdensity.js";
import { cellsOf, gapPx } from "./decoders.js";
import { decoderBands } from "./decoderties.js";
import { drawWith } from "./lanes/decoder.js";
import { boxPadPx, boxPx, fit, letterDropPx, Size, textPx, widestCellPx } from "./metrics.js";
import { search } from "./frame.js";
import { near } from "./near.js";
import { share } from "./units.js";

/** @typedef {import("./shapes.js").Shape} Shape */
/** @typedef {import("./decoderbox.js").Box} Box */

/** More decodes than this many per pixel are drawn as a density. */
const densest = 1 / 9;
/** Where boxes begin in the lane, and the rail by real time. */
const boxTopPx = 28;
const railPx = boxTopPx + boxPx + 30;
/** A box may reach into view from so far left: the room of the widest. */
const widestRoomPx = 560;
/** By time a box is as wide as it would be, or one of these. */
const widthsPx = [150, 112, 84, 62, 24];
/** The least room for words, and of a box for letters below it. */
const leastPx = 24;
const barPx = 4;
/** Boxes narrower than this have no marks. */
const leastMarkPx = 14;
const badgePx = 22;

/**
 * drawDecodes draws what the decoders of a peer did.
 * @param {import("./frame.js").Frame} frame
 * @param {number} peer
 * @param {number} top
 * @param {import("./out.js").Out} out
 */
function drawDecodes(frame, peer, top, out) {
  const { list } = frame.chart.decodes[peer];
  const y = top + boxTopPx;
  const reach = frame.byEvent ? widestRoomPx * frame.zoom : widestRoomPx;
  const after = frame.byEvent ? 0 : widestRoomPx;
  const first = search(list.length, (k) => atX(frame, list.at[k]) + reach >= frame.leftPx);
  const last = search(list.length, (k) => atX(frame, list.at[k]) > frame.rightPx + after);
  if (last - first > frame.window.widthPx * densest) {
    decoderDensity(frame, { peer, first, last, y }, out.calls);
    return;
  }
  const placed = boxesOf(frame, Array.from(list.at.subarray(first, last)), y);
  placed.forEach((box, k) => {
    const target = eventTarget(frame.trace.decodes.event.at[box.n] + 1);
    if (!frame.byEvent) hang(frame, box, top + railPx, out);
    boxShape(frame, box, (placed[k + 1]?.x ?? Infinity) - box.x, out.calls);
    out.zones.push({ x: box.x, y: box.y - 28, w: box.w, h: boxPx + 34, target });
  });
  decoderBands(frame, placed, out);
}

drawWith(drawDecodes);

/**
 * atX is where the step of a decoder ended.
 * @param {import("./frame.js").Frame} frame
 * @param {number} n
 */
function atX(frame, n) {
  return frame.endX(frame.trace.decodes.event.at[n]);
}

/**
 * boxesOf places the boxes: by event where they have room, by real time as near
 * as can be to when they were, smaller where there are many.
 * @param {import("./frame.js").Frame} frame
 * @param {number[]} seen
 * @param {number} y
 * @returns {Box[]}
 */
function boxesOf(frame, seen, y) {
  const { room } = frame.chart;
  const { event } = frame.trace.decodes;
  const wanted = seen.map((n) => {
    const cells = cellsOf(frame.trace, n);
    const most = Math.max(112, (cells.short ?? cells.whole).all * widestCellPx + 2 * boxPadPx);
    return { n, x: atX(frame, n), y, cells, w: Math.min(room.at[event.at[n]] * frame.zoom, most) };
  });
  const placed = frame.byEvent
    ? wanted.map(({ x, w }) => ({ x, w: w - gapPx }))
    : near(
        wanted.map(({ x, w }) => ({ x, widths: [w, ...widthsPx.filter((px) => px < w)], rank: 0 })),
        gapPx,
      );
  return wanted.map((one, k) => {
    const w = Math.max(barPx, placed[k].w);
    const box = { ...one, x: placed[k].x, w, shared: share(one.cells, w - 2 * padOf(w)) };
    return { ...box, runs: runsOfBox(frame, box) };
  });
}

/**
 * hang ties a box to the rail, where its step was in time.
 * @param {import("./frame.js").Frame} frame
 * @param {Box} box
 * @param {number} railY
 * @param {import("./out.js").Out} out
 */
function hang(frame, { n, x, w, y }, railY, { calls: shapes, zones }) {
  const at = atX(frame, n);
  const foot = Math.min(Math.max(at, x + 2), x + w - 2);
  const line = { t: /** @type {const} */ ("line"), color: "dim", line: 1.5 };
  shapes.push({ ...line, x1: foot, y1: y + boxPx, x2: at, y2: railY - 8 });
  shapes.push({ ...line, x1: at, y1: railY - 8, x2: at, y2: railY + 7 });
  const target = eventTarget(frame.trace.decodes.event.at[n] + 1);
  zones.push({ x: at - 3, y: railY - 10, w: 6, h: 20, target });
}

/**
 * boxShape draws what a decoder has: open and dashed with a mark at what it
 * needs, or closed when the frame is complete.
 * @param {import("./frame.js").Frame} frame
 * @param {Box} box
 * @param {number} roomPx up to the next box
 * @param {Shape[]} shapes
 */
function boxShape(frame, box, roomPx, shapes) {
  const { n, x, w, y, runs } = box;
  const { decodes } = frame.trace;
  const fault = decodes.failed(frame.trace, n);
  const whole = !fault && decodes.part.at[n] === Part.frame;
  const message = runs.find((run) => run.message >= 0)?.message ?? -1;
  const stroke = fault ? "lost" : whole ? (message < 0 ? "exact" : colour(message)) : "dim";
  const r = Math.min(7, w / 2);
  const line = whole || fault ? 2 : 1.25;
  shapes.push({ t: "rect", x, y, w, h: boxPx, r, fill: "card", stroke, line, dash: !whole && !fault });
  decoderCells(frame, box, shapes);
  if (!whole && !fault)
    needMark(box, decodes.need.at[n] > 0 && decodes.part.at[n] !== Part.delimiter, shapes);
  if (w >= leastMarkPx) signs(frame, box, fault ? "fault" : whole ? "exact" : null, shapes);
  const color = fault ? "lost" : whole ? "ink" : "dim";
  const most = Math.max(w, Math.min(roomPx - 8, frame.rightPx - x - 4));
  const label = most < leastPx ? null : fit(decodeWords(frame.trace, n, frame.text), most - 4);
  if (label) shapes.push({ t: "text", x: x + 2, y: y - 13, ...label, color });
  if (w >= leastPx) below(frame, box, shapes);
}

/**
 * needMark is a bracket up to which the decoder must have bytes; where it is
 * not known how far that is, the end stays open.
 * @param {Box} box
 * @param {boolean} known
 * @param {Shape[]} shapes
 */
function needMark({ x, w, y }, known, shapes) {
  const [top, low, at] = [y - 5, y + boxPx + 5, x + w - 1];
  if (!known)
    shapes.push({ t: "line", x1: at, y1: top, x2: at, y2: low, color: "accent", line: 2, dash: true });
  else if (w < leastMarkPx)
    shapes.push({ t: "line", x1: at, y1: top, x2: at, y2: low, color: "accent", line: 2 });
  else
    shapes.push({
      t: "path",
      points: [at - 6, top, at, top, at, low, at - 6, low],
      color: "accent",
      line: 2.5,
    });
}

/**
 * signs puts a check on a complete frame and a mark on a fault.
 * @param {import("./frame.js").Frame} frame
 * @param {Box} box
 * @param {"exact" | "fault" | null} sign
 * @param {Shape[]} shapes
 */
function signs(frame, { x, w, y }, sign, shapes) {
  if (!sign) return;
  const fill = sign === "fault" ? "lost" : "exact";
  const text = frame.text(`mark.${sign}`);
  shapes.push({ t: "badge", x: x + w - 2, y, text, fill, ink: "card", about: `legend.${sign}` });
}

/**
 * below names the messages under their bytes, and what is left for the next
 * frame.
 * @param {import("./frame.js").Frame} frame
 * @param {Box} box
 * @param {Shape[]} shapes
 */
function below(frame, box, shapes) {
  let named = -1;
  let free = box.x;
  for (const { from, to, message } of box.runs) {
    if (message < 0 || message === named) continue;
    const x = Math.max(decodedX(box, from) + 9, free);
    if (x > Math.max(decodedX(box, to), decodedX(box, from) + 12)) continue;
    named = message;
    free = x + badgePx;
    const text = letter(message);
    shapes.push({
      t: "badge",
      x,
      y: box.y + boxPx + letterDropPx,
      text,
      fill: "card",
      ink: "ink",
      stroke: colour(message),
    });
  }
  const rest = frame.trace.decodes.rest.at[box.n];
  if (rest === 0) return;
  const right = box.x + box.w - 4;
  const words = fit([frame.text("decoder.rest", rest), `+${rest}`], right - free);
  if (!words) return;
  const size = Math.min(words.size, Size.small);
  const x = Math.max(free, right - textPx(words.text, size));
  if (!frame.byEvent) {
    // by time a line goes from the box to its rail
    const w = textPx(words.text, size) + 4;
    shapes.push({ t: "rect", x: x - 2, y: box.y + boxPx + 4, w, h: 15, r: 4, fill: "card", under: true });
  }
  shapes.push({ t: "text", x, y: box.y + boxPx + 15, text: words.text, size, color: "dim" });
}
