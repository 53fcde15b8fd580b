// What a timeline does when it is looked at as a whole, followed or measured: loaded
// with the strip of the whole run.

import { Frame } from "../../layout/frame.js";
import { measureShapes } from "../../layout/measure.js";
import { Measuring } from "./measuring.js";

/** @typedef {import("../timeline/timeline.js").Timeline} Timeline */
/** @typedef {import("../../state/view.js").Range} Range */

/** Changes after which the end of a run that goes on is followed only where it is in view. */
const leaving = new Set(["pan", "frame", "reveal", "range"]);

export class Tools {
  /**
   * @param {Timeline} timeline
   * @param {(sentence: string) => void} say
   * @param {() => void} drawn is called when something else may be in view
   */
  constructor(timeline, say, drawn) {
    this.timeline = timeline;
    this.drawn = drawn;
    this.measuring = new Measuring(timeline.choosing, timeline.text, say);
    timeline.tools = this;
  }

  /**
   * take does what an intent of these tools asks for.
   * @param {import("../../input/intent.js").Intent} intent
   * @param {Frame | null} frame
   */
  take(intent, frame) {
    const { view } = this.timeline.viewport;
    if (intent.kind === "measure") return this.measuring.mark(view, frame);
    if (intent.kind === "span") return this.measuring.span(intent, frame);
    if (intent.kind !== "frame" || !view.selected) return false;
    this.timeline.frame([view.selected]);
    return true;
  }

  /** overlay adds what lies over the data. @param {Frame} frame @returns {import("../../layout/shapes.js").Shape[]} */
  overlay(frame) {
    const { selected } = this.timeline.viewport.view;
    /** @type {import("../../layout/shapes.js").Shape[]} */
    const shapes = [];
    if (selected?.kind === "range") measureShapes(frame, selected, shapes);
    return shapes;
  }

  /** moved is to be called after a change of the view. @param {string} kind */
  moved(kind) {
    const port = this.timeline.viewport;
    if (leaving.has(kind)) port.follows = port.atEnd;
  }

  /** grown is to be called when the run has grown. */
  grown() {
    const { isFollowing, chart } = this.timeline.viewport;
    if (isFollowing && chart?.trace.ended === null) this.#toEnd();
  }

  /**
   * followEnd keeps the end of a run that goes on in view, until the view is moved.
   * @param {boolean} on
   */
  followEnd(on) {
    this.timeline.viewport.follows = on;
    if (on) this.#toEnd();
    this.timeline.onLook();
    this.timeline.redraw();
  }

  /** followLive keeps the end in view where the run goes on. */
  followLive() {
    if (this.timeline.chart?.trace.ended === null) this.followEnd(true);
  }

  /** toEnd moves the view to the end of what there is. */
  #toEnd() {
    const port = this.timeline.viewport;
    const { whole } = port.bounds();
    const { from, to } = port.window();
    port.apply({ kind: "range", from: whole.to - (to - from), to: whole.to });
  }

  /**
   * overview is all of the run on a strip of its own, and what of it is in view;
   * null without a run.
   * @param {number} widthPx
   * @param {number} heightPx
   */
  overview(widthPx, heightPx) {
    const { viewport: port, text } = this.timeline;
    const { chart, view } = port;
    if (!chart || widthPx === 0) return null;
    const { whole, leftPx } = port.bounds();
    const window = { ...whole, leftPx, widthPx: Math.max(1, widthPx - leftPx) };
    const size = { widthPx, heightPx, scrollPx: 0, narrow: port.isNarrow };
    const known = this.timeline.known() ?? chart; // the future of a moment is hidden here too
    const now = { nowNs: view.atNs ?? port.nowNs, past: view.atNs !== null };
    const frame = new Frame({ chart: known, text, mode: view.mode, window, ...now, ...size });
    const isLive = chart.trace.ended === null;
    return { frame, whole, range: port.window(), atNs: view.atNs, isLive, follows: port.isFollowing };
  }
}
