// The prediction: a choice made before the run, held against what was measured.

import { element } from "../element.js";
import { progress, rememberGuess } from "../progress/store.js";

/** @typedef {import("../text.js").Text} Text */

/**
 * Verdict on a guess.
 * @typedef {"first" | "kept" | "unguessed" | "running" | "right" | "wrong" | "shown" | "none" | "many" | "stale"} Outcome
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

/** How many runs say that runs do not differ, where none of them differed. */
const runsEnough = 100;

/**
 * answersOf is what many runs say of choices of which one is that they differ; null
 * while they say nothing yet.
 * @param {boolean[][]} all the answers of each run
 * @param {number} mixed that choice
 */
export function answersOf(all, mixed) {
  const seen = new Set(all.map((answers) => answers.indexOf(true)));
  if (seen.size === 0 || (seen.size === 1 && all.length < runsEnough)) return null;
  const right = seen.size > 1 ? mixed : [...seen][0];
  return all[0].map((_, choice) => choice === right);
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

/**
 * Asked is whose question it is; own tells whether the page has the lesson's own program.
 * @typedef {{ slug: string, text: Text, own: () => boolean }} Asked
 */

class Guess {
  /** @type {boolean[] | null} */
  #answers = null;
  #running = false;
  /** Whether the answers are of another program than the page has now. */
  #stale = false;
  /** Whether what came out is not known yet at the moment that is shown. */
  #hidden = false;

  /** Whether a run has ended that alone answers nothing. */
  #needsMany = false;

  /**
   * @param {HTMLElement} root
   * @param {Asked} asked
   */
  constructor(root, { slug, text, own }) {
    this.root = root;
    this.slug = slug;
    this.text = text;
    this.own = own;
    const why = document.querySelector("[data-why]");
    this.mixed = Number(why?.querySelector("[data-mixed]")?.getAttribute("data-mixed") ?? -1);
    this.answerTitle = why?.querySelector("[data-answer]")?.textContent ?? "";
    this.labels = /** @type {HTMLElement[]} */ ([...root.querySelectorAll("[data-choice]")]);
    this.radios = /** @type {HTMLInputElement[]} */ ([...root.querySelectorAll('input[type="radio"]')]);
    this.note = /** @type {HTMLElement} */ (root.querySelector("[data-guess-note]"));
    this.again = /** @type {HTMLButtonElement} */ (root.querySelector("[data-guess-again]"));
    this.notes = this.labels.map(
      (_, choice) => why?.querySelector(`[data-note="${choice}"]`)?.textContent ?? "",
    );
    this.told = element("p", { class: "guess-answer", "data-guess-answer": "", hidden: "" });
    root.append(this.told);
    const before = this.radios[guessOf(location.search) ?? progress().guesses[slug]?.choice ?? -1];
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
    this.#stale = this.#needsMany = false;
    this.#running = true;
    this.#setShares([]);
    this.#draw();
  }

  /**
   * answer takes what a run says of each choice.
   * @param {boolean[]} answers none where it says nothing
   * @param {boolean} [first] whether the guess was made before that run
   */
  answer(answers, first = false) {
    this.#running = false;
    const known = answers.length === this.labels.length;
    this.#needsMany = known && this.mixed >= 0;
    if (!this.#needsMany) this.#judge(known ? answers : null, first);
    this.#draw();
  }

  /**
   * judge keeps how the guess came out, where the program was the lesson's own.
   * @param {boolean[] | null} answers
   * @param {boolean} first
   */
  #judge(answers, first) {
    this.#answers = answers;
    if (!first || !answers?.some(Boolean) || this.guess < 0 || !this.own()) return;
    rememberGuess(this.slug, { choice: this.guess, right: answers[this.guess] });
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
    const percents = shares(all, this.labels.length).map((percent) => `${percent}%`);
    this.#setShares(percents.map((percent, choice) => (choice === this.mixed ? "" : percent)));
    if (this.mixed < 0 || this.#answers) return;
    this.#judge(answersOf(all, this.mixed), true);
    this.#draw();
  }

  /** keep remembers the guess, in the page's address too. */
  #keep() {
    rememberGuess(this.slug, { choice: this.guess });
    history.replaceState(history.state, "", withGuess(location.href, this.guess));
  }

  #forget() {
    this.#answers = null;
    this.#needsMany = false;
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

  /**
   * @param {boolean[] | null} known
   * @returns {Outcome}
   */
  #outcome(known) {
    if (this.#stale && known) return "stale";
    if (!known && this.#needsMany) return "many";
    return judge(this.guess, known, this.#running || known !== this.#answers);
  }

  #draw() {
    const known = this.#hidden ? null : this.#answers;
    const outcome = this.#outcome(known);
    for (const radio of this.radios) radio.disabled = this.#running || this.#answers !== null;
    this.again.classList.toggle("offered", this.#answers !== null);
    const why = outcome === "wrong" ? this.notes[this.guess] : "";
    this.note.textContent = why || this.text(`guess.${outcome}`);
    this.told.textContent = known ? this.answerTitle : "";
    this.told.hidden = !this.told.textContent;
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
 * @param {Asked} asked
 */
export function createGuess(root, asked) {
  const card = root.querySelector("[data-guess]");
  return card instanceof HTMLElement ? new Guess(card, asked) : null;
}
