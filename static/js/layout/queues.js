// Queue lanes: the curve that the kernel's probes give, and in receive queues
// whose bytes they are, as far as the order of the stream tells.

import { colour, letter, pattern } from "../model/message.js";
import { queueContent } from "../model/queue.js";
import { curvePoints } from "./curve.js";
import { fit, Size, textPx } from "./metrics.js";
import { runsOfSend } from "./runs.js";
import { endX, sampleX, samplesInView } from "./samples.js";

/** @typedef {import("./shapes.js").Shape} Shape */

/**
 * Stay is the time that bytes of a send lay in a receive queue: where they
 * came in and left on the canvas, at which height.
 * @typedef {object} Stay
 * @property {number} send index of the event
 * @property {number} len how many bytes of it came in
 * @property {number} x0
 * @property {number} x1
 * @property {number} w0 for how wide a stretch nothing changed after they came
 * @property {number} top upper edge when they came in
 * @property {number} base of the queue
 * @property {Share} share of what came in at once
 * @property {Rest[]} rests what was left of them, from one measurement to the next
 */

/**
 * Rest is a stretch in which the same bytes of a send lay at the same height.
 * @typedef {object} Rest
 * @property {number} x0
 * @property {number} x1
 * @property {number} len
 * @property {number} below bytes of other sends that lay under them
 */

/** @typedef {{ from: number, to: number }} Share Parts of 1. */
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
  const most = Math.max(0, ...lane.sockets.map((socket) => socket.most.outq.max()));
  const yOf = (/** @type {number} */ value) => base - (most ? (value / most) * (base - top - padPx - 6) : 0);
  for (const socket of lane.sockets) {
    const points = curvePoints(frame, socket, socket.most.outq, yOf);
    if (points.length) shapes.push({ t: "path", points, color: "dim", line: 1.75 });
    if (most > 0) peakLabels(frame, socket, yOf, shapes);
  }
  if (most === 0) emptyNote(frame, lane, base, shapes);
}

/**
 * emptyNote says, right of the last send, that nothing was seen to stay.
 * @param {import("./frame.js").Frame} frame
 * @param {import("./lanes.js").Lane} lane
 * @param {number} base
 * @param {Shape[]} shapes
 */
function emptyNote(frame, lane, base, shapes) {
  const lasts = lane.sockets.flatMap(({ sends }) => (sends.length ? [sends.at[sends.length - 1]] : []));
  if (!lasts.length) return;
  const x = Math.max(...lasts.map((i) => frame.endX(i))) + 16;
  if (x < frame.leftPx) return;
  const note = fit([frame.text("queue.empty")], frame.rightPx - x - 8);
  if (note) shapes.push({ t: "text", x, y: base - 9, ...note, color: "dim" });
}

/**
 * peakLabels writes what a send queue held beside its curve; where there is no
 * room for all, what it held most.
 * @param {import("./frame.js").Frame} frame
 * @param {import("../model/sockets.js").Socket} socket
 * @param {(value: number) => number} yOf
 * @param {Shape[]} shapes
 */
