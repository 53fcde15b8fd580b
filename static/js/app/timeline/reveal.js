// Where on the axis of a mode an event or a segment is, to bring it into view.

/** @typedef {import("../../layout/chart.js").Chart} Chart */
/** @typedef {import("../../state/view.js").Mode} Mode */
/** @typedef {import("../../state/view.js").Range} Range */

/**
 * placeOfEvent gives the stretch of an event, or null when there is none.
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
 * placeOfSegment gives the place of a segment, or null when it has none.
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

/** @typedef {{ seq?: number | null, segment?: number | null }} Chosen An event by seq, a segment by number, or neither. */

/**
 * placeOf gives the place of what was chosen, or null when it has none.
 * @param {Chart} chart
 * @param {Mode} mode
 * @param {Chosen} chosen
 */
export function placeOf(chart, mode, { seq, segment }) {
  if (segment) return placeOfSegment(chart, mode, segment);
  return seq ? placeOfEvent(chart, mode, seq) : null;
}
