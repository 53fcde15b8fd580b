// The panes of an instrument: their borders are dragged or moved by keys, they are
// folded and unfolded, and the browser remembers all of it.

import { recall, remember } from "../memory.js";
import { keyedSize, within } from "./size.js";

/** @typedef {import("../text.js").Text} Text */

/** The least that is left to a pane and to what it takes its room from. */
const least = { pane: 240, work: 380, dock: 90, stage: 150 };

/**
 * Sizes are what a reader chose, in pixels; folded are the panes that are away.
 * @typedef {{ pane?: number, dock?: number, table?: number, tall?: number, folded?: string[] }} Sizes
 */

/**
 * Border is a separator and what it moves. property names the custom property
 * that has the size.
 * @typedef {object} Border
 * @property {"pane" | "dock"} name
 * @property {string} grows
 * @property {string} shrinks
 * @property {() => "pane" | "dock" | "table" | "tall"} kind which size it sets: panels of the dock need more room or less
 * @property {() => number} sizePx
 * @property {() => number} mostPx
 * @property {(event: PointerEvent) => number} atPx the size that puts the border under the pointer
 */

/** @param {Element | null} panel */
function sizeOf(panel) {
  const size = panel?.getAttribute("data-size");
  return size === "tall" || size === "table" ? size : "dock";
}

class Panes {
  /** @type {Sizes} */
  #sizes = recall("panes", {});

  /**
   * @param {HTMLElement} instrument
   * @param {Text} text
   * @param {(sentence: string) => void} say
   */
  constructor(instrument, text, say) {
    this.instrument = instrument;
    this.text = text;
    this.say = say;
    this.pane = /** @type {HTMLElement} */ (instrument.querySelector(".pane"));
    this.work = /** @type {HTMLElement} */ (instrument.querySelector(".work"));
    this.dock = /** @type {HTMLElement} */ (instrument.querySelector("[data-dock]"));
    for (const border of [this.#paneBorder(), this.#dockBorder()]) this.#wire(border);
    for (const button of this.#folds()) {
      button.disabled = false;
      button.addEventListener("click", () => this.fold(button.dataset.fold ?? ""));
    }
    this.#draw();
  }

  /** @returns {Border} */
  #paneBorder() {
    return {
      name: "pane",
      grows: "ArrowRight",
      shrinks: "ArrowLeft",
      kind: () => "pane",
      sizePx: () => this.pane.offsetWidth,
      mostPx: () => this.instrument.clientWidth - least.work,
      atPx: ({ clientX }) => clientX - this.instrument.getBoundingClientRect().left,
    };
  }

  /** @returns {Border} */
  #dockBorder() {
    return {
      name: "dock",
      grows: "ArrowUp",
      shrinks: "ArrowDown",
      kind: () => sizeOf(this.dock.querySelector("[data-shown]")),
      sizePx: () => this.dock.offsetHeight,
      mostPx: () => this.work.clientHeight - least.stage,
      atPx: ({ clientY }) => this.work.getBoundingClientRect().bottom - clientY,
    };
  }

  /** @param {Border} border */
  #wire(border) {
    const bar = this.instrument.querySelector(`[data-split="${border.name}"]`);
    if (!(bar instanceof HTMLElement)) return;
    bar.tabIndex = 0;
    const bounds = () => ({ least: least[border.name], most: border.mostPx(), ...border });
    const say = () => {
      bar.setAttribute("aria-valuemin", String(least[border.name]));
      bar.setAttribute("aria-valuemax", String(Math.max(least[border.name], border.mostPx())));
      bar.setAttribute("aria-valuenow", String(border.sizePx()));
    };
    const set = (/** @type {number} */ px) => {
      this.#sizes[border.kind()] = within(px, bounds());
      this.#draw();
      say();
    };
    bar.addEventListener("focus", say);
    new ResizeObserver(say).observe(border.name === "pane" ? this.pane : this.dock);
    bar.addEventListener("keydown", (event) => {
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      if (event.key === "Enter") this.fold(border.name);
      const px = keyedSize(event, border.sizePx(), bounds());
      if (px !== null) set(px);
      if (px !== null || event.key === "Enter") event.preventDefault();
      this.#keep();
    });
    bar.addEventListener("dblclick", () => this.fold(border.name));
    bar.addEventListener("pointerdown", (event) => {
      if (event.button !== 0) return;
      bar.setPointerCapture(event.pointerId);
      bar.toggleAttribute("data-held", true);
    });
    bar.addEventListener("pointermove", (event) => {
      if (bar.hasAttribute("data-held") && (event.movementX || event.movementY)) set(border.atPx(event));
    });
    for (const type of ["pointerup", "pointercancel"]) {
      bar.addEventListener(type, () => {
        bar.removeAttribute("data-held");
        this.#keep();
      });
    }
  }

  /**
   * fold takes a pane away, or brings it back.
   * @param {string} name
   */
  fold(name) {
    const folded = new Set(this.#sizes.folded ?? []);
    if (!folded.delete(name)) folded.add(name);
    this.#sizes.folded = [...folded];
    this.#draw();
    this.#keep();
    this.say(this.text(`${name}.${folded.has(name) ? "folded" : "shown"}`));
  }

  #keep() {
    remember("panes", this.#sizes);
  }

  #draw() {
    const { pane, dock, table, tall, folded = [] } = this.#sizes;
    const { style, dataset } = this.instrument;
    for (const [name, px] of Object.entries({ pane, dock, table, tall })) {
      if (typeof px === "number") style.setProperty(`--${name}-px`, `${px}px`);
    }
    dataset.folded = folded.join(" ");
    for (const button of this.#folds()) {
      button.setAttribute("aria-expanded", String(!folded.includes(button.dataset.fold ?? "")));
    }
  }

  /** @returns {NodeListOf<HTMLButtonElement>} */
  #folds() {
    return document.querySelectorAll("button[data-fold]");
  }
}

/**
 * createPanes lets the panes of the page's instrument be resized and folded.
 * @param {Text} text
 * @param {(sentence: string) => void} say
 */
export function createPanes(text, say) {
  const instrument = document.querySelector("[data-instrument]");
  return instrument instanceof HTMLElement ? new Panes(instrument, text, say) : null;
}