function peakLabels(frame, socket, yOf, shapes) {
  const [first, last] = samplesInView(frame, socket);
  if (last - first > frame.window.widthPx / 8) return;
  const labels = [];
  for (let k = first; k < last; k++) {
    const value = socket.outq.at[k];
    if (value <= 0 || (k > 0 && socket.outq.at[k - 1] === value)) continue;
    const x = Math.max(sampleX(frame, socket, k), frame.leftPx);
    const unsent = socket.unsent.at[k];
    const words = [String(value)];
    if (unsent > 0) words.unshift(`${value} · ${frame.text("queue.unsent", unsent)}`);
    const text = fit(words, endX(frame, socket, k) - x - 6) ?? { text: String(value), size: Size.text };
    if (x > frame.rightPx) continue;
    labels.push({ x, to: x + textPx(text.text, text.size) + 12, value, text });
  }
  /** @type {typeof labels} */
  const written = [];
  for (const label of labels.sort((a, b) => b.value - a.value || a.x - b.x)) {
    if (written.some(({ x, to }) => label.x < to && x < label.to)) continue;
    written.push(label);
    const { x, value, text } = label;
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
  const most = Math.max(0, ...lane.sockets.map((socket) => socket.most.inq.max()));
  const yOf = (/** @type {number} */ value) => base - (most ? (value / most) * (base - top) : 0);
  for (const socket of lane.sockets) {
    const [first, last] = samplesInView(frame, socket);
    if (last - first <= frame.window.widthPx / 4) contents(frame, socket, first, last, yOf, shapes, stays);
    const points = curvePoints(frame, socket, socket.most.inq, yOf);
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
  let told = 0; // the value that words above the curve gave last
  for (let k = first; k < last; k++) {
    const value = socket.inq.at[k];
    if (value !== told) told = 0;
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
      if (k === first || socket.inq.at[k - 1] !== value) unknownLabel(frame, x0, x1, yOf, value, shapes);
      continue;
    }
    stack(frame, socket, pieces, x0, x1, yOf, shapes, stays);
    const several = frame.trace.message(pieces[0].index) !== frame.trace.message(pieces.at(-1)?.index ?? 0);
    if (!several || told || x0 <= noted) continue;
    const room = { from: Math.max(x0, frame.leftPx), to: stretchEnd(frame, socket, k, last) };
    const reach = joinedNote(frame, room, yOf(value), value, pieces, shapes);
    if (reach !== null) [noted, told] = [reach, value];
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
  for (const { index, off, len } of pieces) {
    for (const run of runsOfSend(frame.trace, index, off, len, below)) {
      shapes.push({
        t: "rect",
        x: x0,
        y: yOf(run.to),
        w: x1 - x0,
        h: yOf(run.from) - yOf(run.to),
        fill: run.header ? "header" : colour(run.message),
        alpha: run.header ? 0.24 : 0.3,
        pattern: run.header ? 0 : pattern(run.message),
      });
    }
    below += len;
  }
  const fresh = pieces.filter(({ index }) => !stays.has(stayKey(socket.conn, index)));
  const total = fresh.reduce((sum, { len }) => sum + len, 0);
  let at = 0;
  let height = pieces.reduce((sum, { len }) => sum + len, 0) - total;
  for (const { index } of pieces) Object.assign(stays.get(stayKey(socket.conn, index)) ?? {}, { x1 });
  for (const { index, len } of fresh) {
    const share = { from: at / total, to: (at + len) / total };
    at += len;
    height += len;
    stays.set(stayKey(socket.conn, index), {
      send: index,
      len,
      x0,
      x1,
      w0: x1 - x0,
      top: yOf(height),
      base: yOf(0),
      share,
      rests: [],
    });
  }
  restOf(socket.conn, pieces, x0, x1, stays);
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
 * stretchEnd is where the queue comes to hold more than at a sample: up to
 * there words above the curve do not meet it.
 * @param {import("./frame.js").Frame} frame
 * @param {import("../model/sockets.js").Socket} socket
 * @param {number} k
 * @param {number} last
 */
function stretchEnd(frame, socket, k, last) {
  for (let next = k + 1; next < last; next++) {
    if (socket.inq.at[next] > socket.inq.at[k]) return Math.min(sampleX(frame, socket, next), frame.rightPx);
  }
  return frame.rightPx;
}

/**
 * joinedNote says above the curve that messages lie together, and whether
 * headers still tell them apart; it gives how far the words reach, null if
 * there is no room for them.
 * @param {import("./frame.js").Frame} frame
 * @param {{ from: number, to: number }} room
 * @param {number} y
 * @param {number} bytes
 * @param {import("../model/streams.js").Piece[]} pieces
 * @param {Shape[]} shapes
 */
function joinedNote(frame, { from, to }, y, bytes, pieces, shapes) {
  const { trace } = frame;
  const framed = pieces.every(
    ({ index }) => trace.columns.head.at[index] > 0 || trace.extent(index).before > 0,
  );
  const key = framed ? "queue.joined.framed" : "queue.joined";
  const color = framed ? "ink" : "coalesced";
  const text = fit([frame.text(key, bytes)], to - from - 4);
  if (!text) return null;
  shapes.push({ t: "text", x: from + 4, y: y - 7, ...text, color });
  return from + textPx(text.text, text.size) + 24;
}

/**
 * restOf notes what lay in the queue between two samples.
 * @param {number} conn
 * @param {import("../model/streams.js").Piece[]} pieces
 * @param {number} x0
 * @param {number} x1
 * @param {Stays} stays
 */
function restOf(conn, pieces, x0, x1, stays) {
  let below = 0;
  for (const { index, len } of pieces) {
    const rests = stays.get(stayKey(conn, index))?.rests ?? [];
    const last = rests[rests.length - 1];
    if (last && last.x1 === x0 && last.len === len && last.below === below) last.x1 = x1;
    else rests.push({ x0, x1, len, below });
    below += len;
  }
}

/**
 * stayLabels names the messages that lie in a queue, once each, with what the
 * queue held of them there.
 * @param {import("./frame.js").Frame} frame
 * @param {import("../model/sockets.js").Socket} socket
 * @param {(value: number) => number} yOf
 * @param {Shape[]} shapes
 * @param {Stays} stays
 */
function stayLabels(frame, socket, yOf, shapes, stays) {
  for (const [key, { send, rests }] of stays) {
    if (!key.startsWith(`${socket.conn}:`)) continue;
    const name = letter(frame.trace.message(send));
    const tallest = [...rests].sort((a, b) => b.len - a.len);
    restLabel(frame, tallest, (len) => `${name} ${len}`, yOf, shapes) ||
      restLabel(frame, tallest, () => name, yOf, shapes);
  }
}

/**
 * restLabel writes the words into the first stretch that has room for them,
 * and tells whether there was one.
 * @param {import("./frame.js").Frame} frame
 * @param {Rest[]} rests
 * @param {(len: number) => string} words
 * @param {(value: number) => number} yOf
 * @param {Shape[]} shapes
 */
function restLabel(frame, rests, words, yOf, shapes) {
  for (const { x0, x1, len, below } of rests) {
    const from = Math.max(x0, frame.leftPx);
    const text = fit([words(len)], Math.min(x1, frame.rightPx) - from - 10);
    if (!text || yOf(0) - yOf(len) < text.size) continue;
    const y = (yOf(below) + yOf(below + len)) / 2 + 5;
    shapes.push({ t: "text", x: from + 7, y, ...text, color: "ink", mono: true });
    return true;
  }
  return false;
}
