// A lane of send queues: the curve that the kernel's probes give.

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
    about: "SIOCOUTQ",
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
 * peakLabels writes what a send queue held beside its curve; where there is no
 * room for all, what it held most.
 * @param {Frame} frame
 * @param {Socket} socket
 * @param {(value: number) => number} yOf
 * @param {Shape[]} shapes
 */
function peakLabels(frame, socket, yOf, shapes) {
  /** @type {ReturnType<typeof peaksOf>} */
  const written = [];
  for (const label of peaksOf(frame, socket).sort((a, b) => b.value - a.value || a.x - b.x)) {
    if (written.some(({ x, to }) => label.x < to && x < label.to)) continue;
    written.push(label);
    const { x, value, text } = label;
    shapes.push({ t: "text", x: x + 5, y: yOf(value) + 14, ...text, color: "ink", mono: true });
  }
}

/**
 * peaksOf lists the words of a curve, one for each value that it comes to.
 * @param {Frame} frame
 * @param {Socket} socket
 */
function peaksOf(frame, socket) {
  const [first, last] = samplesInView(frame, socket);
  if (last - first > frame.window.widthPx * densestWords) return [];
  const labels = [];
  for (let k = first; k < last; k++) {
    const value = socket.outq.get(k);
    if (value <= 0 || (k > 0 && socket.outq.get(k - 1) === value)) continue;
    const x = Math.max(sampleX(frame, socket, k), frame.leftPx);
    if (x > frame.rightPx) continue;
    const unsent = socket.unsent.get(k);
    const words = [String(value)];
    if (unsent > 0) words.unshift(`${value} · ${frame.text("queue.unsent", unsent)}`);
    const text = fit(words, endX(frame, socket, k) - x - 6) ?? { text: String(value), size: Size.text };
    labels.push({ x, to: x + textPx(text.text, text.size) + 12, value, text });
  }
  return labels;
}
