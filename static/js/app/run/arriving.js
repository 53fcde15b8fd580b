// How much of a long body is there, while it comes: a bar beside the timeline,
// fed by what decoders say they have.

import { Part } from "../../model/decode.js";
import { element } from "../element.js";

/** @typedef {import("../text.js").Text} Text */
/** @typedef {import("../../model/trace.js").Trace} Trace */

/** Bodies shorter than this are there at once, as far as an eye can tell. */
const leastBytes = 64 * 1024;

/** @typedef {{ have: number, need: number, state: "coming" | "done" | "stopped" }} Arrival Bytes of the body. */

/** Arrivals follows the long bodies of a trace. */
export class Arrivals {
  /** What came last. @type {Arrival | null} */
  last = null;
  #seen = 0;

  /** @param {Trace} trace */
  constructor(trace) {
    this.trace = trace;
  }

  /** update takes in what the trace has grown by. */
  update() {
    const { trace } = this;
    for (; this.#seen < trace.decodes.count; this.#seen++) {
      this.last = arrivalOf(trace, this.#seen) ?? this.last;
    }
    if (trace.ended && this.last?.state === "coming") this.last = { ...this.last, state: "stopped" };
    return this.last;
  }
}

/**
 * arrivalOf returns how much of a long body a decoder has, null of any other.
 * @param {Trace} trace
 * @param {number} n
 * @returns {Arrival | null}
 */
function arrivalOf({ decodes }, n) {
  const part = decodes.part.at[n];
  if ((part !== Part.body && part !== Part.frame) || decodes.need.at[n] < leastBytes) return null;
  const [have, need] = [decodes.have.at[n], decodes.need.at[n]];
  if (part === Part.frame) {
    const body = decodes.bodyLength(n);
    return { have: body, need: body, state: "done" };
  }
  const length = decodes.length.at[n];
  const head = length >= 0 ? Math.max(0, Math.min(have, need - length)) : 0;
  return { have: have - head, need: need - head, state: "coming" };
}

/**
 * createArriving makes the bar; it is hidden while no long body came.
 * @param {Text} text
 */
export function createArriving(text) {
  const bar = /** @type {HTMLProgressElement} */ (
    element("progress", { "aria-label": text("arriving.label") })
  );
  const words = element("span", {});
  const box = element("p", { class: "arriving", hidden: "" }, bar, words);
  /** @type {Arrivals | null} */
  let arrivals = null;
  /** @type {Arrival | null} */
  let drawn = null;
  return {
    box,
    /** @param {Trace} trace */
    show(trace) {
      arrivals = new Arrivals(trace);
      drawn = null;
      box.hidden = true;
      this.changed();
    },
    select() {},
    changed() {
      const now = arrivals?.update() ?? null;
      if (!now || now === drawn) return;
      drawn = now;
      box.hidden = false;
      box.dataset.state = now.state;
      bar.max = now.need;
      bar.value = now.have;
      words.textContent =
        now.state === "done"
          ? text("arriving.done", now.need)
          : text(now.state === "coming" ? "arriving.coming" : "arriving.stopped", now.have, now.need);
    },
  };
}
