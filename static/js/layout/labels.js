// The words above the boxes of calls: the same for all calls of a kind, by how
// far away they are looked at.

import { callName, receives } from "../model/call.js";
import { argumentOf, outcomeOf } from "../model/label.js";
import { closeZoom, labelGapPx, readableZoom, Size, textPx } from "./metrics.js";

/** @typedef {import("../model/trace.js").Trace} Trace */

/** From this zoom on by event sends say their bytes. */
const fullZoom = 1.2;
/** Below this one no call has words. */
const leastZoom = 0.45;

/**
 * Form is how much the words of a call say: its argument and outcome, its
 * outcome, or nothing.
 * @typedef {"full" | "plain" | "outcome" | "none"} Form
 */

/**
 * formOf returns how much is said of a call by event at a zoom.
 * @param {Trace} trace
 * @param {number} i
 * @param {number} zoom
 * @returns {Form}
 */
export function formOf(trace, i, zoom) {
  if (zoom < leastZoom) return "none";
  if (zoom < closeZoom - 1e-6) return "outcome";
  if (zoom > readableZoom - 1e-6 && receives(trace.columns.call.at[i])) return "full";
  return zoom < fullZoom ? "plain" : "full";
}

/**
 * labelOf is the words of a call in a form.
 * @param {Trace} trace
 * @param {number} i
 * @param {Form} form
 * @param {import("../model/text.js").Text} text
 */
export function labelOf(trace, i, form, text) {
  if (form === "none") return "";
  const outcome = outcomeOf(trace, i, text);
  if (form === "outcome") return `→ ${outcome}`;
  const name = callName(trace.columns.call.at[i]);
  return form === "plain" ? `${name} → ${outcome}` : `${name}(${argumentOf(trace, i)}) → ${outcome}`;
}

/** Names of errors are at most so long. */
const errorChars = 13;
const charPx = textPx("0", Size.small);

/**
 * labelUnits is the room by event that a call needs for its words at the zoom
 * of the first view. It makes no text: it is asked of each call.
 * @param {Trace} trace
 * @param {number} i
 */
export function labelUnits(trace, i) {
  const { call, asked, got } = trace.columns;
  const outcome = trace.failed(i) ? errorChars : Math.max(3, digits(got.at[i]));
  const argument = receives(call.at[i]) ? digits(asked.at[i]) + 2 + (trace.peek(i) ? 10 : 0) : 0;
  const chars = callName(call.at[i]).length + argument + 3 + outcome;
  return (chars * charPx + labelGapPx) / readableZoom;
}

/** @param {number} n */
function digits(n) {
  let count = 1;
  for (let least = 10; n >= least; least *= 10) count++;
  return count;
}
