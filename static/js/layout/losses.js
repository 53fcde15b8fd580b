// Datagrams that were on the wire and that no receive ever took: they are shown
// where they were lost, at the receive queue or, where nobody had a socket, in
// the wire lane itself.

import { carried, endsOf, ofDatagrams } from "../model/capture.js";
import { colour } from "../model/message.js";
import { missing } from "../model/probe.js";
import { lateLosses } from "./late.js";
import { fit, textPx } from "./metrics.js";

/** @typedef {import("./shapes.js").Shape} Shape */

const badgePx = 23;
const bandPx = 16;
/** So far above the corner of a datagram's box a sign leaves the words in the box free. */
const clearPx = 3;
/** Where in a receive queue's lane the sign of a drop stands: above the curve. */
const signPx = 12;

/** @typedef {{ x: number, y: number, dropped: boolean }} Loss */

/**
 * lossShapes draws the ways of lost datagrams to where they ended, and says of
 * those that the kernel counted as dropped how many they are.
 * @param {import("./frame.js").Frame} frame
 * @param {import("./out.js").Out} out
 */
export function lossShapes(frame, { queueTops, passages, wires: shapes }) {
  const { trace } = frame;
  /** @type {Loss[]} */
  const losses = [];
  for (const [n, box] of passages.segments) {
    if (!ofDatagrams(trace, n)) continue;
    const [piece] = carried(trace, n);
    if (!piece || !trace.lost.has(piece.index + 1)) continue;
    const { to } = endsOf(trace, n);
    const queue = queueTops.get(to);
    if (!queue) {
      losses.push({ x: box.x + box.w, y: box.top - clearPx, dropped: false });
      continue;
    }
    const y = queue.y + signPx;
    shapes.push(dropBand(frame, piece.index, box, y));
    const dropped = wasDropped(queue.socket, trace.segments.at.at[n]);
    losses.push({ x: box.x + box.w / 2, y, dropped });
  }
  losses.sort((a, b) => a.x - b.x);
  signs(frame, losses, shapes);
  droppedNote(frame, losses.filter(({ dropped }) => dropped), shapes); // prettier-ignore
}

/**
 * signs marks the losses, those that would lie over each other only once.
 * @param {import("./frame.js").Frame} frame
 * @param {Loss[]} losses
 * @param {Shape[]} shapes
 */
function signs(frame, losses, shapes) {
  /** By height. @type {Map<number, number>} */
  const free = new Map();
  for (const { x, y } of losses) {
    if (x < (free.get(y) ?? -Infinity)) continue;
    free.set(y, x + badgePx);
    shapes.push({
      t: "badge",
      x,
      y,
      text: frame.text("mark.lost"),
      fill: "lost",
      ink: "card",
      about: "legend.lost",
    });
  }
}

/**
 * droppedNote says below the last sign how many datagrams were dropped.
 * @param {import("./frame.js").Frame} frame
 * @param {Loss[]} dropped in view
 * @param {Shape[]} shapes
 */
function droppedNote(frame, dropped, shapes) {
  const seen = dropped.filter(({ x }) => x >= frame.leftPx && x <= frame.rightPx);
  if (!seen.length) return;
  const text = fit([frame.text("wire.dropped", seen.length)], frame.window.widthPx - 16);
  if (!text) return;
  const wide = textPx(text.text, text.size);
  const last = seen[seen.length - 1];
  const x = Math.max(frame.leftPx + 4, Math.min(last.x + 9, frame.rightPx - 8) - wide);
  const y = last.y + 14;
  shapes.push({ t: "rect", x: x - 4, y, w: wide + 8, h: 21, r: 5, fill: "card", alpha: 0.85, under: true });
  shapes.push({ t: "text", x, y: y + 15, ...text, color: "lost" });
}

/**
 * dropBand is the band from a lost datagram's box to the receive queue.
 * @param {import("./frame.js").Frame} frame
 * @param {number} send
 * @param {import("./passages.js").Place} box
 * @param {number} y
 * @returns {Shape}
 */
function dropBand(frame, send, { x, w, low }, y) {
  const half = Math.min(w, bandPx) / 2;
  const [from, to] = [x + w / 2 - half, x + w / 2 + half];
  const color = colour(frame.trace.message(send));
  return {
    t: "band",
    ax0: from,
    ax1: to,
    ay: low,
    bx0: from,
    bx1: to,
    by: y,
    color,
    alpha: 0.2,
    send: send + 1,
    take: 0,
  };
}

/**
 * wasDropped reports whether the kernel counted a drop of the socket between its
 * probes before and after an instant: for want of room, then.
 * @param {import("../model/sockets.js").Socket} socket
 * @param {number} ns
 */
function wasDropped(socket, ns) {
  const next = socket.t.after(ns);
  let before = next - 1;
  while (before >= 0 && socket.drops.get(before) === missing) before--;
  let then = next;
  while (then < socket.drops.length && socket.drops.get(then) === missing) then++;
  if (then >= socket.drops.length) return false;
  return socket.drops.get(then) > (before < 0 ? 0 : socket.drops.get(before));
}

lateLosses.has(lossShapes);
