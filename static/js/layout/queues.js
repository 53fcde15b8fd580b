// Queue lanes: the curve that the kernel's probes give, and in receive queues
// whose bytes they are, as far as the order of the stream tells.

import { colour, letter, pattern } from "../model/message.js";
import { queueContent } from "../model/queue.js";
import { curvePoints, greatest } from "./curve.js";
import { fit, Size, textPx } from "./metrics.js";
import { endX, sampleX, samplesInView } from "./samples.js";

/** @typedef {import("./shapes.js").Shape} Shape */

/**
 * Stay is the time that bytes of a send lay in a receive queue: where they
 * came in and left on the canvas, at which height.
 * @typedef {object} Stay
 * @property {number} send index of the event
 * @property {number} x0
 * @property {number} x1
 * @property {number} top0 upper edge when they came in
 * @property {number} low1 lower edge when they left
 * @property {number} mid1 middle when they left
 */

/** @typedef {Map<string, Stay>} Stays by stayKey */

/**
 * @param {number} conn of the socket whose queue it is
 * @param {number} send index
 */
export function stayKey(conn, send) {
  return `${conn}:${send}`;
}

const padPx = 14;

/**
 * sendQueueShapes draws a lane of send queues.
 * @param {import("./frame.js").Frame} frame
 * @param {import("./lanes.js").Lane} lane
 * @param {Shape[]} shapes
 */
export function sendQueueShapes(frame, lane, shapes) {
  const top = lane.top - frame.scrollPx;
  const base = lane.y + lane.h - frame.scrollPx - padPx;
  const most = Math.max(...lane.sockets.map((socket) => greatest(socket.outq)));
  const yOf = (/** @type {number} */ value) => base - (most ? (value / most) * (base - top - padPx - 6) : 0);
  for (const socket of lane.sockets) {
    const points = curvePoints(frame, socket, socket.outq, yOf);
    if (points.length) shapes.push({ t: "path", points, color: "dim", line: 1.75 });
    if (most > 0) peakLabels(frame, socket, yOf, shapes);
  }
  if (most > 0) return;
  const note = fit([frame.text("queue.empty")], frame.window.widthPx - 24);
  if (note) shapes.push({ t: "text", x: frame.leftPx + 12, y: base - 9, ...note, color: "dim" });
}

/**
 * @param {import("./frame.js").Frame} frame
 * @param {import("../model/sockets.js").Socket} socket
 * @param {(value: number) => number} yOf
 * @param {Shape[]} shapes
 */
function peakLabels(frame, socket, yOf, shapes) {
  const [first, last] = samplesInView(frame, socket);
  if (last - first > frame.window.widthPx / 8) return;
  let free = frame.leftPx;
  for (let k = first; k < last; k++) {
    const value = socket.outq.at[k];
    if (value <= 0 || (k > 0 && socket.outq.at[k - 1] === value)) continue;
    const x = Math.max(sampleX(frame, socket, k), frame.leftPx);
    const unsent = socket.unsent.at[k];
    const words = [String(value)];
    if (unsent > 0) words.unshift(`${value} · ${frame.text("queue.unsent", unsent)}`);
    const text = fit(words, endX(frame, socket, k) - x - 6) ?? { text: String(value), size: Size.text };
    if (x < free || x > frame.rightPx) continue;
    free = x + textPx(text.text, text.size) + 12;
    shapes.push({ t: "text", x: x + 5, y: yOf(value) + 16, ...text, color: "ink", mono: true });
  }
}

/**
 * receiveQueueShapes draws a lane of receive queues and notes in `stays`
 * where bytes rested.
 * @param {import("./frame.js").Frame} frame
 * @param {import("./lanes.js").Lane} lane
 * @param {Shape[]} shapes
 * @param {Stays} stays
 */
export function receiveQueueShapes(frame, lane, shapes, stays) {
  const top = lane.top - frame.scrollPx + 24;
  const base = lane.y + lane.h - frame.scrollPx - 10;
  const most = Math.max(...lane.sockets.map((socket) => greatest(socket.inq)));
  const yOf = (/** @type {number} */ value) => base - (most ? (value / most) * (base - top) : 0);
  for (const socket of lane.sockets) {
    const [first, last] = samplesInView(frame, socket);
    if (last - first <= frame.window.widthPx / 4) contents(frame, socket, first, last, yOf, shapes, stays);
    const points = curvePoints(frame, socket, socket.inq, yOf);
    if (points.length) shapes.push({ t: "path", points, color: "ink", line: 1.75 });
  }
}

