// The step curve of a queue: what the kernel held, from probe to probe.

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
  /** @type {number[]} */
  const points = [];
  const [first, last] = samplesInView(frame, socket);
  const dense = last - first > frame.window.widthPx;
  let pixel = -Infinity;
  let most = 0;
  for (let k = first; k < last; k++) {
    const value = column.at[k];
    if (value === missing) continue;
    const x = sampleX(frame, socket, k);
    if (dense && Math.floor(x) === pixel) {
      most = Math.max(most, value);
      points[points.length - 1] = yOf(most);
      continue;
    }
    pixel = Math.floor(x);
    most = value;
    if (points.length) points.push(x, points[points.length - 1]);
    points.push(x, yOf(value));
  }
  if (points.length) points.push(endX(frame, socket, last - 1), points[points.length - 1]);
  return points;
}
