// Choosing on a timeline: what a step, a jump to the wire and a click select.

import { eventOf, eventTarget, segmentOf, segmentTarget } from "../../model/target.js";
import { placeOf } from "./reveal.js";
import { eventNear, nextSegment, nextStep, segmentNear } from "./steps.js";

/** @typedef {import("../../model/target.js").Target} Target */
/** @typedef {import("../../model/trace.js").Trace} Trace */

/**
 * stepped returns what is selected one step on: the next segment from a segment,
 * the next call from everything else.
 * @param {Trace} trace
 * @param {Target | null} selected
 * @param {"forward" | "back" | "first" | "last"} where
 * @returns {Target | null}
 */
export function stepped(trace, selected, where) {
  const segment = segmentOf(selected);
  if (segment !== null) return targetOrNone(segmentTarget, nextSegment(trace, segment, where));
  return targetOrNone(eventTarget, nextStep(trace, eventOf(trace, selected), where));
}

/**
 * crossed returns the segment that goes with a call, or the call that goes with
 * a segment; undefined where nothing was captured.
 * @param {Trace} trace
 * @param {Target | null} selected
 * @returns {Target | null | undefined}
 */
export function crossed(trace, selected) {
  if (!trace.segments.length) return undefined;
  const segment = segmentOf(selected);
  if (segment !== null) return targetOrNone(eventTarget, eventNear(trace, segment));
  return targetOrNone(segmentTarget, segmentNear(trace, eventOf(trace, selected)));
}

/**
 * @param {(n: number) => Target} make
 * @param {number | null} n
 */
function targetOrNone(make, n) {
  return n === null ? null : make(n);
}

export class Choosing {
  /**
   * @param {import("./viewport.js").Viewport} viewport
   * @param {(change: import("../../state/view.js").Change) => boolean} apply makes a change and has it drawn
   * @param {(target: Target | null) => void} chosen is called with what was chosen here
   */
  constructor(viewport, apply, chosen) {
    this.viewport = viewport;
    this.apply = apply;
    this.chosen = chosen;
  }

  /**
   * choose selects, and has it told.
   * @param {Target | null} target
   * @param {boolean} [reveal] brings it into view
   */
  choose(target, reveal = false) {
    const changed = this.select(target, reveal);
    if (changed) this.chosen(target);
    return changed;
  }

  /**
   * select marks a target. The moment stays: whoever replays a run looks at what
   * was known then.
   * @param {Target | null} target
   * @param {boolean} [reveal]
   */
  select(target, reveal = true) {
    const { chart } = this.viewport;
    const changed = this.apply({ kind: "select", target });
    const place = reveal && chart && placeOf(chart, this.viewport.view.mode, target);
    if (place) this.apply({ kind: "reveal", ...place });
    return changed;
  }

  /** @param {"forward" | "back" | "first" | "last"} where */
  step(where) {
    const { chart, view } = this.viewport;
    return chart ? this.choose(stepped(chart.trace, view.selected, where), true) : false;
  }

  /** cross goes from the calls to the wire, or back. */
  cross() {
    const { chart, view } = this.viewport;
    const target = chart ? crossed(chart.trace, view.selected) : undefined;
    return target === undefined ? false : this.choose(target, true);
  }
}
