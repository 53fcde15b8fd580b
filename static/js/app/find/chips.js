// Findings as chips: one for those of a kind under one title, with a stepper
// where there are several. Where not all of them can be stepped to, the stepper
// says how many more there are and leads to the list.

import { beyondOf, knownBeyond } from "../../model/beyond.js";
import { groupsOf, knownAt } from "../../model/told.js";
import { element } from "../element.js";
import { icon } from "../icon.js";
import { ChipRow } from "./chiprow.js";

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
  /** Events of findings that are not listed, and how many of them are known. @type {readonly number[]} */
  #beyond = [];
  #beyondKnown = 0;

  /**
   * @param {Group} group
   * @param {Text} text
   * @param {(told: Told, n: number, count: number) => void} onStep
   * @param {() => void} onList leads to the list
   */
  constructor(group, text, onStep, onList) {
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
    this.more = element("button", { type: "button", class: "chip-more" });
    this.more.addEventListener("click", onList);
    this.box.append(this.steps, this.more);
    this.#show();
  }

  #stepper() {
    const button = (/** @type {number} */ by, /** @type {string} */ key, /** @type {string} */ picture) => {
      const name = this.text(key, this.group.title);
      const made = element("button", { type: "button", "aria-label": name, title: name }, icon(picture));
      made.addEventListener("click", () => {
        this.#step(by);
        this.main.click();
      });
      return made;
    };
    return element(
      "span",
      { class: "chip-steps" },
      button(-1, "chip.before", "previous"),
      this.where,
      button(1, "chip.next", "next"),
    );
  }

  /** How many can be stepped to. */
  get #length() {
    return this.#known.told.length + this.#beyondKnown;
  }

  /** The one that was stepped to. @returns {Told | undefined} */
  get #told() {
    const { told, kind, title } = this.#known;
    if (this.#at < told.length) return told[this.#at];
    return { kind, title, text: title, events: [this.#beyond[this.#at - told.length]] };
  }

  /** @param {number} by */
  #step(by) {
    const length = this.#length;
    if (length === 0) return;
    this.#at = (this.#at + by + length) % length;
    this.#show();
    const told = this.#told;
    if (by === 0 && told) this.onStep(told, this.#at + 1, this.#count);
  }

  /** How many there are, with those that cannot be stepped to. */
  get #count() {
    return Math.max(this.#known.count, this.#length);
  }

  #show() {
    const [length, count] = [this.#length, this.#count];
    this.#at = Math.min(this.#at, Math.max(0, length - 1));
    this.box.hidden = length === 0;
    this.steps.hidden = length < 2;
    this.more.hidden = count <= length;
    this.more.textContent = `+${count - length}`;
    this.more.title = this.text("chip.more", count - length, this.group.title);
    this.more.setAttribute("aria-label", this.more.title);
    this.main.setAttribute("data-points", pointsOf(this.#told));
    this.main.title = this.#told?.text ?? "";
    this.where.textContent = `${this.#at + 1}/${length}`;
  }

  /**
   * finds gives it the events that are not listed.
   * @param {readonly number[]} seqs
   */
  finds(seqs) {
    this.#beyond = seqs;
  }

  /**
   * at shows what of it is known at a moment.
   * @param {import("../../model/trace.js").Trace} trace
   * @param {number | null} atNs
   */
  at(trace, atNs) {
    this.#known = knownAt(this.group, trace, atNs);
    this.#beyondKnown = knownBeyond(this.#beyond, trace, atNs);
    if (this.#beyond.length) this.#known = { ...this.#known, count: this.#length };
    this.#show();
  }

  /**
   * holds reports whether an event is among what any of its findings is about;
   * it steps to that one.
   * @param {Target} target
   */
  holds(target) {
    const seq = target.kind === "event" ? target.seq : 0;
    const { told } = this.#known;
    const listed = told.findIndex(({ events }) => events?.[0] === seq);
    const beyond = listed < 0 ? this.#beyond.indexOf(seq) : -1;
    const n = beyond >= 0 && beyond < this.#beyondKnown ? told.length + beyond : listed;
    if (n >= 0 && n !== this.#at) {
      this.#at = n;
      this.#show();
    }
    return n >= 0 || this.#known.told.some(({ events }) => events?.includes(seq));
  }
}

/**
 * createChips fills a box with the chips of a run's findings.
 * @param {{ box: HTMLElement, text: Text, say: (sentence: string) => void, onList: () => void }} options onList leads to the list of findings
 */
export function createChips({ box, text, say, onList }) {
  /** @type {Chip[]} */
  let chips = [];
  /** @type {readonly Group[]} */
  let groups = [];
  const row = new ChipRow(box, text);
  /** The run whose findings were looked for. @type {import("../../model/trace.js").Trace | null} */
  let looked = null;
  return {
    /** @param {readonly Told[]} all */
    show(all) {
      const onStep = (/** @type {Told} */ told, /** @type {number} */ n, /** @type {number} */ count) =>
        say(text(count > 1 ? "chip.said.of" : "chip.said", told.title, told.text, n, count));
      groups = groupsOf(all);
      looked = null;
      chips = groups.map((group) => new Chip(group, text, onStep, onList));
      row.show(chips.map((chip) => chip.box));
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
      if (!trace) return;
      if (trace !== looked) beyondOf(groups, trace).forEach((seqs, n) => chips[n].finds(seqs));
      looked = trace;
      for (const chip of chips) chip.at(trace, atNs);
      row.fit();
    },
  };
}
