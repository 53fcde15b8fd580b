// The order in which a person steps through events.

import { carried, firstBearing } from "../../model/capture.js";
import { from } from "../../model/column.js";

/** @typedef {import("../../model/trace.js").Trace} Trace */

/**
 * nextStep returns the seq to select, or null where there is none: calls follow
 * each other as they took effect.
 * @param {Trace} trace
 * @param {number | null} selected
 * @param {"first" | "back" | "forward" | "last"} where
 */
export function nextStep(trace, selected, where) {
  const { steps } = trace;
  steps.update(trace);
  if (steps.length === 0) return null;
  const last = steps.length - 1;
  const place = { first: 0, last, ...around(trace, selected) }[where];
  return steps.indexAt(Math.min(Math.max(place, 0), last)) + 1;
}

/**
 * around returns the places of the steps before and after an event; without one
 * the way back begins at the end.
 * @param {Trace} trace
 * @param {number | null} selected
 */
function around(trace, selected) {
  const { steps } = trace;
  if (selected === null || selected > trace.length) return { back: steps.length - 1, forward: 0 };
  const place = steps.placeOf(trace, selected - 1);
  const isStep = place < steps.length && steps.indexAt(place) === selected - 1;
  return { back: place - 1, forward: isStep ? place + 1 : place };
}

/**
 * nextSegment returns the number of the segment to select, or null where there
 * is none.
 * @param {Trace} trace
 * @param {number} selected number
 * @param {"first" | "back" | "forward" | "last"} where
 */
export function nextSegment({ segments: { length } }, selected, where) {
  if (length === 0) return null;
  const step = { first: 1, back: selected - 1, forward: selected + 1, last: length }[where];
  return Math.min(Math.max(step, 1), length);
}

/**
 * segmentNear returns the segment that goes with an event: the first that had
 * bytes of it, else the first after its start; null where there is none.
 * @param {Trace} trace
 * @param {number | null} seq
 */
export function segmentNear(trace, seq) {
  const { at, length } = trace.segments;
  if (length === 0) return null;
  if (seq === null || seq > trace.length) return 1;
  const first = firstBearing(trace, seq - 1);
  if (first >= 0) return first + 1;
  return Math.min(from(at, trace.columns.start.at[seq - 1]), length - 1) + 1;
}

/**
 * eventNear returns the event that goes with a segment: the send whose bytes it
 * has first, else the last that had begun; null where there is none.
 * @param {Trace} trace
 * @param {number} segment number
 */
export function eventNear(trace, segment) {
  const [piece] = carried(trace, segment - 1);
  if (piece) return piece.index + 1;
  trace.steps.update(trace);
  const index = trace.steps.lastBegun(trace, trace.segments.at.at[segment - 1]);
  return index < 0 ? null : index + 1;
}
