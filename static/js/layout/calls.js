// The calls of a peer: a box with bytes, a dot for a call without, and bars for
// the time that passed.

import { eventTarget } from "../model/target.js";
import { carries, idles, receives } from "../model/call.js";
import { labels } from "../model/label.js";
import { durationShape, idleShape, waitedShape, waitingShapes } from "./bars.js";
import { cellShapes } from "./cells.js";
import { densityShapes } from "./density.js";
import { Baselines, dotNameShapes, dotShape } from "./dots.js";
import { letterShapes, verdictShapes, verdictToken } from "./marks.js";
import { boxPx, fit, textPx } from "./metrics.js";
import { Rows } from "./rows.js";

/** @typedef {import("./shapes.js").Shape} Shape */
/** @typedef {import("./shapes.js").Zone} Zone */
/** @typedef {{ y: number, mid: number }} Place The top of the boxes and the middle of the band. */

/** More calls than this many per pixel are drawn as a density. */
const densest = 1 / 5;
/** Room for the words above a box. */
const labelPx = 32;

/** Rows of words by event, as in Baselines. */
const Row = Object.freeze({ below: 0, above: 1, lower: 2, labels: 3 });

/**
 * callShapes draws a peer's lane.
 * @param {import("./frame.js").Frame} frame
 * @param {import("./lanes.js").Lane} lane
 * @param {Shape[]} shapes
 * @param {Zone[]} zones
 */
export function callShapes(frame, lane, shapes, zones) {
  const calls = frame.chart.calls[lane.peer];
  const top = lane.top - frame.scrollPx;
  const place = { y: top + frame.band.boxTop, mid: top + frame.band.middle };
  const [first, last] = frame.inView(calls);
  if (last - first > frame.window.widthPx * densest) {
    densityShapes(frame, calls, first, last, place.y, shapes);
  } else {
    const rows = new Rows((frame.byEvent ? Baselines.event : Baselines.time).length);
    const dots = [];
    for (let k = first; k < last; k++) {
      const i = calls.events.at[k];
      zones.push(...zonesOf(frame, i, place));
      if (!callShape(frame, i, place, labelRoom(frame, calls, k), rows, shapes)) dots.push(i);
    }
    dotNameShapes(frame, dots, rows, place.mid, shapes);
  }
  waitingShapes(frame, lane.peer, place.mid, shapes);
}

/**
 * zonesOf lists the places of a call: by event its box with what goes before
 * it, by real time its duration and its card.
 * @param {import("./frame.js").Frame} frame
 * @param {number} i
 * @param {Place} place
 * @returns {Zone[]}
 */
function zonesOf(frame, i, { y, mid }) {
  const call = frame.trace.columns.call.at[i];
  const box = frame.box(i);
  const target = eventTarget(i + 1);
  const end = box.x + box.w;
  const tall = { y: y - labelPx, h: boxPx + labelPx + 4, target };
  if (frame.byEvent) {
    const x = frame.late(i) ? frame.startX(i) : box.x;
    return [{ ...tall, x, w: Math.max(end, idles(call) ? frame.endX(i) : 0) - x }];
  }
  const x = frame.startX(i);
  const w = Math.max(3, (carries(call) || idles(call) ? frame.endX(i) : end) - x);
  const zones = [{ x, y: mid - 14, w, h: 28, target }];
  if (box.card) zones.push({ ...tall, x: box.x, w: box.w });
  return zones;
}

/**
 * labelRoom is how far the words above a box may go: to the next such words.
 * @param {import("./frame.js").Frame} frame
 * @param {import("./chart.js").PeerCalls} calls
 * @param {number} k
 */
function labelRoom(frame, calls, k) {
  const { call } = frame.trace.columns;
  const from = frame.box(calls.events.at[k]).x;
  for (let next = k + 1; next < Math.min(calls.events.length, k + 12); next++) {
    const i = calls.events.at[next];
    if (carries(call.at[i])) return frame.box(i).x - from - 14;
  }
  return Math.max(frame.rightPx - from - 4, 40);
}

