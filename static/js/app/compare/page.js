// The page that compares two runs: runs both, draws them to one scale and lists
// how they differ.

import { spoken } from "../../a11y/live.js";
import { compareRuns, startRun, stopRun } from "../../net/api.js";
import { createComplaint } from "../complaint.js";
import { element, unavailable } from "../element.js";
import { linkViews } from "../timeline/link.js";
import { go, restorePlace } from "../place.js";
import { recentRuns, rememberRecent } from "../recent.js";
import { createRunView } from "../run/view.js";
import { createToolbar } from "../run/toolbar.js";

/** @typedef {import("../text.js").Text} Text */
/** @typedef {import("../../net/api.js").Order} Order */
/** @typedef {ReturnType<typeof createRunView>} RunView */

/**
 * Half is one of the two runs: run is its id, empty before it is made.
 * @typedef {{ section: HTMLElement, view: RunView, order: Order | null, run: string, feed: string, name: string }} Half
 */

/**
 * tidy returns the address of what a form asks for, without what was left alone.
 * A run's id that was written wins over what is chosen.
 * @param {Iterable<[string, unknown]>} entries of the form, in order
 * @param {string} changed the field that was changed last
 */
export function tidy(entries, changed = "") {
  const query = new URLSearchParams();
  const written = new Map();
  for (const [name, value] of entries) {
    if (typeof value !== "string" || value === "") continue;
    if (name.endsWith(".run")) written.set(name.slice(0, -".run".length), value.trim());
    else query.append(name, value);
  }
  for (const [half, run] of written) query.set(half, run);
  for (const half of ["a", "b"]) {
    // What was set for one experiment is not meant for another.
    if (changed !== half && changed !== `${half}.run`) continue;
    for (const name of [...query.keys()]) if (name.startsWith(`${half}.`)) query.delete(name);
  }
  return query.toString();
}

/**
 * wireForm asks for the page again when something is chosen.
 * @param {HTMLFormElement} form
 */
function wireForm(form) {
  const lists = form.querySelectorAll("[data-recent]");
  const runs = recentRuns();
  for (const list of lists) {
    list.replaceChildren(...runs.map(({ id, name }) => element("option", { value: id }, name)));
  }
  form.addEventListener("change", (event) => {
    const field = event.target;
    if (!(field instanceof HTMLInputElement || field instanceof HTMLSelectElement)) return;
    if (!field.name) return;
    const kept = new URLSearchParams(location.search);
    const literals = [...kept].filter(([name]) => name.includes(".literal."));
    go(`${location.pathname}?${tidy([...new FormData(form), ...literals], field.name)}`, field);
  });
}

/**
 * halvesOf finds the two stages.
 * @param {Text} text
 * @returns {Half[]}
 */
function halvesOf(text) {
  const sections = [...document.querySelectorAll("[data-half-stage]")];
  return sections
    .filter((section) => section instanceof HTMLElement)
    .map((section) => ({
      section,
      view: createRunView({ section, text }),
      order: section.dataset.order ? JSON.parse(section.dataset.order) : null,
      run: section.dataset.run ?? "",
      feed: section.dataset.feed ?? "",
      name: section.querySelector("h2")?.textContent?.trim() ?? "",
    }));
}

class Comparison {
  /** @type {(() => void) | null} */
  #stop = null;
  #busy = false;

