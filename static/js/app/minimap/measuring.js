// Measuring between two instants: a stretch of time is selected, and what happened in
// it is said.

import { measureText } from "../../layout/measure.js";
import { formatNs } from "../../scale/ticks.js";
import { momentOf } from "../timeline/reveal.js";

/** @typedef {import("../../layout/frame.js").Frame} Frame */
/** @typedef {import("../../state/view.js").ViewState} ViewState */

export class Measuring {
  /** The first of two ends, in ns. @type {number | null} */
  #fromNs = null;

  /**
   * @param {import("../timeline/choosing.js").Choosing} choosing
   * @param {import("../../model/text.js").Text} text
   * @param {(sentence: string) => void} say
   */
  constructor(choosing, text, say) {
    this.choosing = choosing;
    this.text = text;
    this.say = say;
  }

  /**
   * mark takes the instant under the pointer, or that of what is selected, as one end
   * of a stretch; the second time the stretch is measured.
   * @param {ViewState} view
   * @param {Frame | null} frame
   */
  mark({ cursorPx, selected }, frame) {
    if (!frame) return false;
    const middle = (frame.leftPx + frame.rightPx) / 2;
    const own = cursorPx === null ? momentOf(frame.trace, selected) : null;
    const ns = own ?? frame.nsAt(cursorPx ?? middle);
    if (this.#fromNs === null) {
      this.#fromNs = ns;
      this.say(this.text("measure.from", formatNs(ns)));
      return true;
    }
    const fromNs = this.#fromNs;
    this.#fromNs = null;
    return this.#measure(frame, fromNs, ns, true);
  }

  /**
   * span measures between two places on the canvas.
   * @param {{ fromPx: number, toPx: number, over: boolean }} span over: it is said
   * @param {Frame | null} frame
   */
  span({ fromPx, toPx, over }, frame) {
    this.#fromNs = null;
    return frame ? this.#measure(frame, frame.nsAt(fromPx), frame.nsAt(toPx), over) : false;
  }

  /**
   * @param {Frame} frame
   * @param {number} a
   * @param {number} b
   * @param {boolean} isOver
   */
  #measure(frame, a, b, isOver) {
    const [fromNs, toNs] = [Math.min(a, b), Math.max(a, b)].map((ns) => Math.max(0, Math.round(ns)));
    this.choosing.choose({ kind: "range", fromNs, toNs });
    if (isOver) this.say(measureText(frame.chart, { fromNs, toNs }, this.text));
    return true;
  }
}