/**
 * @param {import("./frame.js").Frame} frame
 * @param {number} i
 * @param {Place} place
 * @param {number} room for words
 * @param {Rows} rows
 * @param {Shape[]} shapes
 * @returns {boolean} whether all is said; else the call's name is still to be written
 */
function callShape(frame, i, place, room, rows, shapes) {
  const call = frame.trace.columns.call.at[i];
  if (idles(call)) {
    idleShape(frame, i, place.mid, shapes);
    return true;
  }
  if (frame.late(i)) waitedShape(frame, i, place.mid, shapes);
  if (!carries(call)) {
    dotShape(frame, i, place.mid, shapes);
    return false;
  }
  const token = boxToken(frame, i);
  if (!frame.byEvent) durationShape(frame, i, token, place.y, place.mid, shapes);
  const words = boxShape(frame, i, token, place.y, room, shapes);
  const box = frame.box(i);
  if (frame.byEvent) {
    rows.take([Row.above, Row.below], box.x - 2, box.x + box.w + 2);
    rows.take([Row.labels], box.x, box.x + words);
    if (box.w >= 20) rows.take([Row.lower], box.x, box.x + box.w);
  }
  return true;
}

/**
 * @param {import("./frame.js").Frame} frame
 * @param {number} i
 */
function boxToken({ trace }, i) {
  if (trace.err(i) !== "" || trace.lost.has(i + 1)) return "lost";
  return receives(trace.columns.call.at[i]) ? verdictToken(trace.columns.verdict.at[i]) : "dim";
}

/**
 * boxShape draws the box of a call with bytes and all in, on and above it.
 * @param {import("./frame.js").Frame} frame
 * @param {number} i
 * @param {string} stroke
 * @param {number} y
 * @param {number} room
 * @param {Shape[]} shapes
 * @returns {number} how wide the words above it are
 */
function boxShape(frame, i, stroke, y, room, shapes) {
  const box = frame.box(i);
  const { x, w } = box;
  const r = Math.min(7, w / 2);
  const dash = frame.trace.lost.has(i + 1) || frame.trace.eof(i);
  shapes.push({
    t: "rect",
    x,
    y,
    w,
    h: boxPx,
    r,
    fill: "card",
    stroke,
    line: stroke === "dim" ? 1.25 : 2,
    dash,
  });
  cellShapes(frame, i, box, y, shapes);
  const width = frame.byEvent || box.card ? bytesLabel(frame, i, box, y, room, shapes) : 0;
  if (w >= 20) {
    letterShapes(frame, i, box, y, shapes);
    verdictShapes(frame, i, box, y, shapes);
  }
  return width;
}

/**
 * @param {import("./frame.js").Frame} frame
 * @param {number} i
 * @param {import("./frame.js").Box} box
 * @param {number} y
 * @param {number} room
 * @param {Shape[]} shapes
 * @returns {number} how wide the words above the box are
 */
function bytesLabel(frame, i, box, y, room, shapes) {
  const { trace } = frame;
  const words = labels(trace, i, frame.text);
  const [above, inside] = trace.err(i) ? ["lost", "lost"] : ["ink", "dim"];
  const indent = box.card ? 7 : 1;
  const label = fit(words, room - indent);
  if (label) shapes.push({ t: "text", x: box.x + indent, y: y - 12, ...label, color: above, mono: true });
  const width = label ? textPx(label.text, label.size) + 8 : 0;
  const result = trace.columns.got.at[i] > 0 ? null : fit(words.slice(-2), box.w - 6);
  if (!result) return width;
  const middle = { x: box.x + box.w / 2, y: y + boxPx / 2 + 5 };
  shapes.push({ t: "text", ...middle, ...result, color: inside, mono: true, align: "center" });
  return width;
}
