// The step curve of a queue: what the kernel held, from probe to probe.

import { after, from } from "../model/column.js";
import { missing } from "../model/probe.js";
import { endX, sampleX, samplesInView } from "./samples.js";

/**
 * greatest is the largest value of a column.
 * @param {import("../model/column.js").Column<Int32Array>} column
 */
export function greatest(column) {
  let most = 0;
  for (let k = 0; k < column.length; k++) if (column.at[k] > most) most = column.at[k];
  return most;
}

/**
 * curvePoints lists the corners of the curve in view; where samples are
 * denser than pixels, the greatest under each pixel stands for them.
 * @param {import("./frame.js").Frame} frame
 * @param {import("../model/sockets.js").Socket} socket
 * @param {import("../model/column.js").Column<Int32Array>} column
 * @param {(value: number) => number} yOf
 */
export function curvePoints(frame, socket, column, yOf) {
  const [first, last] = samplesInView(frame, socket);
  if (last - first > frame.window.widthPx) return densePoints(frame, socket, column, yOf);
  /** @type {number[]} */
  const points = [];
  for (let k = first; k < last; k++) {
    if (column.at[k] !== missing) step(points, sampleX(frame, socket, k), yOf(column.at[k]));
  }
  if (points.length) points.push(endX(frame, socket, last - 1), points[points.length - 1]);
  return points;
}

/**
 * densePoints costs by the pixel, but for one look at each value.
 * @param {import("./frame.js").Frame} frame
 * @param {import("../model/sockets.js").Socket} socket
 * @param {import("../model/column.js").Column<Int32Array>} column
 * @param {(value: number) => number} yOf
 */
function densePoints(frame, socket, column, yOf) {
  /** @type {number[]} */
  const points = [];
  let k = from(socket.t, frame.nsAt(frame.leftPx));
  for (let x = frame.leftPx; x < frame.rightPx && k < socket.t.length; x++) {
    const end = after(socket.t, frame.nsAt(x + 1));
    let most = missing;
    for (; k < end; k++) if (column.at[k] > most) most = column.at[k];
    if (most !== missing) step(points, x, yOf(most));
  }
  return points;
}

/**
 * @param {number[]} points
 * @param {number} x
 * @param {number} y
 */
function step(points, x, y) {
  if (points.length) points.push(x, points[points.length - 1]);
  points.push(x, y);
}
