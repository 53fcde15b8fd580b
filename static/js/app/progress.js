// Ticks beside the lessons that were run in this browser.

import { lessonsRun } from "./memory.js";

/**
 * showProgress ticks the links to lessons that were run.
 * @param {ParentNode} root
 * @param {(key: string) => string} text
 */
export function showProgress(root, text) {
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
