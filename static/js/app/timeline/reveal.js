// Where on the axis of a mode a target is, to bring it into view, and when it is.

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
function placeOfEvent({ order, trace }, mode, seq) {
  const i = seq - 1;
  if (i < 0 || i >= trace.length) return null;
  if (mode === "event") return { from: order.starts[i], to: order.ends[i] };
  return { from: trace.columns.start.at[i], to: trace.columns.end.at[i] };
}

/**
 * placeOfSegment returns the place of a segment, or null when it has none.
 * @param {Chart} chart
 * @param {Mode} mode
 * @param {number} number
 * @returns {Range | null}
 */
function placeOfSegment({ order, trace, wires }, mode, number) {
  const n = number - 1;
  if (n < 0 || n >= trace.segments.length) return null;
  const point = wires.pointOf(n);
  const place = mode === "time" ? trace.segments.at.at[n] : point < 0 ? NaN : order.points[point];
  return Number.isNaN(place) ? null : { from: place, to: place };
}

/**
 * @param {Chart} chart
 * @param {Mode} mode
 * @param {{ fromNs: number, toNs: number }} range
 * @returns {Range}
 */
function placeOfRange({ order }, mode, { fromNs, toNs }) {
  if (mode === "time") return { from: fromNs, to: toNs };
  return { from: order.atNs(fromNs), to: order.atNs(toNs) };
}

/**
 * placeOf returns the place of a target, or null when it has none.
 * @param {Chart} chart
 * @param {Mode} mode
 * @param {Target | null} target
 */
export function placeOf(chart, mode, target) {
  if (target?.kind === "segment") return placeOfSegment(chart, mode, target.number);
  if (target?.kind === "range") return placeOfRange(chart, mode, target);
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
