// The page that compares two runs: runs both, draws them to one scale and lists
// how they differ.

import { spoken } from "../../a11y/live.js";
import { compareRuns, startRun, stopRun } from "../../net/api.js";
import { createComplaint } from "../complaint.js";
import { createDock } from "../dock/dock.js";
import { createPanes } from "../dock/panes.js";
import { element, unavailable } from "../element.js";
import { laterPart, loaded, sheet } from "../later.js";
import { offerOut } from "../out/open.js";
import { go, restorePlace } from "../place.js";
import { offerProjector } from "../projector/later.js";
import { recentRuns, rememberRecent } from "../recent.js";
import { createRunView } from "../run/view.js";
import { createToolbar } from "../run/toolbar.js";
import { Turns } from "../turns.js";
import { linkViews } from "../timeline/link.js";
import { isSoon, runSoon, tidy, withRan } from "./address.js";
import { at } from "../../net/base.js";

/** @typedef {import("../text.js").Text} Text */
/** @typedef {import("../../net/api.js").Order} Order */
/** @typedef {import("../dock/dock.js").Dock} Dock */
/** @typedef {ReturnType<typeof createRunView>} RunView */

/**
 * Half is one of the two runs: run is its id, empty before it is made; a half
 * without an order is a kept run that is compared as it is.
 * @typedef {{ letter: string, section: HTMLElement, view: RunView, order: Order | null, run: string, feed: string, name: string, title: string, setup: string }} Half
 */

/**
 * wireForm asks for the page again when something is chosen, and runs a
 * ready-made comparison that is clicked.
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
    if (field.name) go(`${location.pathname}?${tidy(new FormData(form), field.name)}`, field);
  });
  form.addEventListener("submit", (event) => {
    const by = event.submitter;
    if (by?.hasAttribute("data-run-both")) return; // the comparison runs
    event.preventDefault();
    if (by instanceof HTMLButtonElement && by.name === "pair") {
      const search = `?pair=${encodeURIComponent(by.value)}`;
      runSoon(search, sessionStorage);
      go(`${location.pathname}${search}`);
      return;
    }
    const field = document.activeElement; // Enter in a field
    const name = field instanceof HTMLInputElement ? field.name : "";
    go(`${location.pathname}?${tidy(new FormData(form), name)}`, field ?? undefined);
  });
}

/**
 * halvesOf finds the two stages.
 * @param {Text} text
 * @param {Dock} dock
 * @param {() => boolean} isOpen whether a selection may open its tab
 * @returns {Half[]}
 */
function halvesOf(text, dock, isOpen) {
  const sections = [...document.querySelectorAll("[data-half-stage]")];
  return sections
    .filter((section) => section instanceof HTMLElement)
    .map((section) => {
      const letter = section.dataset.halfStage ?? "";
      const inspector = /** @type {HTMLElement} */ (
        document.querySelector(`[data-half-inspector="${letter}"]`)
      );
      const load = async () => {
        const parts = Promise.all([import("../run/inspector.js"), sheet("inspector")]);
        return (await loaded(parts, text))[0].createInspector(inspector, text);
      };
      const opens = {
        show() {},
        select: (/** @type {unknown} */ target) => target && isOpen() && dock.selected(),
      };
      const told = document.querySelector(`[data-half-told="${letter}"]`);
      const parts = [opens, laterPart(load, (_, target) => target !== null)];
      const view = createRunView({ section, text, parts, told });
      const show = () => {
        if (isOpen()) dock.show("selection");
      };
      view.opens(inspector, inspector, { show, back: () => dock.show("timeline") });
      for (const root of [told, inspector]) if (root instanceof HTMLElement) view.links(root);
      return {
        letter,
        section,
        view,
        order: section.dataset.order ? JSON.parse(section.dataset.order) : null,
        run: section.dataset.run ?? "",
        feed: section.dataset.feed ?? "",
        name: section.querySelector(".half-name")?.textContent?.trim() ?? "",
        title: section.querySelector("h2")?.textContent?.trim() ?? "",
        setup: [...section.querySelectorAll(".setup li")].map((word) => word.textContent?.trim()).join(", "),
      };
    });
}

