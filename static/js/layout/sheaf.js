// The queues of very many sockets in one lane: one curve, of the greatest of them
// under each pixel.

import { curvePoints } from "./curve.js";

/** More sockets than this many per pixel are drawn as one. */
const densest = 1 / 16;

/** @typedef {import("../model/sockets.js").Socket} Socket */

/**
 * isSheaf reports whether sockets in view are too many for a curve each.
 * @param {import("./frame.js").Frame} frame
 * @param {Socket[]} sockets
 */
export function isSheaf(frame, sockets) {
  return sockets.length > frame.window.widthPx * densest;
}

/**
 * sheafPoints lists the corners of the curve of many sockets.
 * @param {import("./frame.js").Frame} frame
 * @param {import("../model/pyramid.js").Pyramid[]} columns of the sockets
 * @param {Socket[]} sockets
 * @param {(value: number) => number} yOf
 */
export function sheafPoints(frame, columns, sockets, yOf) {
  const width = Math.ceil(frame.window.widthPx);
  const floor = yOf(0);
  const tops = new Float64Array(width).fill(floor);
  sockets.forEach((socket, n) => raise(tops, frame.leftPx, curvePoints(frame, socket, columns[n], yOf)));
  /** @type {number[]} */
  const points = [frame.leftPx, tops[0]];
  for (let px = 1; px < width; px++) {
    if (tops[px] !== tops[px - 1]) points.push(frame.leftPx + px, tops[px - 1], frame.leftPx + px, tops[px]);
  }
  points.push(frame.rightPx, tops[width - 1]);
  return points;
}

/**
 * raise lifts the pixels that lie under a curve.
 * @param {Float64Array} tops
 * @param {number} leftPx
 * @param {number[]} points x, y, x, y, ...
 */
function raise(tops, leftPx, points) {
  for (let k = 0; k + 3 < points.length; k += 2) {
    const from = Math.max(0, Math.floor(points[k] - leftPx));
    const to = Math.min(tops.length - 1, Math.floor(points[k + 2] - leftPx));
    for (let px = from; px <= to; px++) tops[px] = Math.min(tops[px], points[k + 1]);
  }
}
