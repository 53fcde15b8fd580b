// A lane of send queues: the curve of what is not acknowledged, and under it, in a tone
// of its own, what the kernel has not even sent.

import { laneName } from "../../model/text.js";
import { curvePoints } from "../curve.js";
import { fit, LaneHeight, Size, textPx } from "../metrics.js";
import { endX, isInView, sampleX, samplesInView } from "../samples.js";
import { isSheaf, sheafPoints } from "../sheaf.js";

/** @typedef {import("../shapes.js").Shape} Shape */
/** @typedef {import("../frame.js").Frame} Frame */
/** @typedef {import("../../model/sockets.js").Socket} Socket */
/** @typedef {import("./lanes.js").Maker} Maker */

/** Room above the highest curve and below the empty one. */
const padPx = 10;
/** The least room of the words of a peak above its curve. */
const peakPx = 6;
/** More samples than this many per pixel have no words: they would lie over each other. */
const densestWords = 1 / 8;
/** More samples than this many per pixel are drawn as a curve alone. */
const densestFill = 1 / 4;

/** @type {Maker} */
export const nearSendLane = (side) => sendLane(side, side.near.filter((socket) => socket.measuredOut)); // prettier-ignore

/** @type {Maker} */
export const farSendLane = (side) => sendLane(side, side.far.filter((socket) => socket.heldOut)); // prettier-ignore

/**
 * @param {import("./lanes.js").Side} side
 * @param {Socket[]} sockets
 * @returns {import("./lanes.js").Lane | null}
 */
function sendLane({ chart, text }, sockets) {
  if (!sockets.length) return null;
  const { peer } = sockets[0];
  return {
    kind: "send",
    peer,
    sockets,
    name: laneName(text, "lane.send", chart.trace.peers[peer] ?? ""),
    about: text("lane.send.about"),
    heightPx: () => LaneHeight.send,
    draw: (frame, y, out) => drawQueues(frame, sockets, y, out.queues),
  };
}

/**
 * @param {Frame} frame
 * @param {Socket[]} sockets
 * @param {number} top
 * @param {Shape[]} shapes
 */
function drawQueues(frame, sockets, top, shapes) {
  const base = top + LaneHeight.send - padPx;
  const most = sockets.reduce((max, socket) => Math.max(max, socket.most.outq.max()), 0);
  const yOf = (/** @type {number} */ value) =>
    base - (most ? (value / most) * (base - top - padPx - peakPx) : 0);
  const seen = sockets.filter((socket) => isInView(frame, socket));
  if (isSheaf(frame, seen)) {
    const points = sheafPoints(frame, seen.map((socket) => socket.most.outq), seen, yOf); // prettier-ignore
    shapes.push({ t: "path", points, color: "dim", line: 1.75 });
    return;
  }
  for (const socket of seen) {
    unsentShapes(frame, socket, yOf, shapes);
    const points = curvePoints(frame, socket, socket.most.outq, yOf);
    if (points.length) shapes.push({ t: "path", points, color: "dim", line: 1.75 });
    if (most > 0) peakLabels(frame, socket, yOf, shapes);
  }
  if (most === 0) emptyNote(frame, sockets, base, shapes);
}

/**
 * emptyNote says, right of the last send, that nothing was seen to stay.
 * @param {Frame} frame
 * @param {Socket[]} sockets
 * @param {number} base
 * @param {Shape[]} shapes
 */
function emptyNote(frame, sockets, base, shapes) {
  const lasts = sockets.flatMap(({ sends }) => (sends.length ? [sends.at[sends.length - 1]] : []));
  if (!lasts.length) return;
  const x = lasts.reduce((most, i) => Math.max(most, frame.endX(i)), -Infinity) + 16;
  if (x < frame.leftPx) return;
  const note = fit([frame.text("queue.empty")], frame.rightPx - x - 8);
  if (note) shapes.push({ t: "text", x, y: base - 9, ...note, color: "dim" });
}

/**
 * unsentShapes fills what was not sent yet, one shape for each stretch in which that
 * was the same.
 * @param {Frame} frame
 * @param {Socket} socket
 * @param {(value: number) => number} yOf
 * @param {Shape[]} shapes
 */
function unsentShapes(frame, socket, yOf, shapes) {
  const [first, last] = samplesInView(frame, socket);
  if (last - first > frame.window.widthPx * densestFill) return;
  for (let k = first; k < last; k++) {
    const value = socket.unsent.get(k);
    if (value <= 0) continue;
    const x = sampleX(frame, socket, k);
    while (k + 1 < last && socket.unsent.get(k + 1) === value) k++;
    const y = yOf(value);
    shapes.push({ t: "rect", x, y, w: endX(frame, socket, k) - x, h: yOf(0) - y, fill: "dim", alpha: 0.45 });
  }
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
    const text = fit(words, endX(frame, socket, k) - x - 6) ?? short;
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
