// Ticks beside the lessons that were run in this browser, and the score of the
// guesses.

import { element } from "./element.js";
import { forgetProgress, guesses, lessonsRun } from "./memory.js";

/** @typedef {import("./text.js").Text} Text */

/**
 * scoreOf counts the lessons whose guess was judged, and those guessed right.
 * @param {Record<string, import("./memory.js").Guessed>} all
 */
export function scoreOf(all) {
  const judged = Object.values(all).filter((guessed) => typeof guessed?.right === "boolean");
  return { judged: judged.length, right: judged.filter(({ right }) => right).length };
}

/** The lists of lessons, above which the score stands. */
const scored = "#map .map, [data-drawer] .lessons";

/**
 * showScore writes the score above each list of lessons; nothing was guessed or run,
 * nothing is shown.
 * @param {ParentNode} root
 * @param {Text} text
 */
function showScore(root, text) {
  const { judged, right } = scoreOf(guesses());
  for (const line of root.querySelectorAll("[data-score]")) line.remove();
  if (judged === 0 && lessonsRun().length === 0) return;
  for (const list of root.querySelectorAll(scored)) {
    const reset = element("button", { type: "button", class: "quiet", "data-score-reset": "" }, text("score.reset")); // prettier-ignore
    reset.addEventListener("click", () => {
      forgetProgress();
      location.reload();
    });
    list.before(
      element(
        "p",
        { class: "score", "data-score": "" },
        judged > 0 ? text("score", judged, right) : "",
        reset,
      ),
    );
  }
}

/**
 * showProgress ticks the links to lessons that were run, and shows the score.
 * @param {ParentNode} root
 * @param {Text} text
 */
export function showProgress(root, text) {
  showScore(root, text);
  const run = new Set(lessonsRun());
  for (const link of root.querySelectorAll("[data-lesson-link]")) {
    if (!(link instanceof HTMLElement) || !run.has(link.dataset.lessonLink ?? "")) continue;
    const tick = link.querySelector(".tick");
    if (!tick || tick.textContent) continue;
    tick.textContent = "✓";
    const words = document.createElement("span");
    words.className = "hidden";
    words.textContent = text("menu.done");
    link.append(words);
  }
}

/**
 * nextLesson returns the first lesson that was not run yet after the one that
 * was run last, or before it where there is none after.
 * @template {{ slug: string }} L
 * @param {L[]} lessons in the order of the course
 * @param {string[]} run the last one last
 */
export function nextLesson(lessons, run) {
  const at = lessons.findIndex(({ slug }) => slug === run.at(-1)) + 1;
  const round = [...lessons.slice(at), ...lessons.slice(0, at)];
  return round.find(({ slug }) => !run.includes(slug));
}