/**
 * @param {import("./frame.js").Frame} frame
 * @param {import("../model/sockets.js").Socket} socket
 * @param {number} first
 * @param {number} last
 * @param {(value: number) => number} yOf
 * @param {Shape[]} shapes
 * @param {Stays} stays
 */
function contents(frame, socket, first, last, yOf, shapes, stays) {
  let noted = -Infinity;
  for (let k = first; k < last; k++) {
    const value = socket.inq.at[k];
    if (value <= 0) continue;
    const x0 = sampleX(frame, socket, k);
    const x1 = endX(frame, socket, k);
    const pieces = queueContent(frame.trace, frame.chart.sockets, socket, k);
    if (!pieces.length) {
      shapes.push({
        t: "rect",
        x: x0,
        y: yOf(value),
        w: x1 - x0,
        h: yOf(0) - yOf(value),
        fill: "header",
        alpha: 0.16,
      });
      unknownLabel(frame, x0, x1, yOf, value, shapes);
      continue;
    }
    stack(frame, socket, pieces, x0, x1, yOf, shapes, stays);
    if (pieces.length > 1 && x0 > noted) noted = joinedNote(frame, x0, x1, yOf(value), value, shapes);
  }
  stayLabels(frame, socket, yOf, shapes, stays);
}

/**
 * stack draws what lay in the queue between two samples, oldest lowest.
 * @param {import("./frame.js").Frame} frame
 * @param {import("../model/sockets.js").Socket} socket
 * @param {import("../model/streams.js").Piece[]} pieces
 * @param {number} x0
 * @param {number} x1
 * @param {(value: number) => number} yOf
 * @param {Shape[]} shapes
 * @param {Stays} stays
 */
function stack(frame, socket, pieces, x0, x1, yOf, shapes, stays) {
  let below = 0;
  for (const { index, len } of pieces) {
    const message = frame.trace.message(index);
    const low = yOf(below);
    const top = yOf(below + len);
    below += len;
    shapes.push({
      t: "rect",
      x: x0,
      y: top,
      w: x1 - x0,
      h: low - top,
      fill: colour(message),
      alpha: 0.3,
      stroke: undefined,
      pattern: pattern(message),
    });
    const key = stayKey(socket.conn, index);
    const stay = stays.get(key);
    if (!stay) stays.set(key, { send: index, x0, x1, top0: top, low1: low, mid1: (low + top) / 2 });
    else Object.assign(stay, { x1, low1: low, mid1: (low + top) / 2 });
  }
}

/**
 * @param {import("./frame.js").Frame} frame
 * @param {number} x0
 * @param {number} x1
 * @param {(value: number) => number} yOf
 * @param {number} value
 * @param {Shape[]} shapes
 */
function unknownLabel(frame, x0, x1, yOf, value, shapes) {
  const text = fit([frame.text("queue.unknown", value), String(value)], x1 - x0 - 12);
  if (text) shapes.push({ t: "text", x: x0 + 6, y: yOf(0) - 8, ...text, color: "dim" });
}

/**
 * joinedNote says above the curve that messages lie together; it gives how
 * far the words reach.
 * @param {import("./frame.js").Frame} frame
 * @param {number} x0
 * @param {number} x1
 * @param {number} y
 * @param {number} bytes
 * @param {Shape[]} shapes
 */
function joinedNote(frame, x0, x1, y, bytes, shapes) {
  const from = Math.max(x0, frame.leftPx);
  const text = fit([frame.text("queue.joined", bytes)], Math.max(x1, from + 320) - from);
  if (!text || from + textPx(text.text, text.size) > frame.rightPx) return x0;
  shapes.push({ t: "text", x: from + 4, y: y - 7, ...text, color: "coalesced" });
  return from + textPx(text.text, text.size) + 24;
}

/**
 * stayLabels names the messages that lie in a queue, once each.
 * @param {import("./frame.js").Frame} frame
 * @param {import("../model/sockets.js").Socket} socket
 * @param {(value: number) => number} yOf
 * @param {Shape[]} shapes
 * @param {Stays} stays
 */
function stayLabels(frame, socket, yOf, shapes, stays) {
  for (const [key, { send, x0, x1, top0 }] of stays) {
    if (!key.startsWith(`${socket.conn}:`)) continue;
    const bytes = frame.trace.columns.got.at[send];
    const name = letter(frame.trace.message(send));
    const from = Math.max(x0, frame.leftPx);
    const height = yOf(0) - yOf(bytes);
    const text = fit([`${name} ${bytes}`, name], Math.min(x1, frame.rightPx) - from - 10);
    if (!text || height < text.size) continue;
    shapes.push({ t: "text", x: from + 7, y: top0 + height / 2 + 5, ...text, color: "ink", mono: true });
  }
}
