// Ticks beside the lessons that were run in this browser. The score above the lists and
// at the end of each part is loaded where there is one.

import { loaded } from "../later.js";
import { progress } from "./store.js";

/** @typedef {import("../text.js").Text} Text */

/**
 * showProgress ticks the links to lessons that were run, and has the score shown.
 * @param {ParentNode} root
 * @param {Text} text
 */
export async function showProgress(root, text) {
  const known = progress();
  for (const link of root.querySelectorAll("[data-lesson-link]")) {
    if (!(link instanceof HTMLElement) || !known.run.includes(link.dataset.lessonLink ?? "")) continue;
    const tick = link.querySelector(".tick");
    if (!tick || tick.textContent) continue;
    tick.textContent = "✓";
    const words = document.createElement("span");
    words.className = "hidden";
    words.textContent = text("menu.done");
    link.append(words);
  }
  if (Object.values(known).some((part) => Object.keys(part).length > 0))
    (await loaded(import("./score.js"), text)).showScore(root, text);
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
