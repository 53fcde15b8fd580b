// The calls of a peer: a box with bytes, a pill for a call without, and the
// time that a call had to wait.

import { callName, carries, idles, receives } from "../model/call.js";
import { labels } from "../model/label.js";
import { cellShapes } from "./cells.js";
import { densityShapes } from "./density.js";
import { letterShapes, verdictShapes, verdictToken } from "./marks.js";
import { boxPx, boxTopPx, fit, textPx } from "./metrics.js";

/** @typedef {import("./shapes.js").Shape} Shape */
/** @typedef {import("./shapes.js").Zone} Zone */

/** More calls than this many per pixel are drawn as a density. */
const densest = 1 / 5;

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
    for (let k = first; k < last; k++) {
      const i = calls.events.at[k];
      callShape(frame, i, y, labelRoom(frame, calls, k), shapes, zones);
    }
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
    if (carries(call.at[i])) return frame.box(i).x - from - 8;
  }
  return Math.max(frame.rightPx - from - 4, 40);
}

/**
 * @param {import("./frame.js").Frame} frame
 * @param {number} i
 * @param {number} y
 * @param {number} room
 * @param {Shape[]} shapes
 * @param {Zone[]} zones
 */
function callShape(frame, i, y, room, shapes, zones) {
  const { trace } = frame;
  const call = trace.columns.call.at[i];
  const box = frame.box(i);
  const start = frame.startX(i);
  const left = frame.late(i) ? start : box.x;
  const right = Math.max(box.x + box.w, idles(call) ? frame.endX(i) : 0);
  zones.push({ x: left, y: y - boxTopPx + 4, w: right - left, h: boxPx + boxTopPx, seq: i + 1 });
  if (idles(call)) return idleShape(frame, i, y, shapes);
  if (frame.late(i)) waitedShape(frame, start, box.x, y, shapes);
  durationShape(frame, i, y, shapes);
  if (!carries(call)) return pillShape(frame, i, box, y, shapes);
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
  bytesLabel(frame, i, box, y, room, shapes);
  if (box.w < 20) return;
  letterShapes(frame, i, box, y, shapes);
  verdictShapes(frame, i, box, y, shapes);
}

/**
 * durationShape draws how long the call really took, where its box does not say it.
 * @param {import("./frame.js").Frame} frame
 * @param {number} i
 * @param {number} y
 * @param {Shape[]} shapes
 */
function durationShape(frame, i, y, shapes) {
  if (frame.byEvent) return;
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
 */
function bytesLabel(frame, i, box, y, room, shapes) {
  const { trace } = frame;
  const words = labels(trace, i);
  const color = trace.err(i) ? "lost" : "ink";
  const above = fit(words, room);
  if (above) shapes.push({ t: "text", x: box.x + 1, y: y - 12, ...above, color, mono: true });
  if (trace.columns.got.at[i] > 0) return;
  const inside = fit(words.slice(-2), box.w - 6);
  if (!inside) return;
  shapes.push({
    t: "text",
    x: box.x + box.w / 2,
    y: y + boxPx / 2 + 5,
    ...inside,
    color: trace.err(i) ? "lost" : "dim",
    mono: true,
    align: "center",
  });
}

/**
 * @param {import("./frame.js").Frame} frame
 * @param {number} i
 * @param {import("./frame.js").Box} box
 * @param {number} y
 * @param {Shape[]} shapes
 */
function pillShape(frame, i, box, y, shapes) {
  const failed = frame.trace.err(i) !== "";
  const h = boxPx - 10;
  shapes.push({
    t: "rect",
    x: box.x,
    y: y + 5,
    w: box.w,
    h,
    r: Math.min(h / 2, box.w / 2),
    fill: "paper",
    stroke: failed ? "lost" : "line",
    line: failed ? 2 : 1.25,
  });
  const words = fit(labels(frame.trace, i), box.w - 8);
  if (!words) return;
  shapes.push({
    t: "text",
    x: box.x + box.w / 2,
    y: y + boxPx / 2 + words.size * 0.34,
    ...words,
    color: failed ? "lost" : "dim",
    mono: true,
    align: "center",
  });
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
  words(frame, x, w, y, labels(frame.trace, i), shapes);
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
