// The progress of this browser's reader, kept as one thing under one name.

import { recall, remember } from "../memory.js";

/**
 * Guessed is what was chosen in a lesson, from 0 and -1 for none, and whether the first
 * guess that a run of its own program judged was right.
 * @typedef {{ choice: number, right?: boolean }} Guessed
 */

/**
 * Quiz is the best result of a part's quiz: how many of its questions were right.
 * @typedef {{ right: number, of: number }} Quiz
 */

/**
 * Progress has the lessons run, the last one last; what was guessed, by lessons; the
 * exercises done; and the quizzes, by parts.
 * @typedef {object} Progress
 * @property {string[]} run
 * @property {Record<string, Guessed>} guesses
 * @property {string[]} exercises
 * @property {Record<string, Quiz>} quizzes
 */

const name = "progress";

/** @param {unknown} value @returns {string[]} */
const words = (value) => (Array.isArray(value) ? value.filter((word) => typeof word === "string") : []);

/** @param {unknown} value @returns {Record<string, any>} */
const table = (value) =>
  typeof value === "object" && value !== null && !Array.isArray(value) ? { ...value } : {};

/**
 * progress returns what is kept; what was kept under several names before is read too.
 * @param {Pick<Storage, "getItem">} [storage]
 * @returns {Progress}
 */
export function progress(storage) {
  const old = (/** @type {string} */ key) => recall(key, /** @type {unknown} */ (null), storage);
  const kept = table(old(name) ?? { run: old("done"), guesses: old("guesses"), exercises: old("exercises") });
  return {
    run: words(kept.run),
    guesses: table(kept.guesses),
    exercises: words(kept.exercises),
    quizzes: table(kept.quizzes),
  };
}

/**
 * keep puts a part of the progress in the place of what was kept; it reports whether the
 * browser keeps it.
 * @param {Partial<Progress>} changed
 * @param {Storage} [storage]
 */
export const keep = (changed, storage) => remember(name, { ...progress(storage), ...changed }, storage);

/** @param {string} slug @param {Storage} [storage] */
export function rememberRun(slug, storage) {
  keep({ run: [...progress(storage).run.filter((known) => known !== slug), slug] }, storage);
}

/**
 * rememberGuess keeps a choice, -1 for none; what the first one was judged stays.
 * @param {string} slug
 * @param {Guessed} guessed
 * @param {Storage} [storage]
 */
export function rememberGuess(slug, { choice, right }, storage) {
  const { guesses } = progress(storage);
  const first = guesses[slug]?.right ?? right;
  keep(
    { guesses: { ...guesses, [slug]: { choice, ...(first !== undefined && { right: first }) } } },
    storage,
  );
}
