// The three steps of a lesson before a class, and what leads from one lesson to the next.

/** @typedef {"question" | "picture" | "sentence"} Step */

/** @type {readonly Step[]} */
export const steps = Object.freeze(["question", "picture", "sentence"]);

/** What the step is called in an address, and the word there for the core path alone. */
const name = "lecture";
const pathName = "path";
const corePath = "core";

/**
 * stepOf reads the step of an address; null where it has none.
 * @param {string} search
 * @returns {Step | null}
 */
export function stepOf(search) {
  const written = new URLSearchParams(search).get(name);
  return steps.find((step) => step === written) ?? null;
}

/** isCore reports whether an address keeps to the core path. @param {string} search */
export const isCore = (search) => new URLSearchParams(search).get(pathName) === corePath;

/**
 * withStep returns an address with a step, or with none.
 * @param {string} href
 * @param {Step | null} step
 */
export function withStep(href, step) {
  const url = new URL(href);
  if (step) url.searchParams.set(name, step);
  else for (const key of [name, pathName]) url.searchParams.delete(key);
  return url.href;
}

/**
 * lectureOf is the lecture of another lesson at one of its steps.
 * @param {string} href of the lesson
 * @param {Step} step
 * @param {boolean} core whether it keeps to the core path
 */
export function lectureOf(href, step, core) {
  const url = new URL(href);
  url.searchParams.set("projector", "1");
  url.searchParams.set(name, step);
  if (core) url.searchParams.set(pathName, corePath);
  return url.href;
}

/**
 * Turn is where a press leads: to a step of this lesson, to another lesson, or nowhere.
 * @typedef {{ step: Step } | { lesson: -1 | 1 } | null} Turn
 */

/**
 * turnOf is where one step on or back leads from a step.
 * @param {Step} step
 * @param {-1 | 1} by
 * @param {boolean} further whether there is a lesson there
 * @returns {Turn}
 */
export function turnOf(step, by, further) {
  const to = steps[steps.indexOf(step) + by];
  if (to) return { step: to };
  return further ? { lesson: by } : null;
}

/** What has a use of its own for a key that is pressed on it. */
const uses = {
  " ": "a, button, summary, input, select, textarea, [role=tab], [role=slider]",
  ArrowLeft: "input, select, textarea, [role=tab], [role=slider], [role=separator]",
  ArrowRight: "input, select, textarea, [role=tab], [role=slider], [role=separator]",
};

/**
 * isFree reports whether what has the focus leaves a key to the lecture. The keys of a
 * presenter's remote always are.
 * @param {string} key
 * @param {EventTarget | null} target
 */
export function isFree(key, target) {
  const own = uses[/** @type {keyof typeof uses} */ (key)];
  return !own || !(target instanceof Element) || !target.matches(own);
}
