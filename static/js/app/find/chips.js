// Findings as chips: one for those of a kind under one title, with a stepper
// where there are several.

import { groupsOf, knownAt } from "../../model/told.js";
import { element } from "../element.js";

/** @typedef {import("../text.js").Text} Text */
/** @typedef {import("../../model/told.js").Group} Group */
/** @typedef {import("../../model/told.js").Told} Told */
/** @typedef {import("../../model/target.js").Target} Target */

/** @param {Told | undefined} told */
const pointsOf = (told) => (told?.events ?? []).map((seq) => `event.${seq}`).join(" ");

class Chip {
  #at = 0;
  /** @type {Group} */
  #known;

  /**
   * @param {Group} group
   * @param {Text} text
   * @param {(told: Told, n: number, count: number) => void} onStep
   */
  constructor(group, text, onStep) {
    this.group = group;
    this.#known = group;
    this.text = text;
    this.onStep = onStep;
    this.where = element("span", { class: "chip-where" });
    this.main = element(
      "button",
      { type: "button", class: "chip-main", "data-frame": "" },
      element("b", { class: "chip-mark", "aria-hidden": "true" }, text(`chip.${group.kind}`)),
      element("span", { class: "chip-title" }, group.title),
    );
    this.main.addEventListener("click", () => this.#step(0));
    this.box = element("span", { class: "chip", "data-kind": group.kind }, this.main);
    this.steps = this.#stepper();
    this.box.append(this.steps);
    this.#show();
  }

  #stepper() {
    const button = (/** @type {number} */ by, /** @type {string} */ key, /** @type {string} */ sign) => {
      const name = this.text(key, this.group.title);
      const made = element("button", { type: "button", "aria-label": name, title: name }, sign);
      made.addEventListener("click", () => {
        this.#step(by);
        this.main.click();
      });
      return made;
    };
    return element(
      "span",
      { class: "chip-steps" },
      button(-1, "chip.before", "‹"),
      this.where,
      button(1, "chip.next", "›"),
    );
  }

  /** @param {number} by */
  #step(by) {
    const { told, count } = this.#known;
    if (told.length === 0) return;
    this.#at = (this.#at + by + told.length) % told.length;
    this.#show();
    if (by === 0) this.onStep(told[this.#at], this.#at + 1, count);
  }

  #show() {
    const { told, count } = this.#known;
    this.#at = Math.min(this.#at, Math.max(0, told.length - 1));
    this.box.hidden = told.length === 0;
    this.steps.hidden = told.length < 2;
    this.main.setAttribute("data-points", pointsOf(told[this.#at]));
    this.main.title = told[this.#at]?.text ?? "";
    this.where.textContent = `${this.#at + 1}/${count}`;
  }

  /**
   * at shows what of it is known at a moment.
   * @param {import("../../model/trace.js").Trace} trace
   * @param {number | null} atNs
   */
  at(trace, atNs) {
    this.#known = knownAt(this.group, trace, atNs);
    this.#show();
  }

  /**
   * holds reports whether an event is among what any of its findings is about;
   * it steps to that one.
   * @param {Target} target
   */
  holds(target) {
    const seq = target.kind === "event" ? target.seq : 0;
    const n = this.#known.told.findIndex(({ events }) => events?.[0] === seq);
    if (n >= 0 && n !== this.#at) {
      this.#at = n;
      this.#show();
    }
    return n >= 0 || this.#known.told.some(({ events }) => events?.includes(seq));
  }
}

/**
 * createChips fills a box with the chips of a run's findings.
 * @param {{ box: HTMLElement, text: Text, say: (sentence: string) => void }} options
 */
export function createChips({ box, text, say }) {
  /** @type {Chip[]} */
  let chips = [];
  return {
    /** @param {readonly Told[]} all */
    show(all) {
      const onStep = (/** @type {Told} */ told, /** @type {number} */ n, /** @type {number} */ count) =>
        say(text(count > 1 ? "chip.said.of" : "chip.said", told.title, told.text, n, count));
      chips = groupsOf(all).map((group) => new Chip(group, text, onStep));
      box.replaceChildren(...chips.map((chip) => chip.box));
      box.hidden = chips.length === 0;
    },
    /**
     * select lights the chips of what is selected.
     * @param {Target | null} target
     */
    select(target) {
      for (const chip of chips) {
        const holds = target !== null && chip.holds(target);
        chip.box.toggleAttribute("data-chosen", holds);
      }
    },
    /**
     * at shows what was known at a moment.
     * @param {import("../../model/trace.js").Trace | null} trace
     * @param {number | null} atNs
     */
    at(trace, atNs) {
      if (trace) for (const chip of chips) chip.at(trace, atNs);
    },
  };
}
