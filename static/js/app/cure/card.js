// The card on which a reader tries a codec: asks the lab to deliver messages
// in the nastiest pieces, says what came of it and shows the real run.

import { ApiError } from "../../net/api.js";
import { tryCure } from "../../net/framing.js";
import { element, unavailable } from "../element.js";
import { rememberRecent } from "../recent.js";
import { createRunView } from "../run/view.js";
import { Turns } from "../turns.js";

/** @typedef {import("../text.js").Text} Text */

/**
 * resultBox says what came of a trial.
 * @param {import("../../net/framing.js").Cured} cured
 * @param {Text} text
 */
function resultBox({ passes, title, lines, url }, text) {
  const box = element(
    "div",
    { class: "cured" },
    element("h3", {}, element("span", { "aria-hidden": "true" }, passes ? "✓" : "✗"), ` ${title}`),
    element("ul", {}, ...lines.map((line) => element("li", {}, line))),
    element("p", {}, element("a", { href: url }, text("cure.run"))),
  );
  box.toggleAttribute("data-passes", passes);
  return box;
}

class CureCard {
  /**
   * @param {HTMLElement} card
   * @param {Text} text
   * @param {(sentence: string) => void} say
   */
  constructor(card, text, say) {
    this.text = text;
    this.say = say;
    this.form = /** @type {HTMLFormElement} */ (card.querySelector("form"));
    this.codec = /** @type {HTMLInputElement} */ (card.querySelector("#cure-codec"));
    this.error = /** @type {HTMLElement} */ (card.querySelector("[data-cure-error]"));
    this.result = /** @type {HTMLElement} */ (card.querySelector("[data-cure-result]"));
    this.section = /** @type {HTMLElement} */ (card.querySelector("[data-cure-stage]"));
    this.buttons = [...card.querySelectorAll("[data-cure-codec]")];
    this.view = createRunView({ section: this.section, text });
    const button = this.form.querySelector('[type="submit"]');
    const turns = new Turns({
      running: (on) => button && unavailable(button, on),
      failed: (error) => this.#failed(error),
    });
    // what is asked for meanwhile is tried next, with what the fields have then
    const ask = () => turns.take(() => this.#try());
    this.form.addEventListener("submit", (event) => {
      event.preventDefault();
      ask();
    });
    this.codec.addEventListener("input", () => this.#mark());
    for (const button of this.buttons) {
      button.addEventListener("click", () => {
        this.codec.value = button.getAttribute("data-cure-codec") ?? "";
        this.#mark();
        ask();
      });
    }
    this.#mark();
  }

  /** mark shows which of the ready codecs is the one in the field. */
  #mark() {
    for (const button of this.buttons) {
      button.setAttribute(
        "aria-pressed",
        String(button.getAttribute("data-cure-codec") === this.codec.value),
      );
    }
  }

  async #try() {
    this.#complain("", []);
    const fields = new FormData(this.form);
    const cured = await tryCure({
      messages: String(fields.get("messages") ?? ""),
      codec: this.codec.value,
      seed: Math.trunc(Number(fields.get("seed"))) || 0,
    });
    await this.#show(cured);
  }

  /** @param {import("../../net/framing.js").Cured} cured */
  async #show(cured) {
    this.result.replaceChildren(resultBox(cured, this.text));
    this.say(`${cured.title}. ${cured.lines.join(" ")}`);
    rememberRecent(cured.id, cured.codec);
    this.section.hidden = false;
    await this.view.follow({ feed: cured.feed });
  }

  /** @param {unknown} error */
  #failed(error) {
    this.result.replaceChildren();
    this.section.hidden = true;
    if (!(error instanceof ApiError)) {
      console.error(error);
      this.#complain(this.text("cure.failed"), []);
      return;
    }
    const { fields } = /** @type {{ fields?: string[] }} */ (error.problem);
    this.#complain(error.message, fields ?? []);
  }

  /**
   * @param {string} sentence
   * @param {string[]} fields at fault
   */
  #complain(sentence, fields) {
    this.error.textContent = sentence;
    this.error.hidden = sentence === "";
    for (const name of ["messages", "codec"]) {
      const field = this.form.querySelector(`[name="${name}"]`);
      field?.setAttribute("aria-invalid", String(fields.includes(name)));
    }
  }
}

/**
 * wireCure brings the card to life, where the page has one.
 * @param {Text} text
 * @param {(sentence: string) => void} say
 */
export function wireCure(text, say) {
  const card = document.querySelector("[data-cure]");
  if (card instanceof HTMLElement) new CureCard(card, text, say);
}
