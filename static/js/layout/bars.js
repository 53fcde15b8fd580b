// What took time without moving bytes: pauses, the waiting before a call's
// result, a call that has not come back yet; and by real time, how long the
// calls with bytes took.

import { callName } from "../model/call.js";
import { duration, labels } from "../model/label.js";
import { boxPx, fit, textPx } from "./metrics.js";

/** @typedef {import("./shapes.js").Shape} Shape */

const barPx = 20;
/** How tall the bar of a call with bytes is, half of it, and where its line turns down to the card's edge. */
const halfPx = 8;
const hangPx = 11;

/**
 * idleShape draws a pause.
 * @param {import("./frame.js").Frame} frame
 * @param {number} i
 * @param {number} mid of the band
 * @param {Shape[]} shapes
 */
export function idleShape(frame, i, mid, shapes) {
  const x = frame.startX(i);
  const w = Math.max(2, frame.endX(i) - x);
  bar({ x, w, mid, h: barPx, color: "dim" }, shapes);
  words(frame, { x, w, mid }, labels(frame.trace, i, frame.text), shapes);
}

/**
 * waitedShape draws the time before the result of a call that had to wait.
 * @param {import("./frame.js").Frame} frame
 * @param {number} i
 * @param {number} mid of the band
 * @param {Shape[]} shapes
 */
export function waitedShape(frame, i, mid, shapes) {
  const x = frame.startX(i);
  const w = Math.max(2, frame.endX(i) - x - 2);
  bar({ x, w, mid, h: barPx, color: "dim" }, shapes);
  words(frame, { x, w, mid }, waitedWords(frame, i), shapes);
}

/**
 * waitedWords says that a call waited and how long, or as much of it as has room.
 * @param {import("./frame.js").Frame} frame
 * @param {number} i
 */
function waitedWords({ trace, text }, i) {
  const long = duration(trace.columns.end.at[i] - trace.columns.start.at[i]);
  return [text("call.waited", long), long];
}

/**
 * waitingShapes draws the call of a strand that has not come back yet, up to now.
 * @param {import("./frame.js").Frame} frame
 * @param {number} key of the strand, see waitKey
 * @param {number} mid of the band
 * @param {Shape[]} shapes
 */
export function waitingShapes(frame, key, mid, shapes) {
  const waiting = frame.trace.waiting.get(key);
  if (!waiting) return;
  const name = `${callName(waiting.call)}()`;
  const x = frame.atX(waiting.start);
  const now = frame.byEvent && !frame.past ? frame.rightPx - 10 : Math.max(x + 4, frame.atX(frame.nowNs));
  bar({ x, w: Math.max(4, now - x), mid, h: boxPx - 8, color: "accent" }, shapes);
  words(frame, { x, w: now - x, mid, color: "ink" }, [frame.text("call.waiting", name), name], shapes);
}

/**
 * durationShape draws by real time when a call with bytes was and how long it
 * took, with the line on which its card hangs.
 * @param {import("./frame.js").Frame} frame
 * @param {import("./lanes/calls.js").Spot} spot
 * @param {string} color
 * @param {Shape[]} shapes
 */
export function durationShape(frame, { i, box, y, mid }, color, shapes) {
  const at = frame.anchorX(i);
  const w = frame.late(i) ? 3 : Math.max(3, frame.endX(i) - at);
  const foot = box.x + 1;
  const line = { t: /** @type {const} */ ("line"), color, line: 1.5 };
  shapes.push({ t: "rect", x: at, y: mid - halfPx, w, h: 2 * halfPx, r: 1, fill: color });
  if (!box.card) return;
  shapes.push({ ...line, x1: at + 1, y1: mid + halfPx, x2: foot, y2: mid + hangPx });
  shapes.push({ ...line, x1: foot, y1: mid + hangPx, x2: foot, y2: y + 6 });
}

/** Bar is a stretch of time around the middle of the band. @typedef {{ x: number, w: number, mid: number, h: number, color: string }} Bar */

/**
 * @param {Bar} bar
 * @param {Shape[]} shapes
 */
function bar({ x, w, mid, h, color }, shapes) {
  shapes.push({ t: "hatch", x, y: mid - h / 2, w, h, r: 5, color });
}

/**
 * words stand on a hatched bar, on a ground of their own, in the part in view.
 * @param {import("./frame.js").Frame} frame
 * @param {{ x: number, w: number, mid: number, color?: string }} on
 * @param {string[]} texts
 * @param {Shape[]} shapes
 */
function words(frame, { x, w, mid, color = "dim" }, texts, shapes) {
  const from = Math.max(x, frame.leftPx);
  const to = Math.min(x + w, frame.rightPx);
  const text = fit(texts, to - from - 8);
  if (!text) return;
  const width = textPx(text.text, text.size);
  const middle = (from + to) / 2;
  shapes.push({
    t: "rect",
    x: middle - width / 2 - 3,
    y: mid - 9,
    w: width + 6,
    h: 18,
    r: 5,
    fill: "card",
    under: true,
  });
  shapes.push({ t: "text", x: middle, y: mid + 4.5, ...text, color, align: "center", mono: true });
}
