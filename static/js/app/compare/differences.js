// How two runs differ, as chips above their timelines and as sentences below
// them. What is clicked is selected in both runs and brought into view on both;
// what is under the pointer or has the focus is lit on both.

import { pointed } from "../../model/points.js";
import { element } from "../element.js";
import { ChipRow } from "../find/chiprow.js";
import { frameAll } from "../timeline/frameall.js";

/** @typedef {import("../text.js").Text} Text */
/** @typedef {import("../../net/api.js").Difference} Difference */
/** @typedef {import("../../model/target.js").Target} Target */
/** @typedef {ReturnType<typeof import("../run/view.js").createRunView>} RunView */

/**
 * Place is where differences are shown.
 * @typedef {object} Place
 * @property {HTMLElement | null} chips
 * @property {HTMLElement | null} rows
 * @property {RunView[]} views of both runs, in order
 * @property {string[]} names of both runs
 * @property {Text} text
 * @property {(sentence: string) => void} say
 * @property {(difference: Difference) => void} [onChoose] is called before anything is selected
 */

/** @param {Difference} difference @param {number} side */
const eventsOf = ({ sides }, side) => sides?.[side] ?? [];

/**
 * pointsOf writes down for each side what a difference points at there.
 * @param {Difference} difference
 * @param {number} [only] one side alone
 */
function pointsOf(difference, only) {
  const words = [0, 1].map((side) =>
    only === undefined || only === side
      ? eventsOf(difference, side).map((seq) => `event.${seq}`).join(" ") // prettier-ignore
      : "",
  );
  return { "data-first": words[0], "data-second": words[1] };
}

class Differences {
  /** @type {readonly Difference[]} */
  #all = [];
  /** The one that was chosen last. */
  #chosen = -1;

  /** @param {Place} place */
  constructor(place) {
    this.place = place;
    this.row = place.chips ? new ChipRow(place.chips, place.text) : null;
    for (const root of [place.chips, place.rows]) if (root) this.#watch(root);
  }

  /**
   * show lists differences; none clears the list.
   * @param {readonly Difference[]} all
   */
  show(all) {
    this.#all = all;
    this.#chosen = -1;
    this.row?.show(all.map((one, n) => this.#chip(one, n)));
    this.place.rows?.replaceChildren(...all.map((one, n) => this.#row(one, n)));
  }

  /**
   * @param {Difference} one
   * @param {number} n
   */
  #chip(one, n) {
    const main = element(
      "button",
      {
        type: "button",
        class: "chip-main",
        title: `${one.title}: ${one.text}`,
        "data-n": String(n),
        ...pointsOf(one),
      },
      element("span", {}, one.chip ?? one.title),
    );
    return element("span", { class: "chip", "data-kind": one.kind }, main);
  }

  /**
   * @param {Difference} one
   * @param {number} n
   */
  #row(one, n) {
    const title = element(
      "button",
      { type: "button", class: "difference", "data-n": String(n), ...pointsOf(one) },
      element("strong", {}, one.title),
    );
    const row = element("div", { class: "told-row", "data-kind": one.kind }, title, " ");
    row.append(element("span", {}, one.text, ...this.#links(one, n)));
    return row;
  }

  /**
   * links lead to the events of either run that a difference rests on.
   * @param {Difference} one
   * @param {number} n
   */
  #links(one, n) {
    return [0, 1].flatMap((side) =>
      eventsOf(one, side).flatMap((seq) => {
        const only = { kind: one.kind, title: "", text: "", sides: side === 0 ? [[seq], []] : [[], [seq]] };
        const words = this.place.text("compare.at", this.place.names[side], seq);
        const given = { type: "button", class: "point", "data-n": String(n), ...pointsOf(only) };
        return [" ", element("button", given, words)];
      }),
    );
  }

  /** @param {HTMLElement} root */
  #watch(root) {
    root.addEventListener("click", (event) => {
      const found = under(event);
      if (found) this.#choose(found);
    });
    for (const type of ["pointerover", "focusin"]) {
      root.addEventListener(type, (event) => this.#light(under(event)));
    }
    for (const type of ["pointerleave", "focusout"]) root.addEventListener(type, () => this.#light(null));
  }

  /**
   * targets lists what an element points at in each run.
   * @param {HTMLElement | null} found
   * @returns {Target[][]}
   */
  #targets(found) {
    const words = [found?.dataset.first, found?.dataset.second];
    return this.place.views.map(({ trace }, side) => (trace ? pointed(trace, words[side] ?? "") : []));
  }

  /** @param {HTMLElement | null} found */
  #light(found) {
    const targets = this.#targets(found);
    this.place.views.forEach((view, side) => view.timeline.light(targets[side]));
  }

  /** @param {HTMLElement} found */
  #choose(found) {
    const { views, say, onChoose } = this.place;
    const n = Number(found.dataset.n);
    onChoose?.(this.#all[n]);
    const targets = this.#targets(found);
    views.forEach((view, side) => view.select(targets[side][0] ?? null));
    const timelines = views.map(({ timeline }) => timeline);
    if (targets.some((list) => list.length > 0)) frameAll(timelines, targets);
    else timelines[0].fit();
    this.#mark(n);
    say(`${this.#all[n].title}: ${this.#all[n].text}`);
  }

  /** @param {number} n */
  #mark(n) {
    const { rows } = this.place;
    this.#chosen = n;
    for (const box of [...(this.row?.row.children ?? []), ...(rows?.children ?? [])]) {
      const own = box.querySelector("[data-n]")?.getAttribute("data-n");
      box.toggleAttribute("data-chosen", Number(own) === this.#chosen);
    }
    rows?.querySelector("[data-chosen]")?.scrollIntoView({ block: "nearest", behavior: "instant" });
  }
}

/** @param {Event} event */
function under({ target }) {
  const found = target instanceof Element ? target.closest("[data-n]") : null;
  return found instanceof HTMLElement ? found : null;
}

/**
 * createDifferences lists differences in their place.
 * @param {Place} place
 */
export function createDifferences(place) {
  return new Differences(place);
}
