// The run before the one that is shown, in place: in the dock, on the axis of the
// timeline above it, and how the two differ.

import { compareRuns, feedOf } from "../../net/api.js";
import { element } from "../element.js";
import { loaded, sheet } from "../later.js";
import { runOf } from "../run/address.js";
import { createRunView } from "../run/view.js";
import { linkViews } from "../timeline/link.js";
import { runBefore } from "./chain.js";
import { at } from "../../net/base.js";

/** @typedef {import("../text.js").Text} Text */
/** @typedef {import("../../model/trace.js").Trace} Trace */
/** @typedef {import("../dock/dock.js").Dock} Dock */
/** @typedef {ReturnType<typeof createRunView>} RunView */

/** What the tab is called, and in the address the run that is open in it. */
const name = "before";

/** @typedef {{ root: HTMLElement, dock: Dock, view: RunView, text: Text, say: (sentence: string) => void }} Seat */

class Before {
  /** @type {Trace | null} */
  #trace = null;
  /** The run before the one that is shown. */
  #before = "";
  /** The run before the first one, where the address names it. */
  #asked = "";
  /** What the panel shows: both ids. */
  #shown = "";
  /** @type {(() => void) | null} */
  #unlink = null;
  /** Whether the next run is to be compared at once. */
  #wanted = false;
  /** @type {{ view: RunView, differences: ReturnType<typeof import("./differences.js").createDifferences> } | null} */
  #made = null;

  /** @param {Seat} seat */
  constructor(seat) {
    this.seat = seat;
    this.#asked = runOf(location.search, name);
    this.#wanted = this.#asked !== "";
    seat.dock.onShow(() => this.#look());
    this.#offerInNote();
  }

  /** @param {Trace} trace */
  show(trace) {
    this.#trace = trace;
    this.#before = "";
    if (!this.#asked) address("");
    this.#apart();
    this.#wanted ||= this.seat.dock.isShown(name);
    this.seat.dock.offer(name, false);
    this.changed();
  }

  changed() {
    const trace = this.#trace;
    if (!trace?.ended || this.#before) return;
    const known = runBefore(trace.hello);
    this.#before = this.#asked || known;
    this.#asked = "";
    this.seat.dock.offer(name, this.#before !== "");
    if (this.#wanted && this.#before) this.seat.dock.show(name);
    this.#wanted = false;
    this.#look();
  }

  select() {}

  /** offerInNote has the note of an edit run what was changed, and compare it. */
  #offerInNote() {
    const { view, text } = this.seat;
    const run = document.querySelector("[data-run]");
    if (!(run instanceof HTMLButtonElement) || !run.form) return;
    const button = element("button", { type: "button", class: "quiet", "data-run-compare": "" }, text("before.run")); // prettier-ignore
    button.addEventListener("click", () => {
      this.#wanted = true;
      run.form?.requestSubmit(run);
    });
    view.staleNote.append(" ", button);
  }

  #apart() {
    this.#unlink?.();
    this.#unlink = null;
  }

  /** look shows the run before while its panel is open. */
  #look() {
    const { dock, view } = this.seat;
    const shown = dock.isShown(name) ? this.#before : "";
    if (this.#trace?.ended) address(shown);
    if (!shown) return this.#apart();
    const both = `${this.#before} ${this.#trace?.hello.run}`;
    if (this.#shown !== both) {
      this.#shown = both;
      this.#open(both).catch((error) => this.#failed(error));
    } else if (this.#made && !this.#unlink) this.#together(this.#made.view, view);
  }

  /**
   * together puts both on one axis, as the run that is shown is looked at.
   * @param {RunView} own
   * @param {RunView} main
   */
  #together(own, main) {
    this.#unlink = linkViews(main.timeline, own.timeline);
    if (main.timeline.link) main.timeline.link.isModeOpen = false;
    main.timeline.link?.share(main.timeline, main.timeline.viewport.view);
  }

  /** @param {string} both */
  async #open(both) {
    const { view, differences } = (this.#made ??= await this.#make());
    const before = this.#before;
    differences.show([]);
    this.#link(before);
    this.#apart();
    this.#together(view, this.seat.view);
    const ending = await view.follow({ feed: feedOf(before) });
    if (!ending || this.#shown !== both) return;
    const found = await compareRuns(before, this.#trace?.hello.run ?? "");
    if (this.#shown !== both) return;
    differences.show(found.differences);
    this.#tell(found.differences[0]?.text ?? "");
  }

  /** link leads to both runs on the page of comparisons. @param {string} before */
  #link(before) {
    const query = new URLSearchParams({ a: before, b: this.#trace?.hello.run ?? "" });
    this.seat.root.querySelector("[data-before-page]")?.setAttribute("href", at(`/compare?${query}`));
  }

  async #make() {
    const { root, text, say, view: main } = this.seat;
    const parts = Promise.all([import("./differences.js"), sheet(name)]);
    const [{ createDifferences }] = await loaded(parts, text);
    const section = /** @type {HTMLElement} */ (root.querySelector("[data-before-stage]"));
    const view = createRunView({ section, text, told: element("div", {}) });
    const differences = createDifferences({
      chips: root.querySelector("[data-before-chips]"),
      rows: null,
      views: [view, main],
      names: [text("before.name"), text("before.now")],
      text,
      say,
      onChoose: ({ text: sentence }) => this.#tell(sentence),
    });
    return { view, differences };
  }

  /** @param {string} sentence */
  #tell(sentence) {
    const said = this.seat.root.querySelector("[data-before-said]");
    if (said) said.textContent = sentence;
  }

  /** @param {unknown} error */
  #failed(error) {
    this.#shown = "";
    this.#tell(error instanceof Error ? error.message : this.seat.text("run.failed"));
  }
}

/**
 * address names in the page's address the run before that is shown, empty for none.
 * @param {string} run
 */
function address(run) {
  const url = new URL(location.href);
  if (run) url.searchParams.set(name, run);
  else url.searchParams.delete(name);
  if (url.href !== location.href) history.replaceState(history.state, "", url.href);
}

/**
 * createBefore offers the run before in the page's dock; null where it has no tab for it.
 * @param {{ dock: Dock, view: RunView, text: Text, say: (sentence: string) => void }} options
 */
export function createBefore(options) {
  const root = document.querySelector(`[data-panel="${name}"]`);
  return root instanceof HTMLElement ? new Before({ ...options, root }) : null;
}
