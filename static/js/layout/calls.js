// The calls of a peer: a box with bytes, a pill for a call without, and the
// time that a call had to wait.

import { callName, carries, idles, receives } from "../model/call.js";
import { labels } from "../model/label.js";
import { cellShapes } from "./cells.js";
import { densityShapes } from "./density.js";
import { letterShapes, verdictShapes, verdictToken } from "./marks.js";
import { boxPx, boxTopPx, dotPx, fit, textPx } from "./metrics.js";
import { Rows } from "./rows.js";

/** @typedef {import("./shapes.js").Shape} Shape */
/** @typedef {import("./shapes.js").Zone} Zone */

/** More calls than this many per pixel are drawn as a density. */
const densest = 1 / 5;

/** Baselines of the rows of words, from a box's top: below, above, farther below, beside the labels. */
const baselines = [boxPx + 5, 7, boxPx + 21, -12];
const nameSize = 14;
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
  const y = lane.top + boxTopPx - frame.scrollPx;
  const [first, last] = frame.inView(calls);
  if (last - first > frame.window.widthPx * densest) {
    densityShapes(frame, calls, first, last, y, shapes);
  } else {
    const rows = new Rows(baselines.length);
    const dots = [];
    for (let k = first; k < last; k++) {
      const i = calls.events.at[k];
      if (!callShape(frame, i, y, labelRoom(frame, calls, k), rows, shapes, zones)) dots.push(i);
    }
    nameShapes(frame, dots, rows, y, shapes);
  }
  waitingShapes(frame, lane.peer, y, shapes);
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
 * @param {number} y
 * @param {number} room
 * @param {Rows} rows
 * @param {Shape[]} shapes
 * @param {Zone[]} zones
 * @returns {boolean} whether all is said; else the call's name is still to be written
 */
function callShape(frame, i, y, room, rows, shapes, zones) {
  const { trace } = frame;
  const call = trace.columns.call.at[i];
  const box = frame.box(i);
  const start = frame.startX(i);
  const left = frame.late(i) ? start : box.x;
  const right = Math.max(box.x + box.w, idles(call) ? frame.endX(i) : 0);
  zones.push({ x: left, y: y - boxTopPx + 4, w: right - left, h: boxPx + boxTopPx, seq: i + 1 });
  if (idles(call)) {
    idleShape(frame, i, y, shapes);
    return true;
  }
  if (frame.late(i)) waitedShape(frame, start, box.x, y, shapes);
  durationShape(frame, i, y, shapes);
  if (!carries(call)) {
    dotShape(frame, i, y, shapes);
    return false;
  }
  rows.take([Row.above, Row.below], box.x - 2, box.x + box.w + 2);
  const token = receives(call) ? verdictToken(trace.columns.verdict.at[i]) : "dim";
  const failed = trace.err(i) !== "";
  const lost = trace.lost.has(i + 1);
  shapes.push({
    t: "rect",
    x: box.x,
    y,
    w: box.w,
    h: boxPx,
    r: Math.min(7, box.w / 2),
    fill: "card",
    stroke: failed || lost ? "lost" : token,
    line: token === "dim" && !lost ? 1.25 : 2,
    dash: lost || trace.eof(i),
  });
  cellShapes(frame, i, box, y, shapes);
  rows.take([Row.labels], box.x, box.x + bytesLabel(frame, i, box, y, room, shapes));
  if (box.w < 20) return true;
  rows.take([Row.lower], box.x, box.x + box.w);
  letterShapes(frame, i, box, y, shapes);
  verdictShapes(frame, i, box, y, shapes);
  return true;
}

/**
 * durationShape draws how long the call really took, where its box does not say it.
 * @param {import("./frame.js").Frame} frame
 * @param {number} i
 * @param {number} y
 * @param {Shape[]} shapes
 */
function durationShape(frame, i, y, shapes) {
  if (frame.byEvent || !carries(frame.trace.columns.call.at[i])) return;
  const x = frame.startX(i);
  shapes.push({ t: "rect", x, y: y - 6, w: Math.max(2, frame.endX(i) - x), h: 4, fill: "accent" });
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
  const color = trace.err(i) ? "lost" : "ink";
  const above = fit(words, room);
  if (above) shapes.push({ t: "text", x: box.x + 1, y: y - 12, ...above, color, mono: true });
  const width = above ? textPx(above.text, above.size) + 8 : 0;
  const inside = trace.columns.got.at[i] > 0 ? null : fit(words.slice(-2), box.w - 6);
  if (!inside) return width;
  shapes.push({
    t: "text",
    x: box.x + box.w / 2,
    y: y + boxPx / 2 + 5,
    ...inside,
    color: trace.err(i) ? "lost" : "dim",
    mono: true,
    align: "center",
  });
  return width;
}

