// The prediction before two runs: whether programs will receive the same. It is kept
// for each comparison, and judged by what differed.

import { element } from "../element.js";
import { recall, remember } from "../memory.js";

/** @typedef {import("../text.js").Text} Text */
/** @typedef {string} Expected "same", "other", or the index of a choice */

const isExpected = (/** @type {unknown} */ value) =>
  typeof value === "string" && /^(same|other|\d)$/.test(value);

/** How many comparisons a browser remembers predictions of. */
export const maxExpected = 200;

const keptName = "expected";

/**
 * cameOut says whether programs received the same in both runs.
 * @param {readonly { kind: string }[]} differences
 * @returns {Expected}
 */
export const cameOut = (differences) =>
  differences.some(({ kind }) => kind === "diff-received" || kind === "diff-peer") ? "other" : "same";

/**
 * keyOf names what a comparison compares, whatever runs were made of it.
 * @param {string} search
 */
export function keyOf(search) {
  const query = new URLSearchParams(search);
  const own = [...query].filter(([name]) => /^(pair|[ab](\.(as|set|try|literal\.\d+))?)$/.test(name));
  return String(new URLSearchParams(own.sort()));
}

/** @param {Storage} [storage] @returns {[string, Expected][]} the newest last */
function kept(storage) {
  const all = recall(keptName, /** @type {unknown} */ ([]), storage);
  if (!Array.isArray(all)) return [];
  return all.filter((one) => Array.isArray(one) && isExpected(one[1]));
}

/**
 * expectedOf returns what was predicted of a comparison; null for nothing.
 * @param {string} key
 * @param {Storage} [storage]
 */
export const expectedOf = (key, storage) => kept(storage).find(([known]) => known === key)?.[1] ?? null;

/**
 * rememberExpected keeps a prediction; the oldest beyond maxExpected are forgotten.
 * @param {string} key
 * @param {Expected} expected
 * @param {Storage} [storage]
 */
export function rememberExpected(key, expected, storage) {
  const others = kept(storage).filter(([known]) => known !== key);
  remember(keptName, [...others, [key, expected]].slice(-maxExpected), storage);
}

/**
 * createExpected asks the question. It stands among the fields of a form and is none
 * of them.
 * @param {Text} text
 */
export function createExpected(text) {
  const key = keyOf(location.search);
  const radios = ["same", "other"].map(
    (value) =>
      /** @type {HTMLInputElement} */ (element("input", { type: "radio", name: "same", value, form: "" })),
  );
  const note = element("span", { role: "status", "data-same-note": "" });
  const card = element(
    "fieldset",
    { class: "same-guess", "data-same-guess": "" },
    element("legend", {}, text("compare.guess")),
    ...radios.map((radio) => element("label", {}, radio, ` ${text(`compare.guess.${radio.value}`)}`)),
    note,
  );
  const before = expectedOf(key);
  for (const radio of radios) radio.checked = radio.value === before;
  note.textContent = text("compare.guess.first");
  card.addEventListener("input", (event) => event.stopPropagation());
  card.addEventListener("change", (event) => {
    const { target } = event;
    event.stopPropagation();
    if (target instanceof HTMLInputElement) rememberExpected(key, target.value);
  });
  return {
    card,
    /** start keeps the prediction as it is, until it is judged. */
    start() {
      for (const radio of radios) radio.disabled = true;
      note.textContent = "";
      delete card.dataset.outcome;
    },
    /** free gives the choice back: nothing runs any more. */
    free() {
      for (const radio of radios) radio.disabled = false;
    },
    /** @param {{ differences: readonly { kind: string }[] }} compared */
    judge({ differences }) {
      const came = cameOut(differences);
      const guess = radios.find(({ checked }) => checked)?.value;
      const outcome = guess === undefined ? "shown" : guess === came ? "right" : "wrong";
      card.dataset.outcome = outcome;
      note.textContent = `${text(`compare.guess.${outcome}`)} ${text(`compare.came.${came}`)}`;
    },
  };
}
