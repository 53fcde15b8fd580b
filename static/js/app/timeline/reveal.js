// Where on the axis of a mode a target is, to bring it into view, and when it is.

import { placeAt } from "../../layout/frame.js";
import { eventOf } from "../../model/target.js";

/** @typedef {import("../../layout/chart.js").Chart} Chart */
/** @typedef {import("../../state/view.js").Mode} Mode */
/** @typedef {import("../../state/view.js").Range} Range */
/** @typedef {import("../../model/target.js").Target} Target */

/**
 * placeOfEvent returns the stretch of an event, or null when there is none.
 * @param {Chart} chart
 * @param {Mode} mode
 * @param {number} seq
 * @returns {Range | null}
 */
function placeOfEvent(chart, mode, seq) {
  const { order, trace } = chart;
  const i = seq - 1;
  if (i < 0 || i >= trace.length) return null;
  if (mode === "event") return { from: order.starts[i], to: order.ends[i] };
  return stretchOf(chart, mode, trace.columns.start.at[i], trace.columns.end.at[i]);
}

/**
 * placeOfSegment returns the place of a segment, or null when it has none.
 * @param {Chart} chart
 * @param {Mode} mode
 * @param {number} number
 * @returns {Range | null}
 */
function placeOfSegment(chart, mode, number) {
  const { order, trace, wires } = chart;
  const n = number - 1;
  if (n < 0 || n >= trace.segments.length) return null;
  const point = wires.pointOf(n);
  if (mode !== "event") return stretchOf(chart, mode, trace.segments.at.at[n], trace.segments.at.at[n]);
  return point < 0 ? null : { from: order.points[point], to: order.points[point] };
}

/**
 * @param {Chart} chart
 * @param {Mode} mode
 * @param {number} fromNs
 * @param {number} toNs
 * @returns {Range}
 */
function stretchOf(chart, mode, fromNs, toNs) {
  return { from: placeAt(chart, mode, fromNs), to: placeAt(chart, mode, toNs) };
}

/**
 * placeOf returns the place of a target, or null when it has none. The trace of a
 * run that goes on may be ahead of its chart, which has to have a place for it first.
 * @param {Chart} chart
 * @param {Mode} mode
 * @param {Target | null} target
 */
export function placeOf(chart, mode, target) {
  if (chart.version !== chart.trace.version) chart.update();
  if (target?.kind === "segment") return placeOfSegment(chart, mode, target.number);
  if (target?.kind === "range") return stretchOf(chart, mode, target.fromNs, target.toNs);
  const seq = eventOf(chart.trace, target);
  return seq === null ? null : placeOfEvent(chart, mode, seq);
}

/**
 * momentOf returns the time at which a target is known: a call when it ended, a
 * segment when it was seen; null of nothing.
 * @param {import("../../model/trace.js").Trace} trace
 * @param {Target | null} target
 */
export function momentOf(trace, target) {
  if (target?.kind === "range") return target.toNs;
  if (target?.kind === "segment") {
    return target.number <= trace.segments.length ? trace.segments.at.at[target.number - 1] : null;
  }
  const seq = eventOf(trace, target);
  return seq === null ? null : trace.columns.end.at[seq - 1];
}
