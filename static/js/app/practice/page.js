// The pages of exercises and sheets: what was done is ticked, a check says that it goes
// on, a sheet is printed.

import { unavailable } from "../element.js";
import { keep, progress } from "../progress/store.js";

/** @typedef {import("../text.js").Text} Text */

/** @param {HTMLFormElement} form */
function wireForm(form) {
  const slug = form.dataset.exercise ?? "";
  if (form.dataset.passed !== undefined) keep({ exercises: [...new Set([...progress().exercises, slug])] });
  const run = form.querySelector("[data-run]");
  form.addEventListener("submit", () => {
    if (run instanceof HTMLButtonElement) unavailable(run, true);
  });
  form.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    form.requestSubmit();
  });
}

/** keepQuiz keeps the score of a quiz that was judged, if it is the best one. */
function keepQuiz() {
  const judged = document.querySelector("[data-quiz]");
  if (!(judged instanceof HTMLElement)) return;
  const { quiz: part = "", right, of } = judged.dataset;
  const { quizzes } = progress();
  if (!(quizzes[part]?.right >= Number(right)))
    keep({ quizzes: { ...quizzes, [part]: { right: Number(right), of: Number(of) } } });
}

/** What came out is read first. */
function focusOutcome() {
  const came = document.getElementById("came-out");
  if (came?.textContent?.trim()) came.focus();
}

/**
 * practicePage brings a page of exercises to life.
 * @param {Text} text
 */
export function practicePage(text) {
  const form = document.querySelector("form[data-exercise]");
  if (form instanceof HTMLFormElement) wireForm(form);
  focusOutcome();
  for (const button of document.querySelectorAll("[data-print]"))
    button.addEventListener("click", () => window.print());
  keepQuiz();
  const slugs = progress().exercises;
  for (const tick of document.querySelectorAll("[data-exercise-tick]")) {
    if (!(tick instanceof HTMLElement) || !slugs.includes(tick.dataset.exerciseTick ?? "")) continue;
    tick.textContent = `✓ ${text("exercise.passed")}`;
  }
}
