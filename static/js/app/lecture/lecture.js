// Lecture mode: the projector mode of a lesson in three steps. The question first,
// without anything that answers it; then the picture of a run; then the sentence that
// answers. As in the projector mode nothing is made anew: the style sheet shows fewer of
// the same things, the bar of steps alone is made here.

import { element } from "../element.js";
import { at } from "../../net/base.js";
import { onKey } from "../keys/keys.js";
import { isCore, isFree, lectureOf, stepOf, steps, turnOf, withStep } from "./steps.js";

/** @typedef {import("../text.js").Text} Text */
/** @typedef {import("./steps.js").Step} Step */

/**
 * Class is what a lecture is made of.
 * @typedef {object} Class
 * @property {HTMLElement} button the one that begins it, which knows the lessons around this one
 * @property {import("../projector/projector.js").Projector} projector
 * @property {import("../run/view.js").RunView} view
 * @property {HTMLFormElement} form
 * @property {Text} text
 */

export class Lecture {
  /** The step that is shown; null while there is no lecture. @type {Step | null} */
  step = null;

  /** @param {Class} of */
  constructor(of) {
    this.of = of;
    const { projector, form, text } = of;
    this.bar = this.#makeBar(text);
    document.querySelector("main")?.append(this.bar);
    projector.onTurn = (on) => !on && this.#end();
    form.addEventListener("submit", () => this.step === "question" && this.show("picture"));
    this.#wireKeys();
  }

  /** @param {Text} text */
  #makeBar(text) {
    const button = (
      /** @type {string} */ name,
      /** @type {string} */ words,
      /** @type {() => void} */ act,
    ) => {
      const made = element(
        "button",
        { type: "button", class: "button", [`data-lecture-${name}`]: "" },
        words,
      );
      made.addEventListener("click", act);
      return made;
    };
    this.marks = steps.map((step, n) =>
      button(`to-${step}`, `${n + 1} ${text(`lecture.${step}`)}`, () => this.show(step)),
    );
    this.back = button("back", text("lecture.back"), () => this.turn(-1));
    this.next = button("next", text("lecture.next"), () => this.turn(1));
    this.code = button("code", text("lecture.code"), () => this.#toggle("code"));
    this.why = button("why", text("lecture.why"), () => this.#toggle("why"));
    const { place, placed, corePlaced } = this.of.button.dataset;
    const core = isCore(location.search);
    const of = element(
      "span",
      { class: "lecture-place" },
      element("span", { class: "hidden" }, (core ? corePlaced : placed) ?? ""),
      element("span", { "aria-hidden": "true" }, (core ? corePlaced : place) ?? ""),
    );
    return element(
      "div",
      { class: "lecture-bar", role: "group", "aria-label": text("lecture.bar") },
      ...[this.back, ...this.marks, this.next, this.code, this.why, of],
    );
  }

  #wireKeys() {
    const turn =
      (/** @type {-1 | 1} */ by) =>
      (/** @type {KeyboardEvent} */ { key, target }) =>
        this.step !== null && isFree(key, target) && this.turn(by);
    onKey("lecture.next", turn(1));
    onKey("lecture.before", turn(-1));
    onKey("find.next", turn(1)); // nothing is searched on a projector
    onKey("find.before", turn(-1));
    onKey("lecture.code", () => this.step !== null && this.#toggle("code"));
    onKey("lecture.why", () => this.step === "sentence" && this.#toggle("why"));
  }

  /** begin shows the step of the address, or the first one. */
  begin() {
    const { projector } = this.of;
    if (!projector.isOn) projector.turn();
    if (projector.isOn) this.show(stepOf(location.search) ?? steps[0]);
    else this.#end(); // a telephone
  }

  #end() {
    this.step = null;
    const root = document.documentElement;
    for (const name of ["lecture", "lectureCode", "lectureWhy"]) delete root.dataset[name];
    history.replaceState(history.state, "", withStep(location.href, null));
  }

  /** @param {Step} step */
  show(step) {
    this.step = step;
    const { view, text } = this.of;
    document.documentElement.dataset.lecture = step;
    this.#set("code", false);
    this.#set("why", false);
    this.marks?.forEach((mark, n) => mark.setAttribute("aria-current", steps[n] === step ? "step" : "false"));
    this.back?.toggleAttribute("disabled", this.#beyond(step, -1) === null);
    const next = this.#beyond(step, 1);
    this.next?.toggleAttribute("disabled", next === null);
    if (this.next) this.next.textContent = text(step === "sentence" ? "lecture.next.lesson" : "lecture.next");
    history.replaceState(history.state, "", withStep(location.href, step));
    if (step !== "question" && !view.trace) this.#run();
    view.say(text("lecture.at", steps.indexOf(step) + 1, text(`lecture.${step}`), this.#heard(step)));
  }

  /** heard is what is read out with a step. @param {Step} step */
  #heard(step) {
    if (step === "question") return document.querySelector("[data-guess] legend")?.textContent?.trim() ?? "";
    if (step === "picture") return "";
    return document.querySelector("[data-panel=findings] .told-row > span")?.textContent?.trim() ?? "";
  }

  /** run makes a run where there is none and none comes. */
  #run() {
    if (!new URLSearchParams(location.search).has("run")) document.getElementById("run")?.click();
  }

  /** @param {Step} step @param {-1 | 1} by */
  #beyond(step, by) {
    return turnOf(step, by, this.#lesson(by) !== "");
  }

  /** lesson is the slug of the lesson after or before, on the path of the address. @param {-1 | 1} by */
  #lesson(by) {
    const { next, previous, nextCore, previousCore } = this.of.button.dataset;
    const core = isCore(location.search);
    return (by > 0 ? (core ? nextCore : next) : core ? previousCore : previous) ?? "";
  }

  /** turn goes a step on or back, past the last one to the next lesson. @param {-1 | 1} by */
  turn(by) {
    if (!this.step) return;
    const to = this.#beyond(this.step, by);
    if (!to) this.of.view.say(this.of.text(by > 0 ? "lecture.last" : "lecture.first"));
    else if ("step" in to) this.show(to.step);
    else {
      const lesson = new URL(at(`/lessons/${this.#lesson(by)}`), location.href).href;
      location.assign(lectureOf(lesson, steps[by > 0 ? 0 : steps.length - 1], isCore(location.search)));
    }
  }

  /** @param {"code" | "why"} what */
  #toggle(what) {
    this.#set(what, !document.documentElement.hasAttribute(`data-lecture-${what}`));
  }

  /** @param {"code" | "why"} what @param {boolean} on */
  #set(what, on) {
    document.documentElement.toggleAttribute(`data-lecture-${what}`, on);
    this[what]?.setAttribute("aria-expanded", String(on));
  }
}
