// Repeat: the same experiment many times, how often each outcome came, and
// any single one of the runs on the timeline.

import { repeatRuns, stopRepeat } from "../../net/api.js";
import { unavailable } from "../element.js";
import { Picks } from "./picks.js";
import { progressText } from "./progress.js";
import { createRows } from "./rows.js";
import { at } from "../../net/base.js";

/** @typedef {import("../text.js").Text} Text */
/** @typedef {import("../../net/api.js").Repeated} Repeated */
/** @typedef {import("../../net/api.js").RepeatTable} RepeatTable */

/**
 * Desk is what a repeat needs of the page.
 * @typedef {object} Desk
 * @property {Text} text
 * @property {(sentence: string) => void} say for screen readers
 * @property {(run: string) => boolean} show draws a run on the timeline; false when that cannot be now
 * @property {(answers: boolean[][]) => void} onAnswers
 */

class Repeat {
  /** The runs of the repeat that is shown. */
  #picks = new Picks();
  /** @type {RepeatTable | null} */
  #table = null;
  #n = 0;
  #done = 0;
  #began = 0;
  #ended = "";
  #gone = 0;
  /** @type {boolean[][]} */
  #answers = [];
  #frame = 0;

  /**
   * @param {HTMLElement} card
   * @param {Desk} desk
   */
  constructor(card, desk) {
    this.card = card;
    this.desk = desk;
    /** @param {string} name */
    const part = (name) => /** @type {HTMLElement} */ (card.querySelector(`[data-repeat-${name}]`));
    this.progress = part("progress");
    this.bar = /** @type {HTMLProgressElement} */ (this.progress.querySelector("progress"));
    this.far = /** @type {HTMLElement} */ (this.progress.querySelector("span"));
    this.summary = part("summary");
    this.stale = part("stale");
    this.table = part("table");
    this.notes = part("notes");
    this.pick = part("pick");
    this.which = part("which");
    this.before = part("before");
    this.after = part("after");
    this.page = /** @type {HTMLAnchorElement} */ (part("page"));
    this.rows = createRows(part("list"), desk.text, (group) => this.#look(group));
    this.bar.setAttribute("aria-label", desk.text("repeat.bar"));
    this.stale.textContent = desk.text("repeat.stale");
    this.before.textContent = `◀ ${desk.text("repeat.before")}`;
    this.after.textContent = `${desk.text("repeat.after")} ▶`;
    this.page.textContent = desk.text("repeat.page");
    this.before.addEventListener("click", () => this.#step(-1));
    this.after.addEventListener("click", () => this.#step(1));
  }

  /**
   * run repeats until n runs are there, or the stop that it hands out is used.
   * @param {(import("../../net/api.js").Order & { n: number }) | FormData} order
   * @param {number} n how many runs that asks for
   * @param {(stop: () => void) => void} stoppable
   */
  async run(order, n, stoppable) {
    const abort = new AbortController();
    let stop = () => abort.abort();
    let begun = false;
    const leave = () => abort.abort(); // a page that is kept for the way back would go on
    addEventListener("pagehide", leave);
    stoppable(() => stop());
    const handlers = {
      onBegun: (/** @type {string} */ id) => {
        stop = () => void stopRepeat(id).catch(() => abort.abort());
        begun = true;
        this.#begin(n); // what was repeated before stays until then
      },
      onRun: (/** @type {Repeated} */ run) => this.#count(run),
      onTable: (/** @type {RepeatTable} */ table, /** @type {number} */ gone, ended = "") => {
        this.#table = table;
        this.#gone = gone;
        this.#ended = ended;
        this.#changed();
      },
    };
    try {
      await repeatRuns(order, handlers, abort.signal);
      if (begun) this.#ended ||= "lost";
    } catch (error) {
      if (begun) this.#ended ||= abort.signal.aborted ? "stopped" : "lost";
      if (!abort.signal.aborted) throw error;
    } finally {
      removeEventListener("pagehide", leave);
      if (begun) {
        this.#draw();
        this.desk.say(this.#said());
      }
    }
  }

  /** @param {number} n */
  #begin(n) {
    this.#picks = new Picks();
    this.#table = null;
    this.#n = n;
    this.#done = 0;
    this.#gone = 0;
    this.#began = performance.now();
    this.#ended = "";
    this.#answers = [];
    this.rows.clear();
    this.bar.max = n;
    this.stale.hidden = true;
    this.card.hidden = false;
    this.#draw();
  }

  /** @param {Repeated} run */
  #count(run) {
    this.#picks.add(run);
    this.#done = run.n;
    if (run.answers) this.#answers.push(run.answers);
    this.#changed();
  }

  #changed() {
    this.#frame ||= requestAnimationFrame(() => this.#draw());
  }

  #draw() {
    cancelAnimationFrame(this.#frame);
    this.#frame = 0;
    const { text } = this.desk;
    this.bar.value = this.#done;
    this.far.textContent = progressText(text, this.#done, this.#n, performance.now() - this.#began);
    this.progress.hidden = this.#ended !== "";
    this.summary.hidden = this.#ended === "";
    this.summary.textContent = this.#summary();
    this.#drawTable();
    this.#drawPick();
    this.desk.onAnswers(this.#answers);
  }

  #drawTable() {
    const table = this.#table;
    this.table.hidden = !table || table.groups.length === 0;
    if (!table) return this.notes.replaceChildren();
    this.#picks.forget(this.#gone);
    this.rows.draw(table.groups);
    const notes = this.#gone > 0 ? [this.desk.text("repeat.gone", this.#gone), ...table.notes] : table.notes;
    if (notes.join("\n") === [...this.notes.children].map((li) => li.textContent).join("\n")) return;
    this.notes.replaceChildren(
      ...notes.map((note) => Object.assign(document.createElement("li"), { textContent: note })),
    );
  }

  #drawPick() {
    const { picked, place } = this.#picks;
    this.rows.mark(picked?.group ?? null, (group) => this.#picks.kept(group).length > 0);
    this.pick.hidden = !picked;
    if (!picked) return;
    this.which.textContent = this.desk.text("repeat.which", place.at, place.of, picked.n);
    this.page.href = at(`/runs/${encodeURIComponent(picked.run)}`);
    const runs = this.#picks.kept(picked.group);
    const index = runs.indexOf(picked);
    unavailable(this.before, index <= 0);
    unavailable(this.after, index < 0 || index === runs.length - 1);
  }

  /** @param {number} group */
  #look(group) {
    const was = this.#picks.picked;
    if (was?.group === group) this.#show();
    else if (this.#picks.pick(group) && !this.#show()) this.#picks.picked = was;
  }

  /** @param {number} by */
  #step(by) {
    const was = this.#picks.picked;
    if (this.#picks.step(by) && !this.#show()) this.#picks.picked = was;
  }

  /** show draws the picked run on the timeline, if the page can now. */
  #show() {
    const { picked } = this.#picks;
    if (!picked || !this.desk.show(picked.run)) return false;
    this.#drawPick();
    this.desk.say(this.which.textContent ?? "");
    return true;
  }

  /** left tells that the timeline shows another run now. */
  left() {
    this.#picks.picked = null;
    this.#drawPick();
  }

  /**
   * changed reports whether what the page would run now is not what was repeated.
   * @param {boolean} yes
   */
  programChanged(yes) {
    this.stale.hidden = !yes;
  }

  /** summary says how the repeat ended; nothing while it goes on. */
  #summary() {
    const { text } = this.desk;
    const outcomes = this.#table?.outcomes ?? 0;
    if (this.#ended === "") return "";
    if (this.#ended === "done") return text("repeat.done", this.#n, outcomes);
    const stopped = text("repeat.stopped", this.#done, this.#n, outcomes);
    return this.#ended === "lost" ? `${stopped} ${text("repeat.lost")}` : stopped;
  }

  /** said is the summary for screen readers, with the most frequent outcome. */
  #said() {
    const [first] = this.#table?.groups ?? [];
    if (!first) return this.#summary();
    const words = this.desk.text("repeat.first", first.runs, first.percent, first.outcome);
    return `${this.#summary()} ${words}`;
  }
}

/**
 * createRepeat takes over the card of repeats.
 * @param {ParentNode} root
 * @param {Desk} desk
 */
export function createRepeat(root, desk) {
  return new Repeat(/** @type {HTMLElement} */ (root.querySelector("[data-repeat]")), desk);
}
