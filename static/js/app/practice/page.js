// The pages of exercises and sheets: what was done is ticked, a check says that it goes
// on, a sheet is printed.

import { unavailable } from "../element.js";
import { recall, remember } from "../memory.js";

/** @typedef {import("../text.js").Text} Text */

/** @returns {string[]} slugs of the exercises that were done in this browser */
function done() {
  const slugs = recall("exercises", /** @type {string[]} */ ([]));
  return Array.isArray(slugs) ? slugs : [];
}

/** @param {HTMLFormElement} form */
function wireForm(form) {
  const slug = form.dataset.exercise ?? "";
  if (form.dataset.passed !== undefined) remember("exercises", [...new Set([...done(), slug])]);
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
  const slugs = done();
  for (const tick of document.querySelectorAll("[data-exercise-tick]")) {
    if (!(tick instanceof HTMLElement) || !slugs.includes(tick.dataset.exerciseTick ?? "")) continue;
    tick.textContent = `✓ ${text("exercise.passed")}`;
  }
}
