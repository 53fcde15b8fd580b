// What this browser remembers of its reader: lessons run, guesses made. A
// browser that forbids it just forgets.

const prefix = "stickylab.";

/**
 * recall reads what was remembered; `otherwise` when there is nothing.
 * @template T
 * @param {string} name
 * @param {T} otherwise
 * @param {Pick<Storage, "getItem">} [storage]
 * @returns {T}
 */
export function recall(name, otherwise, storage = localStorageOr()) {
  try {
    const text = storage.getItem(prefix + name);
    return text === null ? otherwise : JSON.parse(text);
  } catch {
    return otherwise;
  }
}

/**
 * remember keeps a value for the next visit, if the browser allows.
 * @param {string} name
 * @param {unknown} value
 * @param {Pick<Storage, "setItem">} [storage]
 * @returns {boolean} whether it was kept
 */
export function remember(name, value, storage = localStorageOr()) {
  try {
    storage.setItem(prefix + name, JSON.stringify(value));
    return true;
  } catch {
    return false;
  }
}

/** Reading localStorage itself throws where it is forbidden. */
function localStorageOr() {
  try {
    return globalThis.localStorage ?? forgetful;
  } catch {
    return forgetful;
  }
}

const forgetful = { getItem: () => null, setItem: () => {} };

/** @returns {string[]} slugs of the lessons that were run here, the last one last */
export function lessonsRun() {
  const slugs = recall("done", /** @type {string[]} */ ([]));
  return Array.isArray(slugs) ? slugs.filter((slug) => typeof slug === "string") : [];
}

/**
 * Guessed is what was chosen in a lesson, and whether the first guess that a run of
 * its own program judged was right.
 * @typedef {{ choice: number, right?: boolean }} Guessed
 */

/**
 * guesses returns what was guessed here, by the lessons' slugs.
 * @param {Pick<Storage, "getItem">} [storage]
 * @returns {Record<string, Guessed>}
 */
export function guesses(storage) {
  const all = recall("guesses", /** @type {Record<string, Guessed>} */ ({}), storage);
  return all !== null && typeof all === "object" && !Array.isArray(all) ? all : {};
}

/**
 * rememberGuess keeps a choice, -1 for none; what the first one was judged stays.
 * @param {string} slug
 * @param {Guessed} guessed
 * @param {Storage} [storage]
 */
export function rememberGuess(slug, { choice, right }, storage) {
  const all = guesses(storage);
  const first = all[slug]?.right ?? right;
  remember("guesses", { ...all, [slug]: { choice, ...(first !== undefined && { right: first }) } }, storage);
}

/** forgetProgress forgets which lessons were run, and what was guessed. */
export function forgetProgress() {
  remember("guesses", {});
  remember("done", []);
}

/** @param {string} slug */
export function rememberRun(slug) {
  remember("done", [...lessonsRun().filter((known) => known !== slug), slug]);
}
