// One sentence for the class: what is selected.

import { sentenceOf } from "../../a11y/spoken.js";
import { element } from "../element.js";

/** @typedef {import("../text.js").Text} Text */
/** @typedef {import("../../model/trace.js").Trace} Trace */
/** @typedef {import("../../model/target.js").Target} Target */

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
