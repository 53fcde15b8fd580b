// A row of chips as wide as its box: the chips without room are behind a button that
// says how many they are, and opens the row over what stands below it.

import { dismissable } from "../dismiss.js";
import { element } from "../element.js";

/** @typedef {import("../text.js").Text} Text */

export class ChipRow {
  /**
   * @param {HTMLElement} box
   * @param {Text} text
   */
  constructor(box, text) {
    this.box = box;
    this.text = text;
    this.row = element("span", { class: "chip-line" });
    this.all = element("button", { type: "button", class: "chips-all", "aria-expanded": "false" });
    this.all.addEventListener("click", () => this.#open(!this.#isOpen));
    dismissable({ box, opener: this.all, isOpen: () => this.#isOpen, close: () => this.#open(false) });
    new ResizeObserver(() => this.fit()).observe(box);
  }

  get #isOpen() {
    return this.box.hasAttribute("data-open");
  }

  /**
   * show fills the row.
   * @param {readonly HTMLElement[]} chips
   */
  show(chips) {
    this.row.replaceChildren(...chips);
    this.box.replaceChildren(this.row, this.all);
    this.box.hidden = chips.length === 0;
    this.#open(false);
  }

  /** fit is to be called when a chip has another width, or is there no longer. */
  fit() {
    if (this.#isOpen) return;
    const chips = [...this.row.children].filter((chip) => chip instanceof HTMLElement && !chip.hidden);
    this.all.hidden = true;
    for (const chip of chips) chip.removeAttribute("data-over");
    const isOver = (/** @type {Element} */ chip) =>
      chip !== chips[0] && chip.getBoundingClientRect().right > this.row.getBoundingClientRect().right + 0.5;
    if (!chips.some(isOver)) return;
    this.all.hidden = false;
    this.#count(chips.length - 1);
    const over = chips.filter(isOver);
    this.#count(over.length);
    for (const chip of over) chip.setAttribute("data-over", "");
  }

  /** @param {number} n */
  #count(n) {
    this.all.textContent = `+${n}`;
    this.all.title = this.text("chips.all", n);
    this.all.setAttribute("aria-label", this.all.title);
  }

  /** @param {boolean} on */
  #open(on) {
    this.box.toggleAttribute("data-open", on);
    this.all.setAttribute("aria-expanded", String(on));
    this.fit();
  }
}
