// The first page: a run before a word is read, and a start button that goes on
// where the reader stopped.

import { spoken } from "../../a11y/live.js";
import { feedOf, startRun } from "../../net/api.js";
import { createComplaint } from "../complaint.js";
import { unavailable } from "../element.js";
import { progress } from "../progress/store.js";
import { nextLesson } from "../progress/ticks.js";
import { restoreRun, sharedLink, shownOf, withRun } from "../run/address.js";
import { createMainView } from "../run/parts.js";
import { createToolbar } from "../run/toolbar.js";
import { wireProgressFile } from "./progress.js";
import { Turns } from "../turns.js";
import { at } from "../../net/base.js";

/** @typedef {import("../text.js").Text} Text */

/** The lessons as the map lists them. */
function mapped() {
  const links = [...document.querySelectorAll("main a[data-lesson-link]")];
  return links.map((link) => ({
    slug: (link instanceof HTMLElement && link.dataset.lessonLink) || "",
    title: link.querySelector("[data-title]")?.textContent ?? "",
    href: link.getAttribute("href") ?? "/",
  }));
}

/**
 * @param {ReturnType<typeof mapped>} lessons
 * @param {Text} text
 */
function goOn(lessons, text) {
  const start = document.querySelector("a[data-start]");
  const { run } = progress();
  const next = nextLesson(lessons, run);
  if (!start || !next || run.length === 0) return;
  start.setAttribute("href", next.href);
  const words = start.querySelector("[data-start-text]");
  if (words) words.textContent = text("home.continue", next.title);
}

/**
 * demo runs the lesson of the form in the page's stage, and shows the run that the
 * address names.
 * @param {HTMLFormElement} form
 * @param {Text} text
 * @param {(sentence: string) => void} say
 */
function demo(form, text, say) {
  const slug = form.dataset.slug ?? "";
  const { view } = createMainView(document, text, { namesRun: true });
  view.isAsked = false;
  const toolbar = createToolbar({ root: document, view, text, link: () => sharedLink(at("/")) });
  toolbar.shareable();
  const complaint = createComplaint(document.querySelector("[data-error]"), text);
  const button = /** @type {HTMLButtonElement} */ (form.querySelector("[data-run]"));
  const turns = new Turns({
    running(on) {
      unavailable(button, on);
      if (on) complaint.clear();
    },
    waits: () => complaint.waits(),
    failed: (problem) => complaint.failed(problem),
  });
  const follow = async (/** @type {{ id: string } & import("../../net/feed.js").Source} */ run) => {
    toolbar.exports(run.id, slug);
    const ending = await view.follow(run, () => toolbar.ready());
    if (ending) say(spokenEnd(ending, view.trace?.length ?? 0, text));
  };
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    turns.take(async () => {
      view.want(shownOf(""));
      await follow(await startRun({ experiment: slug }));
    });
  });
  restoreRun({
    async restore(id) {
      view.want(shownOf(location.search));
      await turns.take(() => follow({ id, feed: feedOf(id) }));
      const order = /** @type {{ experiment?: string } | undefined} */ (view.trace?.hello.order);
      if (!view.trace) history.replaceState(history.state, "", withRun(location.href, ""));
      else if (order && order.experiment !== slug) location.replace(at(`/runs/${encodeURIComponent(id)}`));
    },
  });
}

/**
 * spokenEnd says how a run ended and what was found.
 * @param {import("../run/view.js").Ending} ending
 * @param {number} events
 * @param {Text} text
 */
const spokenEnd = ({ end, sentences }, events, text) =>
  spoken(sentences, text("run.ended", text(`end.${end.reason}`), events));

/**
 * homePage brings the first page to life.
 * @param {Text} text
 * @param {(sentence: string) => void} say
 */
export function homePage(text, say) {
  const lessons = mapped();
  goOn(lessons, text);
  wireProgressFile(lessons, text, say);
  const form = document.querySelector("#demo form");
  if (form instanceof HTMLFormElement) demo(form, text, say);
}
