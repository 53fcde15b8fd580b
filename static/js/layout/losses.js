// Datagrams that were on the wire and that no receive ever took: they are shown
// where they were lost, at the receive queue or, where nobody had a socket, in
// the wire lane itself.

import { carried, endsOf } from "../model/capture.js";
import { after } from "../model/column.js";
import { colour } from "../model/message.js";
import { missing } from "../model/probe.js";
import { fit, Size, textPx } from "./metrics.js";

/** @typedef {import("./shapes.js").Shape} Shape */

const badgePx = 23;
const bandPx = 16;

/**
 * lossShapes draws the ways of lost datagrams to where they ended.
 * @param {import("./frame.js").Frame} frame
 * @param {import("./lanes.js").Lane[]} lanes
 * @param {import("./passages.js").Passages} passages
 * @param {import("./shapes.js").Shape[]} shapes
 */
export function lossShapes(frame, lanes, passages, shapes) {
  const { trace } = frame;
  if (!trace.datagrams || trace.lost.size === 0) return;
  let free = -Infinity;
  let words = -Infinity;
  for (const [n, box] of passages.segments) {
    const [piece] = carried(trace, n);
    if (!piece || !trace.lost.has(piece.index + 1)) continue;
    const { to } = endsOf(trace, n);
    const queue = lanes.find(
      ({ kind, sockets }) => kind === "receive" && sockets.some(({ conn }) => conn === to),
    );
    const x = box.x + box.w / 2;
    const y = queue ? queue.top - frame.scrollPx + 12 : box.low + 16;
    if (queue) shapes.push(fall(frame, piece.index, box, y));
    if (x < free) continue;
    free = x + badgePx;
    shapes.push({ t: "badge", x, y, text: frame.text("mark.lost"), fill: "lost", ink: "card" });
    const socket = queue?.sockets.find(({ conn }) => conn === to);
    if (!socket || x < words || !wasDropped(socket, trace.segments.at.at[n])) continue;
    const text = fit([frame.text("wire.dropped")], frame.rightPx - x - badgePx);
    if (!text) continue;
    words = x + badgePx + textPx(text.text, Size.text);
    shapes.push({ t: "text", x: x + 16, y: y + 5, ...text, color: "lost" });
  }
}

/**
 * fall is the way of a lost datagram from its box to the queue.
 * @param {import("./frame.js").Frame} frame
 * @param {number} send
 * @param {import("./passages.js").Place} box
 * @param {number} y
 * @returns {Shape}
 */
function fall(frame, send, { x, w, low }, y) {
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
 * wasDropped tells whether the kernel counted a drop of the socket between its
 * probes before and after an instant: for want of room, then.
 * @param {import("../model/sockets.js").Socket} socket
 * @param {number} ns
 */
export function wasDropped(socket, ns) {
  const next = after(socket.t, ns);
  let before = next - 1;
  while (before >= 0 && socket.drops.at[before] === missing) before--;
  let then = next;
  while (then < socket.drops.length && socket.drops.at[then] === missing) then++;
  if (then >= socket.drops.length) return false;
  return socket.drops.at[then] > (before < 0 ? 0 : socket.drops.at[before]);
}
