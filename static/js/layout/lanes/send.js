// A lane of send queues: the curve of what is not acknowledged. What was not sent either
// is filled, and both have words: see ../held.js.

import { laneName } from "../../model/text.js";
import { curvePoints } from "../curve.js";
import { lateHeld } from "../late.js";
import { fit, LaneHeight } from "../metrics.js";
import { isInView } from "../samples.js";
import { isSheaf, sheafPoints } from "../sheaf.js";

/** @typedef {import("../shapes.js").Shape} Shape */
/** @typedef {import("../frame.js").Frame} Frame */
/** @typedef {import("../../model/sockets.js").Socket} Socket */
/** @typedef {import("./lanes.js").Maker} Maker */

/** Room above the highest curve and below the empty one. */
const padPx = 10;
/** The least room of the words of a peak above its curve. */
const peakPx = 6;

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
    if (most > 0) lateHeld.draw(frame, socket, yOf, shapes);
    const points = curvePoints(frame, socket, socket.most.outq, yOf);
    if (points.length) shapes.push({ t: "path", points, color: "dim", line: 1.75 });
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
