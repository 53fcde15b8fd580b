// The question of a lesson on a change of it, asked before both are run. What the
// lesson says of the change is held against the run; where it holds, the guess is judged.

import { expectedOf, keyOf, rememberExpected } from "./expected.js";

/** @typedef {import("../text.js").Text} Text */
/** @typedef {"first" | "right" | "wrong" | "shown" | "other"} Outcome */

/**
 * judged says how a guess came out.
 * @param {number} guess index of the choice, -1 for none
 * @param {number} right that of the choice that the lesson's claims say
 * @param {boolean | undefined} held whether these claims held in the run
 * @returns {Outcome}
 */
export function judged(guess, right, held) {
  if (!held) return "other";
  if (guess < 0) return "shown";
  return guess === right ? "right" : "wrong";
}

/**
 * createAsked takes over the card of the question; it has the shape of createExpected.
 * @param {HTMLElement} card
 * @param {Text} text
 */
export function createAsked(card, text) {
  const key = keyOf(location.search);
  const right = Number(card.dataset.asked);
  const labels = /** @type {HTMLElement[]} */ ([...card.querySelectorAll("[data-choice]")]);
  const radios = /** @type {HTMLInputElement[]} */ ([...card.querySelectorAll('input[type="radio"]')]);
  const field = /** @type {HTMLElement} */ (card.querySelector("fieldset"));
  const note = /** @type {HTMLElement} */ (card.querySelector("[data-asked-note]"));
  const after = /** @type {HTMLDetailsElement} */ (card.querySelector("[data-asked-after]"));
  const before = radios[Number(expectedOf(key) ?? -1)];
  if (before) before.checked = true;
  /** @param {Outcome} outcome */
  const draw = (outcome) => {
    const known = outcome !== "first" && outcome !== "other";
    field.dataset.outcome = outcome;
    labels.forEach((label, i) => {
      label.classList.toggle("held", known && i === right);
      label.classList.toggle("missed", known && i !== right && radios[i].checked);
    });
    const guess = radios.findIndex(({ checked }) => checked);
    const why = outcome === "wrong" ? card.querySelector(`[data-note="${guess}"]`)?.textContent : "";
    note.textContent = [text(`asked.${outcome}`), why].filter(Boolean).join(" ");
    after.hidden = outcome === "first";
    after.open = known;
  };
  draw("first");
  card.addEventListener("input", (event) => event.stopPropagation());
  card.addEventListener("change", (event) => {
    event.stopPropagation();
    if (event.target instanceof HTMLInputElement) rememberExpected(key, event.target.value);
  });
  return {
    /** start keeps the prediction as it is, until it is judged. */
    start() {
      for (const radio of radios) radio.disabled = true;
      draw("first");
      note.textContent = "";
    },
    /** free gives the choice back: nothing runs any more. */
    free() {
      for (const radio of radios) radio.disabled = false;
    },
    /** @param {{ held?: boolean | undefined }} compared */
    judge({ held }) {
      draw(
        judged(
          radios.findIndex(({ checked }) => checked),
          right,
          held,
        ),
      );
    },
  };
}