class Comparison {
  /** @type {(() => void) | null} */
  #stop = null;
  /** Whether what is selected comes from a difference. */
  #choosing = false;
  /** How they differ, once both have ended. @type {readonly import("../../net/api.js").Difference[]} */
  #found = [];

  /** What shows both again, loaded when there are both. @type {Promise<void> | null} */
  #replays = null;

  /**
   * @param {HTMLFormElement} form
   * @param {Text} text
   * @param {(sentence: string) => void} say
   */
  constructor(form, text, say) {
    this.text = text;
    this.say = say;
    this.dock = createDock(document);
    const isReplayed = () => document.querySelector("[data-replaying]") !== null;
    this.halves = halvesOf(text, this.dock, () => !this.#choosing && !isReplayed());
    this.complaint = createComplaint(document.querySelector("[data-error]"), text);
    this.turns = new Turns({
      running: (on) => this.#running(on),
      waits: () => this.complaint.waits(),
      failed: (error) => this.complaint.failed(error),
    });
    this.empty = document.querySelector("[data-differences-empty]");
    this.run = form.querySelector("[data-run-both]");
    this.stop = form.querySelector("[data-stop]");
    if (!this.isWhole) {
      this.dock.show("timeline"); // on a telephone: that is where pairs are chosen
      return;
    }
    const [{ view }] = this.halves;
    this.toolbar = createToolbar({ root: document, view, text, link: () => location.href, replays: false });
    this.toolbar.shareable();
    offerProjector({ page: document, view, text });
    const all = {
      views: this.halves.map((half) => half.view),
      names: this.halves.map(({ name, title, setup }) => [name, title, setup].filter(Boolean).join(" · ")),
      told: () => this.#found,
    };
    view.whenDrawn(() => offerOut({ page: document, view, text, all }));
    linkViews(...this.halves.map((half) => half.view.timeline));
    const axis = document.querySelector("[data-axis]")?.getAttribute("data-axis");
    if (axis) view.timeline.setMode(/** @type {import("../../state/view.js").Mode} */ (axis));
    this.differences = this.#differences();
    this.expected = this.#expected();
    this.#wire(form);
  }

  async #replay() {
    const { text } = this;
    const parts = Promise.all([import("./replayed.js"), import("../replay/replay.js"), sheet("replay")]);
    const [{ replayBoth }, { createReplay }] = await loaded(parts, text);
    replayBoth({ root: document, views: this.halves.map(({ view }) => view), text, createReplay });
  }