  /**
   * @param {Half[]} halves
   * @param {HTMLFormElement} form
   * @param {Text} text
   * @param {(sentence: string) => void} say
   */
  constructor(halves, form, text, say) {
    this.halves = halves;
    this.text = text;
    this.say = say;
    this.complaint = createComplaint(document.querySelector("[data-error]"), text);
    this.told = document.querySelector("[data-differences-told]");
    this.empty = document.querySelector("[data-differences-empty]");
    this.kept = document.querySelector("[data-compare-kept]");
    this.run = form.querySelector("[data-run-both]");
    this.stop = form.querySelector("[data-stop-both]");
    this.toolbar = createToolbar({ root: document, view: halves[0].view, text, link: () => this.link() });
    this.toolbar.shareable();
    linkViews(...halves.map(({ view }) => view.timeline));
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      if (event.submitter === this.run) this.#runBoth();
      else this.#ask(form);
    });
    this.stop?.removeAttribute("disabled");
    this.stop?.addEventListener("click", () => this.#stop?.());
    this.#running(false);
  }

  /**
   * ask shows what the form names, as Enter in a field asks for.
   * @param {HTMLFormElement} form
   */
  #ask(form) {
    const field = document.activeElement;
    const name = field instanceof HTMLInputElement ? field.name : "";
    go(`${location.pathname}?${tidy(new FormData(form), name)}`, field ?? undefined);
  }

  /** The address that shows what is on the page: the runs, once they are made. */
  link() {
    const [a, b] = this.halves.map(({ run }) => run);
    return a && b ? `/compare?${new URLSearchParams({ a, b })}` : location.href;
  }

  /** @param {boolean} on */
  #running(on) {
    this.#busy = on;
    if (this.run) unavailable(this.run, on);
    if (this.stop) unavailable(this.stop, !on);
  }

  /** Both halves that are kept are drawn; nothing is started. */
  async open() {
    const kept = this.halves.filter(({ run }) => run);
    const ends = kept.map((half) => half.view.follow(half.feed, () => this.toolbar.ready()));
    await Promise.all(ends);
    if (kept.length === this.halves.length) await this.#compare();
  }

  /** runBoth makes the runs one after the other: they must not disturb each other. */
  async #runBoth() {
    if (this.#busy) return;
    this.#running(true);
    this.complaint.clear();
    let stopped = false;
    try {
      for (const half of this.halves) {
        if (half.order && !stopped) await this.#runOne(half, () => (stopped = true));
      }
      await this.#compare();
    } catch (error) {
      this.complaint.failed(error);
    } finally {
      this.#stop = null;
      this.#running(false);
    }
  }

  /**
   * @param {Half} half
   * @param {() => void} onStop
   */
  async #runOne(half, onStop) {
    const { id, feed } = await startRun(/** @type {Order} */ (half.order));
    half.run = id;
    this.#stop = () => {
      onStop();
      stopRun(id).catch((error) => this.complaint.failed(error));
    };
    rememberRecent(id, half.name);
    const page = half.section.querySelector("[data-half-run]");
    if (page instanceof HTMLAnchorElement) {
      page.href = `/runs/${encodeURIComponent(id)}`;
      page.hidden = false;
    }
    await half.view.follow(feed, () => this.toolbar.ready());
  }

  /** compare lists the differences, once both runs are there. */
  async #compare() {
    const [a, b] = this.halves.map(({ run }) => run);
    if (!a || !b) return;
    const { differences } = await compareRuns(a, b);
    this.told?.replaceChildren(
      ...differences.map(({ kind, title, text }) =>
        element(
          "p",
          { class: "told-row", "data-kind": kind },
          element("strong", {}, title),
          " ",
          element("span", {}, text),
        ),
      ),
    );
    if (this.empty instanceof HTMLElement) this.empty.hidden = true;
    if (this.kept instanceof HTMLAnchorElement) {
      this.kept.href = this.link();
      this.kept.hidden = location.search === new URL(this.kept.href).search;
    }
    const real = differences.filter(({ kind }) => kind !== "diff-same").length;
    this.say(spoken(differences, this.text("compare.done", real)));
  }

  /** opened is open, with what goes wrong said on the page. */
  opened() {
    this.open().catch((error) => this.complaint.failed(error));
  }
}

/**
 * comparePage brings the comparison to life.
 * @param {Text} text
 * @param {(sentence: string) => void} say
 */
export function comparePage(text, say) {
  const form = /** @type {HTMLFormElement} */ (document.getElementById("compare"));
  wireForm(form);
  restorePlace();
  const halves = halvesOf(text);
  if (halves.length === 2) new Comparison(halves, form, text, say).opened();
}
