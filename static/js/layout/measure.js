// A stretch of time that is measured: how long it is, and what happened in it.

import { formatNs } from "../scale/ticks.js";
import { search } from "./frame.js";
import { axisPx, fit, textPx } from "./metrics.js";

/** @typedef {{ fromNs: number, toNs: number }} Stretch */

/**
 * measured counts the events that ended in a stretch, and the bytes that were sent
 * and received by them. It looks each end up.
 * @param {import("./chart.js").Chart} chart
 * @param {Stretch} stretch
 */
export function measured({ trace, strands }, { fromNs, toNs }) {
  const { end } = trace.columns;
  let [events, sent, received] = [0, 0, 0];
  for (const { all } of strands) {
    const { length, at } = all.events;
    const first = search(length, (k) => end.at[at[k]] >= fromNs);
    const last = search(length, (k) => end.at[at[k]] > toNs);
    const sums = all.sums(first, last);
    events += last - first;
    sent += sums.sent;
    received += sums.bytes - sums.sent;
  }
  return { ns: toNs - fromNs, events, sent, received };
}

/**
 * measureText says what was measured.
 * @param {import("./chart.js").Chart} chart
 * @param {Stretch} stretch
 * @param {import("../model/text.js").Text} text
 */
export function measureText(chart, stretch, text) {
  const { ns, events, sent, received } = measured(chart, stretch);
  return text("measure.result", formatNs(ns), events, sent, received);
}

/**
 * measureShapes tints a stretch and says above it what was measured.
 * @param {import("./frame.js").Frame} frame
 * @param {Stretch} stretch
 * @param {import("./shapes.js").Shape[]} shapes
 */
export function measureShapes(frame, stretch, shapes) {
  const [x0, x1] = [frame.atX(stretch.fromNs), frame.atX(stretch.toNs)];
  const [y, h] = [axisPx, frame.heightPx - axisPx];
  shapes.push({ t: "rect", x: x0, y, w: Math.max(1, x1 - x0), h, fill: "accent", alpha: 0.12 });
  for (const x of [x0, x1]) {
    shapes.push({ t: "line", x1: x, y1: y, x2: x, y2: y + h, color: "accent", line: 1.5 });
  }
  const words = fit([measureText(frame.chart, stretch, frame.text), formatNs(stretch.toNs - stretch.fromNs)], frame.window.widthPx - 16); // prettier-ignore
  if (!words) return;
  const wide = textPx(words.text, words.size) + 12;
  const left = Math.min(Math.max((x0 + x1 - wide) / 2, frame.leftPx + 2), frame.rightPx - wide - 2);
  shapes.push({ t: "rect", x: left, y: axisPx + 2, w: wide, h: 23, r: 5, fill: "accent" });
  shapes.push({ t: "text", x: left + 6, y: axisPx + 18, ...words, color: "card", mono: true });
}
