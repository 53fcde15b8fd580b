// Where a lesson has a run that is shown again stop, before a result, and ask. What
// is right is what the run was measured to do.

import { askedCall, readAsked } from "../../layout/asked.js";
import { element } from "../element.js";

/** @typedef {import("../../layout/chart.js").Chart} Chart */
/** @typedef {import("../text.js").Text} Text */

/**
 * Pause is the call that a lesson's question is about, and what is asked before its result.
 * @typedef {import("../../layout/asked.js").Asked & { question: string, choices: string[] }} Pause
 */

/**
 * pauseOf reads the pause of a page; null where it has none.
 * @param {ParentNode} page
 * @returns {Pause | null}
 */
export function pauseOf(page) {
  const asked = readAsked(page.querySelector("[data-pause]")?.getAttribute("data-pause") ?? "");
  const guess = page.querySelector("[data-guess]");
  if (!guess || !asked) return null;
  const question = guess.querySelector("legend")?.textContent?.trim() ?? "";
  const choices = [...guess.querySelectorAll(".choice-text")].map((e) => e.textContent?.trim() ?? "");
  return { ...asked, question, choices };
}

/**
 * pauseNs returns the last moment before the result of a call is known, null where
 * the run has no such call.
 * @param {Chart} chart the whole one
 * @param {import("../../layout/asked.js").Asked} asked
 */
export function pauseNs(chart, asked) {
  const i = askedCall(chart, asked);
  return i < 0 ? null : chart.trace.knownNs(i) - 1;
}

/** Ask is the question below the timeline. */
export class Ask {
  /**
   * @param {{ pause: Pause, text: Text, say: (sentence: string) => void, answers: () => boolean[] | null, goOn: () => void }} options
   */
  constructor({ pause, text, say, answers, goOn }) {
    this.pause = pause;
    this.text = text;
    this.say = say;
    this.answers = answers;
    this.note = element("p", { "data-ask-note": "" });
    this.go = element("button", { type: "button", class: "button", "data-ask-go": "" }, text("replay.go"));
    this.go.addEventListener("click", goOn);
    this.choices = pause.choices.map((choice, n) => {
      const button = element(
        "button",
        { type: "button", class: "button", "data-ask-choice": String(n) },
        choice,
      );
      button.addEventListener("click", () => this.#judge(n));
      return button;
    });
    const question = element("strong", {}, text("replay.asks", pause.question));
    this.box = element("div", { class: "replay-ask", "data-replay-ask": "", role: "group", "aria-label": pause.question, hidden: "" }, question, ...this.choices, this.note, this.go); // prettier-ignore
  }

  /** Whether the run says which choice is right. */
  get isJudged() {
    return this.answers()?.some(Boolean) ?? false;
  }

  show() {
    for (const button of this.choices) button.className = "button";
    this.note.textContent = "";
    this.box.hidden = false;
    this.say(this.text("replay.asks", this.pause.question));
  }

  hide() {
    this.box.hidden = true;
  }

  /** @param {number} chosen */
  #judge(chosen) {
    const answers = this.answers() ?? [];
    this.choices.forEach((button, n) => {
      button.classList.toggle("held", answers[n] ?? false);
      button.classList.toggle("missed", n === chosen && !answers[n]);
    });
    const held = this.pause.choices.filter((_, n) => answers[n]).join(" / ");
    const said = answers[chosen] ? this.text("replay.right") : this.text("replay.wrong", held);
    this.note.textContent = said;
    this.say(said);
    this.go.focus();
  }
}
