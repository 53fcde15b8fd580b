// The first page: a run before a word is read, and a start button that goes on
// where the reader stopped.

import { spoken } from "../../a11y/live.js";
import { startRun } from "../../net/api.js";
import { unavailable } from "../element.js";
import { lessonsRun } from "../memory.js";
import { nextLesson } from "../progress.js";
import { createRunView } from "../run/view.js";

/** @typedef {import("../text.js").Text} Text */

/** @param {Text} text */
function goOn(text) {
  const start = document.querySelector("a[data-start]");
  const links = [...document.querySelectorAll("main a[data-lesson-link]")];
  const lessons = links.map((link) => ({
    slug: (link instanceof HTMLElement && link.dataset.lessonLink) || "",
    title: link.querySelector(".name")?.textContent ?? "",
    href: link.getAttribute("href") ?? "/",
  }));
  const run = lessonsRun();
  const next = nextLesson(lessons, run);
  if (!start || !next || run.length === 0) return;
  start.setAttribute("href", next.href);
  const words = start.querySelector("[data-start-text]");
  if (words) words.textContent = text("home.continue", next.title);
}

/**
 * demo runs the lesson of the form in its own stage.
 * @param {HTMLFormElement} form
 * @param {Text} text
 * @param {(sentence: string) => void} say
 */
function demo(form, text, say) {
  const view = createRunView({ section: form, text });
  const button = /** @type {HTMLButtonElement} */ (form.querySelector("[data-run]"));
  const error = /** @type {HTMLElement} */ (form.querySelector("[data-error]"));
  let running = false;
  const run = async () => {
    const { feed } = await startRun({ experiment: form.dataset.slug ?? "" });
    const ending = await view.follow(feed);
    if (ending)
      say(
        spoken(
          ending.sentences,
          text("run.ended", text(`end.${ending.end.reason}`), view.trace?.length ?? 0),
        ),
      );
  };
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (running) return;
    running = true;
    unavailable(button, true);
    error.hidden = true;
    run()
      .catch((problem) => {
        error.textContent = problem instanceof Error ? problem.message : text("run.failed");
        error.hidden = false;
      })
      .finally(() => {
        running = false;
        unavailable(button, false);
      });
  });
}

/**
 * homePage brings the first page to life.
 * @param {Text} text
 * @param {(sentence: string) => void} say
 */
export function homePage(text, say) {
  goOn(text);
  const form = document.getElementById("demo");
  if (form instanceof HTMLFormElement) demo(form, text, say);
}
