// The step curve of a queue: what the kernel held, from probe to probe.

import { missing } from "../model/probe.js";
import { endX, sampleX, samplesInView, samplesUnder } from "./samples.js";

/**
 * curvePoints lists the corners of the curve in view; where samples are
 * denser than pixels, the greatest under each pixel stands for them.
 * @param {import("./frame.js").Frame} frame
 * @param {import("../model/sockets.js").Socket} socket
 * @param {import("../model/pyramid.js").Pyramid} most of a column of the socket
 * @param {(value: number) => number} yOf
 */
export function curvePoints(frame, socket, most, yOf) {
  const { column } = most;
  const [first, last] = samplesInView(frame, socket);
  if (last - first > frame.window.widthPx) return densePoints(frame, socket, most, yOf);
  /** @type {number[]} */
  const points = [];
  for (let k = first; k < last; k++) {
    if (column.get(k) !== missing) step(points, sampleX(frame, socket, k), yOf(column.get(k)));
  }
  if (points.length) points.push(endX(frame, socket, last - 1), points[points.length - 1]);
  return points;
}

/**
 * densePoints costs by the pixel, not by the sample.
 * @param {import("./frame.js").Frame} frame
 * @param {import("../model/sockets.js").Socket} socket
 * @param {import("../model/pyramid.js").Pyramid} most
 * @param {(value: number) => number} yOf
 */
function densePoints(frame, socket, most, yOf) {
  /** @type {number[]} */
  const points = [];
  const under = samplesUnder(frame, socket);
  for (let n = 0; n + 1 < under.length; n++) {
    const value = most.max(under[n], under[n + 1]);
    if (value > missing) step(points, frame.leftPx + n, yOf(value));
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
