// The first page: the start button goes on where the reader stopped.

import { lessonsRun } from "./memory.js";
import { nextLesson } from "./progress.js";

/** @param {(key: string, ...args: any[]) => string} text */
export function homePage(text) {
  const start = document.querySelector("a[data-start]");
  const links = [...document.querySelectorAll("main a[data-lesson-link]")];
  const lessons = links.map((link) => ({
    slug: (link instanceof HTMLElement && link.dataset.lessonLink) || "",
    title: link.querySelector("strong")?.textContent ?? "",
    href: link.getAttribute("href") ?? "/",
  }));
  const run = lessonsRun();
  const next = nextLesson(lessons, run);
  if (!start || !next || run.length === 0) return;
  start.setAttribute("href", next.href);
  start.textContent = `▶ ${text("home.continue", next.title)}`;
}
