// One sentence for the class: what is selected.

import { segmentTexts } from "../../a11y/segmentwords.js";
import { spokenEvent } from "../../a11y/spoken.js";
import { eventOf, segmentOf } from "../../model/target.js";
import { element } from "../element.js";

/** @typedef {import("../text.js").Text} Text */
/** @typedef {import("../../model/trace.js").Trace} Trace */
/** @typedef {import("../../model/target.js").Target} Target */

/**
 * sentenceOf says what a target is; "" where there is nothing to say.
 * @param {Trace | null} trace what is known
 * @param {Target | null} target
 * @param {Text} text
 */
export function sentenceOf(trace, target, text) {
  if (!trace || !target) return "";
  const number = segmentOf(target);
  if (number !== null && number <= trace.segments.length) {
    const { flags, seq, len, from, to } = segmentTexts(trace, number - 1, text);
    return text("timeline.segment", number, from, to, flags, seq, len);
  }
  const seq = eventOf(trace, target);
  return seq === null ? "" : spokenEvent(trace, seq - 1, text);
}

/** Said is the part of a run's view that writes the sentence. */
export class Said {
  /** @type {Trace | null} */
  #known = null;
  /** @type {Target | null} */
  #target = null;

  /** @param {Text} text */
  constructor(text) {
    this.text = text;
    this.box = element("p", { class: "projected", "data-projected": "" });
  }

  /** @param {Trace} trace */
  show(trace) {
    [this.#known, this.#target] = [trace, null];
    this.#draw();
  }

  changed() {
    this.#draw();
  }

  /** @param {Target | null} target */
  select(target) {
    this.#target = target;
    this.#draw();
  }

  /**
   * @param {number | null} _
   * @param {Trace} known
   */
  at(_, known) {
    this.#known = known;
    this.#draw();
  }

  #draw() {
    const said = sentenceOf(this.#known, this.#target, this.text);
    if (this.box.textContent !== said) this.box.textContent = said;
  }
}