/**
 * dotShape stands for a call without bytes; its name comes later, where room is left.
 * @param {import("./frame.js").Frame} frame
 * @param {number} i
 * @param {number} y
 * @param {Shape[]} shapes
 */
function dotShape(frame, i, y, shapes) {
  const failed = frame.trace.err(i) !== "";
  const { x, w } = dotOf(frame, i);
  shapes.push({
    t: "rect",
    x,
    y: y + boxPx / 2 - 7,
    w,
    h: 14,
    r: 7,
    fill: failed ? "lost" : "paper",
    stroke: failed ? "lost" : "dim",
    line: 1.5,
  });
}

/**
 * @param {import("./frame.js").Frame} frame
 * @param {number} i
 */
function dotOf(frame, i) {
  const box = frame.box(i);
  return { x: box.x, w: Math.max(3, Math.min(dotPx, box.w - 2)) };
}

/**
 * nameShapes writes the names of calls without bytes below or above their dots.
 * @param {import("./frame.js").Frame} frame
 * @param {number[]} dots
 * @param {Rows} rows
 * @param {number} y
 * @param {Shape[]} shapes
 */
function nameShapes(frame, dots, rows, y, shapes) {
  for (const i of dots) {
    const { x, w } = dotOf(frame, i);
    const failed = frame.trace.err(i) !== "";
    const words = labels(frame.trace, i, frame.text);
    const text = failed ? words[1] : words[words.length - 1];
    const half = textPx(text, nameSize) / 2 + 4;
    const mids = [x + w / 2, x + half - 2, x + w - half + 2].map((mid) =>
      Math.min(Math.max(mid, frame.leftPx + half), frame.rightPx - half),
    );
    const place = rows.place(text, nameSize, mids);
    if (!place) continue;
    shapes.push({
      t: "text",
      x: place.x,
      y: y + baselines[place.row],
      text,
      size: nameSize,
      color: failed ? "lost" : "dim",
      mono: true,
      align: "center",
    });
  }
}

/**
 * @param {import("./frame.js").Frame} frame
 * @param {number} i
 * @param {number} y
 * @param {Shape[]} shapes
 */
function idleShape(frame, i, y, shapes) {
  const x = frame.startX(i);
  const w = Math.max(2, frame.endX(i) - x);
  shapes.push({ t: "hatch", x, y: y + 9, w, h: boxPx - 18, r: 5, color: "dim" });
  words(frame, x, w, y, labels(frame.trace, i, frame.text), shapes);
}

/**
 * @param {import("./frame.js").Frame} frame
 * @param {number} from
 * @param {number} to
 * @param {number} y
 * @param {Shape[]} shapes
 */
function waitedShape(frame, from, to, y, shapes) {
  const w = Math.max(2, to - from - 2);
  shapes.push({ t: "hatch", x: from, y: y + 9, w, h: boxPx - 18, r: 5, color: "dim" });
  words(frame, from, w, y, [frame.text("call.waited")], shapes);
}

/**
 * waitingShapes draws the call of a peer that has not come back yet, up to now.
 * @param {import("./frame.js").Frame} frame
 * @param {number} peer
 * @param {number} y
 * @param {Shape[]} shapes
 */
function waitingShapes(frame, peer, y, shapes) {
  const waiting = frame.trace.waiting.get(peer);
  if (!waiting) return;
  const name = `${callName(waiting.call)}()`;
  const x = frame.atX(waiting.start);
  const now = frame.byEvent ? frame.rightPx - 10 : Math.max(x + 4, frame.atX(frame.nowNs));
  shapes.push({ t: "hatch", x, y: y + 4, w: Math.max(4, now - x), h: boxPx - 8, r: 6, color: "accent" });
  words(frame, x, now - x, y, [frame.text("call.waiting", name), name], shapes, "ink");
}

/**
 * words stand on a hatched bar, on a ground of their own, in the part in view.
 * @param {import("./frame.js").Frame} frame
 * @param {number} x
 * @param {number} w
 * @param {number} y
 * @param {string[]} texts
 * @param {Shape[]} shapes
 * @param {string} [color]
 */
function words(frame, x, w, y, texts, shapes, color = "dim") {
  const from = Math.max(x, frame.leftPx);
  const to = Math.min(x + w, frame.rightPx);
  const text = fit(texts, to - from - 18);
  if (!text) return;
  const width = textPx(text.text, text.size);
  const mid = (from + to) / 2;
  shapes.push({
    t: "rect",
    x: mid - width / 2 - 5,
    y: y + 8,
    w: width + 10,
    h: boxPx - 16,
    r: 5,
    fill: "card",
  });
  shapes.push({ t: "text", x: mid, y: y + boxPx / 2 + 5, ...text, color, align: "center", mono: true });
}
