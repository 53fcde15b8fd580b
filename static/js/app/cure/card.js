// The card on which a reader tries a codec: asks the lab to deliver messages
// in the nastiest pieces, says what came of it and shows the real run.

import { ApiError } from "../../net/api.js";
import { tryCure } from "../../net/framing.js";
import { element, unavailable } from "../element.js";
import { rememberRecent } from "../recent.js";
import { createRunView } from "../run/view.js";

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
  #busy = false;
  /** Whether it was asked for again since: what the fields have then is tried next. */
  #again = false;

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
    this.form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.#try();
    });
    this.codec.addEventListener("input", () => this.#mark());
    for (const button of this.buttons) {
      button.addEventListener("click", () => {
        this.codec.value = button.getAttribute("data-cure-codec") ?? "";
        this.#mark();
        this.#try();
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
    this.#again = this.#busy;
    if (this.#busy) return;
    this.#running(true);
    this.#complain("", []);
    try {
      const fields = new FormData(this.form);
      const cured = await tryCure({
        messages: String(fields.get("messages") ?? ""),
        codec: this.codec.value,
        seed: Math.trunc(Number(fields.get("seed"))) || 0,
      });
      await this.#show(cured);
    } catch (error) {
      this.#failed(error);
    } finally {
      this.#running(false);
    }
    if (this.#again) this.#try();
  }

  /** @param {import("../../net/framing.js").Cured} cured */
  async #show(cured) {
    this.result.replaceChildren(resultBox(cured, this.text));
    this.say(`${cured.title}. ${cured.lines.join(" ")}`);
    rememberRecent(cured.id, cured.codec);
    this.section.hidden = false;
    await this.view.follow(cured.feed);
  }

  /** @param {boolean} on */
  #running(on) {
    this.#busy = on;
    const button = this.form.querySelector('[type="submit"]');
    if (button) unavailable(button, on);
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
