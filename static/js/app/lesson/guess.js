// The prediction: a choice made before the run, held against what was measured.

import { recall, remember } from "../memory.js";

/** @typedef {import("../text.js").Text} Text */

/**
 * Verdict on a guess.
 * @typedef {"first" | "kept" | "unguessed" | "running" | "right" | "wrong" | "shown" | "none" | "stale"} Outcome
 */

/**
 * judge says how a guess came out.
 * @param {number} guess index of the choice, -1 for none
 * @param {boolean[] | null} answers which choices held; null before a run and while one goes on
 * @param {boolean} [running]
 * @returns {Outcome}
 */
export function judge(guess, answers, running = false) {
  if (!answers && running) return guess < 0 ? "unguessed" : "running";
  if (!answers) return guess < 0 ? "first" : "kept";
  if (!answers.some(Boolean)) return "none";
  if (guess < 0) return "shown";
  return answers[guess] ? "right" : "wrong";
}

/**
 * shares counts how often each choice held, in whole percent.
 * @param {boolean[][]} all the answers of each run
 * @param {number} choices
 */
export function shares(all, choices) {
  return Array.from({ length: choices }, (_, i) => {
    const held = all.filter((answers) => answers[i]).length;
    return all.length === 0 ? 0 : Math.round((held * 100) / all.length);
  });
}

/**
 * guessOf reads which choice an address has chosen; null where it says nothing.
 * @param {string} search
 */
export function guessOf(search) {
  const written = new URLSearchParams(search).get("guess") ?? "";
  return /^\d{1,2}$/.test(written) ? Number(written) : null;
}

/**
 * withGuess returns an address with a choice; -1 is none.
 * @param {string} href
 * @param {number} guess
 */
export function withGuess(href, guess) {
  const url = new URL(href);
  if (guess < 0) url.searchParams.delete("guess");
  else url.searchParams.set("guess", String(guess));
  return url.href;
}

class Guess {
  /** @type {boolean[] | null} */
  #answers = null;
  #running = false;
  /** Whether the answers are of another program than the page has now. */
  #stale = false;
  /** Whether what came out is not known yet at the moment that is shown. */
  #hidden = false;

  /**
   * @param {HTMLElement} root
   * @param {string} slug
   * @param {Text} text
   */
  constructor(root, slug, text) {
    this.root = root;
    this.name = `guess.${slug}`;
    this.text = text;
    this.labels = /** @type {HTMLElement[]} */ ([...root.querySelectorAll("[data-choice]")]);
    this.radios = /** @type {HTMLInputElement[]} */ ([...root.querySelectorAll('input[type="radio"]')]);
    this.note = /** @type {HTMLElement} */ (root.querySelector("[data-guess-note]"));
    this.again = /** @type {HTMLButtonElement} */ (root.querySelector("[data-guess-again]"));
    const before = this.radios[guessOf(location.search) ?? recall(this.name, -1)];
    if (before) before.checked = true;
    root.addEventListener("change", () => {
      this.#keep();
      this.#draw();
    });
    this.again.addEventListener("click", () => this.#forget());
    this.#draw();
  }

  get guess() {
    return this.radios.findIndex(({ checked }) => checked);
  }

  /** start keeps the guess as it is: from now on the run speaks. */
  start() {
    this.#answers = null;
    this.#stale = false;
    this.#running = true;
    this.#setShares([]);
    this.#draw();
  }

  /** @param {boolean[]} answers */
  answer(answers) {
    this.#running = false;
    this.#answers = answers.length === this.labels.length ? answers : null;
    this.#draw();
  }

  /**
   * markStale tells whether the program was changed since the answers came.
   * @param {boolean} stale
   */
  markStale(stale) {
    this.#stale = stale;
    this.#draw();
  }

  /** Which choices held in the run that is shown. */
  get answers() {
    return this.#stale ? null : this.#answers;
  }

  /** hide hides what came out, while a moment before it is shown. @param {boolean} on */
  hide(on) {
    if (on === this.#hidden) return;
    this.#hidden = on;
    this.#draw();
  }

  /** lost gives the choice back: no answer will come. */
  lost() {
    this.answer([]);
  }

  /** @param {boolean[][]} all the answers of each repeat */
  share(all) {
    if (all.length === 0) return this.#setShares([]);
    this.#setShares(shares(all, this.labels.length).map((percent) => `${percent}%`));
  }

  /** keep remembers the guess, in the page's address too. */
  #keep() {
    remember(this.name, this.guess);
    history.replaceState(history.state, "", withGuess(location.href, this.guess));
  }

  #forget() {
    this.#answers = null;
    for (const radio of this.radios) radio.checked = false;
    this.#keep();
    this.#setShares([]);
    this.#draw();
    this.radios[0]?.focus();
  }

  /** @param {string[]} texts */
  #setShares(texts) {
    this.labels.forEach((label, i) => {
      const place = label.querySelector("[data-share]");
      if (place) place.textContent = texts[i] ?? "";
    });
  }

  #draw() {
    const known = this.#hidden ? null : this.#answers;
    const outcome =
      this.#stale && known ? "stale" : judge(this.guess, known, this.#running || known !== this.#answers);
    for (const radio of this.radios) radio.disabled = this.#running || this.#answers !== null;
    this.again.classList.toggle("offered", this.#answers !== null);
    this.note.textContent = this.text(`guess.${outcome}`);
    this.root.dataset.outcome = outcome;
    const answers = this.#stale ? null : known;
    this.labels.forEach((label, i) => {
      label.classList.toggle("held", answers?.[i] ?? false);
      label.classList.toggle("missed", answers !== null && !answers[i] && this.radios[i].checked);
    });
  }
}

/**
 * createGuess takes over the prediction card; null when the page has none.
 * @param {ParentNode} root
 * @param {string} slug
 * @param {Text} text
 */
export function createGuess(root, slug, text) {
  const card = root.querySelector("[data-guess]");
  return card instanceof HTMLElement ? new Guess(card, slug, text) : null;
}
