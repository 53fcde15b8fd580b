// What a send queue held, in tones and words: what was not sent yet, and what was sent and
// not acknowledged.

import { search } from "./frame.js";
import { lateHeld } from "./late.js";
import { fit, Size, textPx } from "./metrics.js";
import { endX, sampleX, samplesInView } from "./samples.js";

/** @typedef {import("./shapes.js").Shape} Shape */
/** @typedef {import("./frame.js").Frame} Frame */
/** @typedef {import("../model/sockets.js").Socket} Socket */

/** More samples than this many per pixel have no words: they would lie over each other. */
const densestWords = 1 / 8;
/** More samples than this many per pixel are drawn as a curve alone. */
const densestFill = 1 / 4;
/** In so many steps at most is shown how bytes left. */
const mostSteps = 4;
/** So many receives at most are looked through for who took the last byte of a send. */
const mostTakes = 64;

/**
 * heldShapes draws what a send queue held.
 * @param {Frame} frame
 * @param {Socket} socket
 * @param {(value: number) => number} yOf
 * @param {Shape[]} shapes
 */
function heldShapes(frame, socket, yOf, shapes) {
  unsentShapes(frame, socket, yOf, shapes);
  peakLabels(frame, socket, yOf, shapes);
}

/**
 * unsentShapes fills what was not sent yet: as was measured, and from then on less with
 * each segment that brought some of it.
 * @param {Frame} frame
 * @param {Socket} socket
 * @param {(value: number) => number} yOf
 * @param {Shape[]} shapes
 */
function unsentShapes(frame, socket, yOf, shapes) {
  const [first, last] = samplesInView(frame, socket);
  if (last - first > frame.window.widthPx * densestFill) return;
  for (let k = first; k < last; k++) {
    let from = sampleX(frame, socket, k);
    for (const { to, value } of stretches(frame, socket, k)) {
      const y = yOf(value);
      if (to > from) shapes.push({ t: "rect", x: from, y, w: to - from, h: yOf(0) - y, fill: "dim", alpha: 0.45 }); // prettier-ignore
      from = to;
    }
  }
}

/** Stretch is how much was not sent, and up to where. @typedef {{ to: number, value: number }} Stretch */

/**
 * stretches lists how much was not sent from sample k on: first what was measured, up to
 * where it is known to have left, which is before the next sample where segments were
 * captured or the other end had it.
 * @param {Frame} frame
 * @param {Socket} socket
 * @param {number} k
 * @returns {Stretch[]}
 */
function stretches(frame, socket, k) {
  let value = socket.unsent.get(k);
  if (value <= 0) return [];
  const end = endX(frame, socket, k);
  const last = lastSend(frame, socket, socket.t.get(k));
  if (last < 0) return [{ to: end, value }];
  const { segments, columns } = frame.trace;
  const upTo = columns.off.at[last] + columns.got.at[last];
  /** @type {Stretch[]} */
  const list = [];
  for (const n of segments.carriers(socket.conn, upTo - value, value, mostSteps)) {
    list.push({ to: Math.min(end, frame.atX(segments.at.at[n])), value });
    value = Math.max(0, upTo - segments.seq.at[n] - segments.len.at[n]);
  }
  if (value === 0) return list;
  const takes = frame.chart.sockets.receivers(frame.trace, last, mostTakes);
  const take = takes.find((i) => columns.off.at[i] + columns.got.at[i] >= upTo);
  return [...list, { to: take === undefined ? end : Math.min(end, frame.atX(columns.end.at[take])), value }];
}

/**
 * lastSend returns the last send of a socket that had returned at an instant; -1 where
 * there is none, or one was under way: how much of it the kernel had taken is not known.
 * @param {Frame} frame
 * @param {Socket} socket
 * @param {number} ns
 */
function lastSend({ trace }, { sends }, ns) {
  const { start, end } = trace.columns;
  const k = search(sends.length, (n) => end.at[sends.at[n]] > ns);
  return k === 0 || (k < sends.length && start.at[sends.at[k]] < ns) ? -1 : sends.at[k - 1];
}

/**
 * peakLabels writes what a send queue held beside its curve, what was not sent first;
 * where there is no room for all, what was most.
 * @param {Frame} frame
 * @param {Socket} socket
 * @param {(value: number) => number} yOf
 * @param {Shape[]} shapes
 */
function peakLabels(frame, socket, yOf, shapes) {
  /** @type {Peak[]} */
  const written = [];
  const order = (/** @type {Peak} */ a, /** @type {Peak} */ b) =>
    b.unsent - a.unsent || b.value - a.value || a.x - b.x;
  for (const label of peaksOf(frame, socket).sort(order)) {
    if (written.some(({ x, to }) => label.x < to && x < label.to)) continue;
    written.push(label);
    const { x, value, unsent, text } = label;
    const color = unsent > 0 ? "ink" : "dim";
    shapes.push({ t: "text", x: x + 5, y: yOf(value) + 14, ...text, color, mono: true });
  }
}

/**
 * Peak is the words of a stretch in which a queue held the same.
 * @typedef {object} Peak
 * @property {number} x
 * @property {number} to
 * @property {number} value not acknowledged, the unsent among them
 * @property {number} unsent
 * @property {{ text: string, size: number }} text
 */

/**
 * peaksOf lists the words of a curve, one for each value that it comes to. A number
 * alone is what was not sent; where all was sent, words say that it is not.
 * @param {Frame} frame
 * @param {Socket} socket
 * @returns {Peak[]}
 */
function peaksOf(frame, socket) {
  const [first, last] = samplesInView(frame, socket);
  if (last - first > frame.window.widthPx * densestWords) return [];
  /** @type {Peak[]} */
  const labels = [];
  for (let k = first; k < last; k++) {
    const value = socket.outq.get(k);
    const unsent = Math.max(0, socket.unsent.get(k));
    const same =
      k > 0 && socket.outq.get(k - 1) === value && socket.unsent.get(k - 1) === socket.unsent.get(k);
    if (value <= 0 || same) continue;
    const x = Math.max(sampleX(frame, socket, k), frame.leftPx);
    if (x > frame.rightPx) continue;
    const words = wordsOf(frame, unsent, value - unsent);
    const short = unsent > 0 ? { text: String(unsent), size: Size.text } : null;
    const to = stretches(frame, socket, k)[0]?.to ?? endX(frame, socket, k);
    const text = fit(words, to - x - 6) ?? short;
    if (text) labels.push({ x, to: x + textPx(text.text, text.size) + 12, value, unsent, text });
  }
  return labels;
}

/**
 * wordsOf says what a queue held, the fullest first.
 * @param {Frame} frame
 * @param {number} unsent
 * @param {number} unacked sent, and not acknowledged
 */
function wordsOf({ text }, unsent, unacked) {
  const sent = text("queue.unacked", unacked);
  if (unsent === 0) return [sent];
  const waiting = text("queue.unsent", unsent);
  return [...(unacked > 0 ? [`${waiting} · ${sent}`] : []), waiting, String(unsent)];
}

lateHeld.has(heldShapes);
