// The page of a lesson: guess, run, look, understand.

import { createGuess } from "./guess.js";
import { createLiterals, withQuery } from "./literals.js";
import { rememberRun } from "./memory.js";
import { createMainView } from "./parts.js";
import { showProgress } from "./progress.js";
import { createRunner } from "./runner.js";
import { createRunView } from "./runview.js";
import { keepSteady } from "./steady.js";
import { createToolbar } from "./toolbar.js";

/** @typedef {import("./text.js").Text} Text */

/**
 * wireEdits keeps the changed values in the page's address, so that they
 * survive a reload and a change of language, and says that there are some.
 * @param {HTMLFormElement} form
 * @param {ReturnType<typeof createLiterals>} literals
 */
function wireEdits(form, literals) {
  const note = form.querySelector("[data-edited]");
  const draw = () => {
    if (note instanceof HTMLElement) note.hidden = !literals.edited;
    history.replaceState(history.state, "", withQuery(location.href, literals.query()));
    for (const link of document.querySelectorAll("a[data-setting]")) {
      if (link instanceof HTMLAnchorElement) link.href = withQuery(link.href, literals.query());
    }
  };
  form.addEventListener("input", draw);
  form.addEventListener("reset", (event) => {
    event.preventDefault(); // the guess stays
    literals.reset();
    draw();
  });
  draw();
}

/**
 * compareOf builds the second stage, if the lesson has one.
 * @param {HTMLFormElement} form
 * @param {Text} text
 */
function compareOf(form, text) {
  const section = document.querySelector("[data-compare-stage]");
  const slug = form.dataset.compare;
  if (!(section instanceof HTMLElement) || !slug) return null;
  return { view: createRunView({ section, text }), order: { experiment: slug } };
}

/** showWhy opens the explanation: it was waiting for a run. */
function showWhy() {
  const why = document.querySelector("[data-why]");
  if (why instanceof HTMLDetailsElement) why.open = true;
  document.querySelector("[data-why-hint]")?.remove();
}

/**
 * lessonPage brings a lesson to life.
 * @param {Text} text
 * @param {(sentence: string) => void} say
 */
export function lessonPage(text, say) {
  const form = /** @type {HTMLFormElement} */ (document.getElementById("lesson"));
  const slug = form.dataset.slug ?? "";
  const literals = createLiterals(form);
  literals.take(new URLSearchParams(location.search));
  const guess = createGuess(form, slug, text);
  const view = createMainView(document, text);
  const link = () => `/lessons/${encodeURIComponent(slug)}?${literals.query()}`.replace(/\?$/, "");
  const toolbar = createToolbar({ root: form, view, text, link });
  toolbar.shareable();
  wireEdits(form, literals);
  const [cards, buttons] = [form.querySelector(".cards"), form.querySelector(".toolbar")];
  if (cards && buttons) keepSteady(cards, buttons);
  createRunner({
    form,
    view,
    toolbar,
    text,
    say,
    name: slug,
    order: () => (literals.edited ? { experiment: slug, literals: literals.values() } : { experiment: slug }),
    onStart: () => {
      literals.clear();
      guess?.start();
    },
    onEnd: ({ answers }) => {
      guess?.answer(answers);
      showWhy();
      rememberRun(slug);
      showProgress(document, text);
    },
    onLost: () => guess?.lost(),
    onProblem: ({ literal, detail }) => literal !== undefined && literals.show(literal, detail ?? ""),
    onRepeats: (answers) => guess?.share(answers),
    compare: compareOf(form, text),
  });
}
