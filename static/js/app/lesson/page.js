// The page of a lesson: guess, run, look, understand.

import { wireCureLater } from "../cure/later.js";
import { createGuess } from "./guess.js";
import { createLiterals, withHalves, withQuery } from "../program/literals.js";
import { wireOptions } from "../program/options.js";
import { restoreRun, sharedLink } from "../run/address.js";
import { createPanes } from "../dock/panes.js";
import { createMainView } from "../run/parts.js";
import { restorePlace } from "../place.js";
import { offerLecture } from "../lecture/later.js";
import { rememberRun } from "../progress/store.js";
import { showProgress } from "../progress/ticks.js";
import { createRunner } from "../run/runner.js";
import { createRunView } from "../run/view.js";
import { createToolbar } from "../run/toolbar.js";
import { at } from "../../net/base.js";

/** @typedef {import("../text.js").Text} Text */

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
    const whole = document.querySelector("a[data-programs]");
    if (whole instanceof HTMLAnchorElement) whole.href = withQuery(whole.href, literals.query());
    for (const link of document.querySelectorAll("a[data-compare-link]")) {
      if (link instanceof HTMLAnchorElement) link.href = withHalves(link.href, literals.query());
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
 * compareOrder orders what is compared with: a lesson, or a script.
 * @param {string} [slug]
 * @param {string} [script]
 * @returns {import("../../net/api.js").Order | null}
 */
export function compareOrder(slug, script) {
  if (slug) return { experiment: slug };
  return script ? { script } : null;
}

/**
 * compareOf builds the second stage, if the lesson has one.
 * @param {HTMLFormElement} form
 * @param {Text} text
 */
function compareOf(form, text) {
  const section = document.querySelector("[data-compare-stage]");
  const order = compareOrder(form.dataset.compare, form.dataset.compareScript);
  if (!(section instanceof HTMLElement) || !order) return null;
  return { view: createRunView({ section, text }), order };
}

/** foldWatch makes room for what was found: what to watch was read. */
function foldWatch() {
  const watch = document.querySelector("[data-watch]");
  if (watch instanceof HTMLDetailsElement) watch.open = false;
  document.querySelector("[data-why-hint]")?.remove();
}

/**
 * lessonLink is the page of a lesson with what was changed and set there.
 * @param {string} slug
 * @param {string} literals as a query
 * @param {string[]} options
 */
export function lessonLink(slug, literals, options) {
  const query = new URLSearchParams(literals);
  for (const option of options) query.append("set", option);
  return at(`/lessons/${encodeURIComponent(slug)}?${query}`).replace(/\?$/, "");
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
  const options = wireOptions(form, "set");
  const own = () => !literals.edited && options.length === 0;
  const guess = createGuess(form, { slug, text, own });
  createPanes(text, say);
  const { view, dock, projector } = createMainView(document, text, { namesRun: true });
  view.asks = guess;
  const link = () => sharedLink(lessonLink(slug, literals.query(), options));
  const toolbar = createToolbar({ root: document, view, text, link });
  toolbar.shareable();
  wireEdits(form, literals);
  restorePlace();
  wireCureLater(text, say);
  const runner = createRunner({
    form,
    view,
    toolbar,
    text,
    say,
    name: slug,
    order: () => ({
      experiment: slug,
      ...(literals.edited && { literals: literals.values() }),
      ...(options.length > 0 && { options }),
    }),
    onStart: () => {
      literals.clear();
      guess?.start();
      foldWatch();
    },
    onEnd: ({ answers }, restored) => {
      guess?.answer(answers, !restored);
      if (!restored) rememberRun(slug);
      showProgress(document, text);
    },
    onLost: () => guess?.lost(),
    onStale: (stale) => guess?.markStale(stale),
    onProblem: ({ literal, detail }) => literal !== undefined && literals.show(literal, detail ?? ""),
    onRepeats: (answers) => {
      guess?.share(answers);
      showProgress(document, text);
    },
    compare: compareOf(form, text),
    dock,
  });
  restoreRun(runner);
  offerLecture({ projector, view, form, text });
}
