// Where on the canvas the samples of a socket are.

import { receives } from "../model/call.js";
import { Walk } from "../scale/walk.js";
import { search } from "./frame.js";

/** Into how many parts a pixel is cut at least when it has very many samples. */
const grain = 4;

/**
 * sampleX places sample k. It was taken right after a call; what a receive
 * took had left by then, so a fall is drawn at its start when no other sample
 * says that it was later, and nothing had come in the meantime.
 * @param {import("./frame.js").Frame} frame
 * @param {import("../model/sockets.js").Socket} socket
 * @param {number} k
 */
export function sampleX(frame, socket, k) {
  const i = socket.event.at[k];
  const { conn, call, start } = frame.trace.columns;
  const own = conn.at[i] === socket.conn && receives(call.at[i]);
  const fell = own && !frame.late(i) && (k === 0 || socket.t.get(k - 1) <= start.at[i]);
  return fell && !cameIn(frame, socket, k) ? frame.startX(i) : frame.atX(socket.t.get(k));
}

/**
 * cameIn reports whether bytes of a stream may have come in between the sample
 * before the receive of sample k and the sample.
 * @param {import("./frame.js").Frame} frame
 * @param {import("../model/sockets.js").Socket} socket
 * @param {number} k
 */
function cameIn({ trace }, socket, k) {
  const value = socket.inq.get(k);
  if (value <= 0 || trace.conns.datagrams(socket.conn)) return false;
  return k === 0 || value > socket.inq.get(k - 1) - trace.columns.got.at[socket.event.at[k]];
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
  return Math.max(frame.atX(socket.t.get(k)), frame.atX(Math.min(socket.closedNs, frame.trace.lastNs)));
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
  const first = search(n, (k) => frame.atX(socket.t.get(k)) >= frame.leftPx);
  const last = search(n, (k) => frame.atX(socket.t.get(k)) > frame.rightPx);
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
  if (length === 0 || frame.atX(socket.t.get(0)) > frame.rightPx) return false;
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
  const walk = new Walk(first >> bits);
  const under = new Int32Array(pixels.length);
  for (let n = 0; n < pixels.length; n++) {
    const ns = pixels[n];
    under[n] = walk.first(values.length, (k) => values.get(k) > ns) << bits;
  }
  under[0] = socket.t.from(pixels[0]);
  under[under.length - 1] = socket.t.after(pixels[pixels.length - 1]);
  frame.samples.under.set(socket, under);
  return under;
}
