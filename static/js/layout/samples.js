// Where on the canvas the samples of a socket are.

import { receives } from "../model/call.js";
import { after, from } from "../model/column.js";
import { Walk } from "../scale/walk.js";
import { search } from "./frame.js";

/** Into how many parts a pixel is cut at least when it has very many samples. */
const grain = 4;

/**
 * sampleX places sample k. It was taken right after a call; what a receive
 * took had left by then, so a fall is drawn at its start when no other sample
 * says that it was later.
 * @param {import("./frame.js").Frame} frame
 * @param {import("../model/sockets.js").Socket} socket
 * @param {number} k
 */
export function sampleX(frame, socket, k) {
  const i = socket.event.at[k];
  const { conn, call, start } = frame.trace.columns;
  const own = conn.at[i] === socket.conn && receives(call.at[i]);
  if (own && !frame.late(i) && (k === 0 || socket.t.at[k - 1] <= start.at[i])) return frame.startX(i);
  return frame.atX(socket.t.at[k]);
}

/**
 * endX is how far sample k holds: to the next one, the close, or the end of
 * what is known.
 * @param {import("./frame.js").Frame} frame
 * @param {import("../model/sockets.js").Socket} socket
 * @param {number} k
 */
export function endX(frame, socket, k) {
  if (k + 1 < socket.t.length) return sampleX(frame, socket, k + 1);
  return Math.max(frame.atX(socket.t.at[k]), frame.atX(Math.min(socket.closedNs, frame.trace.lastNs)));
}

/**
 * samplesInView lists which samples may be seen: from, to (not included).
 * @param {import("./frame.js").Frame} frame
 * @param {import("../model/sockets.js").Socket} socket
 * @returns {[number, number]}
 */
export function samplesInView(frame, socket) {
  const known = frame.samples.inView.get(socket);
  if (known) return known;
  const n = socket.t.length;
  const first = search(n, (k) => frame.atX(socket.t.at[k]) >= frame.leftPx);
  const last = search(n, (k) => frame.atX(socket.t.at[k]) > frame.rightPx);
  /** @type {[number, number]} */
  const seen = [Math.max(0, first - 1), Math.min(n, last + 1)];
  frame.samples.inView.set(socket, seen);
  return seen;
}

/**
 * isInView reports whether a socket had anything measured that may be seen.
 * @param {import("./frame.js").Frame} frame
 * @param {import("../model/sockets.js").Socket} socket
 */
export function isInView(frame, socket) {
  const { length } = socket.t;
  if (length === 0 || frame.atX(socket.t.at[0]) > frame.rightPx) return false;
  return endX(frame, socket, length - 1) >= frame.leftPx;
}

/**
 * samplesUnder returns the first sample under each pixel of the plot, and the
 * first beyond the last. Where a pixel has very many it begins with a whole block
 * of the pyramid, which is a few samples beside it.
 * @param {import("./frame.js").Frame} frame
 * @param {import("../model/sockets.js").Socket} socket
 */
export function samplesUnder(frame, socket) {
  const known = frame.samples.under.get(socket);
  if (known) return known;
  const pixels = frame.pixelsNs();
  const [first, last] = samplesInView(frame, socket);
  const { bits, values } = socket.most.t.level(Math.floor(Math.log2((last - first) / pixels.length / grain)));
  const { at, length } = values;
  const walk = new Walk(first >> bits);
  const under = Int32Array.from(pixels, (ns) => walk.first(length, (k) => at[k] > ns) << bits);
  under[0] = from(socket.t, pixels[0]);
  under[under.length - 1] = after(socket.t, pixels[pixels.length - 1]);
  frame.samples.under.set(socket, under);
  return under;
}