  /** expected loads the question that is asked before both have run. */
  async #expected() {
    const pairs = document.querySelector(".ready-pairs");
    if (!pairs || !this.halves.some(({ order }) => order)) return null;
    return (await loaded(import("./predicted.js"), this.text)).createPrediction(pairs, this.text);
  }

  /** differences loads the list of what differs. */
  async #differences() {
    const { text, say } = this;
    const { createDifferences } = await loaded(import("./differences.js"), text);
    return createDifferences({
      chips: document.querySelector("[data-difference-chips]"),
      rows: /** @type {HTMLElement} */ (document.querySelector("[data-differences-told]")),
      views: this.halves.map((half) => half.view),
      names: this.halves.map(({ name }) => name),
      text,
      say,
      onChoose: () => this.#chosen(),
    });
  }

  /** Whether there are two halves, to run or to look at. */
  get isWhole() {
    return this.halves.length === 2;
  }

  /** @param {HTMLFormElement} form */
  #wire(form) {
    form.addEventListener("submit", (event) => {
      if (event.submitter !== this.run) return;
      event.preventDefault();
      this.turns.take(() => this.#runBoth());
    });
    this.stop?.removeAttribute("disabled");
    this.stop?.addEventListener("click", () => {
      if (this.turns.drop()) this.complaint.clear();
      this.#stop?.();
    });
    this.#available(false);
  }

  /** chosen keeps the list of differences open while one is shown on the timelines. */
  #chosen() {
    this.dock.show("differences");
    if (this.dock.isNarrow) this.dock.show("timeline");
    this.#choosing = true;
    queueMicrotask(() => (this.#choosing = false));
  }

  /** @param {boolean} on */
  #running(on) {
    if (on) this.complaint.clear();
    else this.expected?.then((expected) => expected?.free());
    this.#stop = null;
    this.#available(on);
  }

  /** @param {boolean} on whether runs go on */
  #available(on) {
    if (this.run) unavailable(this.run, on);
    if (this.stop) unavailable(this.stop, !on);
  }

  /** opened draws what the address names, or runs what a click has asked for. */
  opened() {
    if (!this.isWhole) return;
    const soon = isSoon(location.search, sessionStorage);
    this.turns.take(() => (soon ? this.#runBoth() : this.#openKept()));
  }

  /** Runs that are kept are drawn; nothing is started. */
  async #openKept() {
    const kept = this.halves.filter(({ run }) => run);
    if (kept.length > 0 && this.dock.isNarrow) this.dock.show("timeline");
    await Promise.all(kept.map((half) => this.#follow(half, [])));
    await this.#compare();
  }

  /** runBoth makes the runs one after the other: they must not disturb each other. */
  async #runBoth() {
    let stopped = false;
    const due = this.halves.filter(({ order }) => order);
    for (const half of due) half.section.toggleAttribute("data-due", true);
    this.#found = [];
    (await this.expected)?.start();
    (await this.differences)?.show([]);
    this.dock.show("differences");
    if (this.dock.isNarrow) this.dock.show("timeline");
    for (const half of due) {
      if (stopped) break;
      const { id, feed, first } = await startRun(/** @type {Order} */ (half.order));
      Object.assign(half, { run: id, feed });
      rememberRecent(id, half.title);
      this.#remember(half.letter === due[0].letter);
      await this.#follow(half, first, () => (stopped = true));
    }
    for (const half of due) half.section.removeAttribute("data-due");
    if (!stopped) await this.#compare();
  }

  /**
   * remember has the address name the runs that were made.
   * @param {boolean} isFirst whether the other one is still to be made
   */
  #remember(isFirst) {
    const made = this.halves.filter(({ order }) => order);
    const ids = made.map(({ letter, run }, n) => [letter, isFirst && n > 0 ? "" : run]);
    history.replaceState(history.state, "", withRan(location.href, Object.fromEntries(ids)));
  }

  /**
   * @param {Half} half
   * @param {readonly import("../../net/feed.js").Message[]} first messages of its feed, that are there
   * @param {() => void} [onStop]
   */
  async #follow(half, first, onStop) {
    const { letter, run, section, view, feed } = half;
    this.#stop = () => {
      onStop?.();
      stopRun(run).catch((error) => this.complaint.failed(error));
    };
    const page = document.querySelector(`[data-half-run="${letter}"]`);
    if (page instanceof HTMLAnchorElement) {
      page.href = at(`/runs/${encodeURIComponent(run)}`);
      page.hidden = false;
    }
    await view.follow({ feed, first }, () => {
      section.removeAttribute("data-due");
      this.toolbar?.ready();
    });
  }

  /** compare lists the differences, once both runs are there. */
  async #compare() {
    const [a, b] = this.halves.map(({ run, view }) => (view.trace?.ended ? run : ""));
    if (!a || !b) return;
    const { differences, held } = await compareRuns(a, b);
    this.#found = differences;
    this.#replays ??= this.#replay();
    (await this.expected)?.judge({ differences, held });
    (await this.differences)?.show(differences);
    this.dock.count("differences", differences.filter(isReal).length);
    if (this.empty instanceof HTMLElement) this.empty.hidden = true;
    this.say(spoken(differences, this.text("compare.done", differences.filter(isReal).length)));
  }
}

/** @param {{ kind: string }} difference */
const isReal = ({ kind }) => kind !== "diff-same";

/**
 * comparePage brings the comparison to life.
 * @param {Text} text
 * @param {(sentence: string) => void} say
 */
export function comparePage(text, say) {
  const form = /** @type {HTMLFormElement} */ (document.getElementById("compare"));
  createPanes(text, say);
  wireForm(form);
  restorePlace();
  new Comparison(form, text, say).opened();
}
