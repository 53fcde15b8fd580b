// Run, Stop and Repeat: starts what the page orders and follows it to its end.

import { spoken } from "../../a11y/live.js";
import { sameOrder } from "../../model/order.js";
import { ApiError, feedOf, startRun, stopRun } from "../../net/api.js";
import { createComplaint } from "../complaint.js";
import { unavailable } from "../element.js";
import { loaded, sheet } from "../later.js";
import { Turns } from "../turns.js";
import { createChoice } from "../repeat/choice.js";
import { runOf, shownOf, withRun } from "./address.js";
import { at } from "../../net/base.js";

/** @typedef {import("../text.js").Text} Text */
/** @typedef {import("../../net/api.js").Order} Order */
/** @typedef {import("./view.js").Ending} Ending */
/** @typedef {ReturnType<typeof import("./view.js").createRunView>} RunView */

/**
 * Desk is the page that orders runs.
 * @typedef {object} Desk
 * @property {HTMLFormElement} form
 * @property {RunView} view
 * @property {ReturnType<typeof import("./toolbar.js").createToolbar>} toolbar
 * @property {Text} text
 * @property {(sentence: string) => void} say
 * @property {string} name of what runs, for file names
 * @property {() => Order} order
 * @property {<T extends Order>(order: T) => T | FormData} [carry] puts the files of the page to an order
 * @property {() => void} onStart
 * @property {(ending: Ending, restored: boolean) => void} onEnd
 * @property {(stale: boolean) => void} [onStale] whether the page would run something else now than is shown
 * @property {() => void} [onLost] the run goes on or is gone, and its end is not to be had
 * @property {(problem: import("../../net/api.js").Problem) => boolean} onProblem whether it was shown where it belongs
 * @property {(answers: boolean[][]) => void} onRepeats
 * @property {{ view: RunView, order: Order } | null} compare
 * @property {import("../dock/dock.js").Dock} dock
 */

class Runner {
  /** The run or repeat that Stop would end. @type {(() => void) | null} */
  #stop = null;
  /** Whether Stop was pressed before there was anything to stop. */
  #stopSoon = false;
  /** Whether a run that was started here is drawn as it happens. */
  #live = false;
  /** The card of repeats, once it was used. @type {ReturnType<typeof import("../repeat/repeat.js").createRepeat> | null} */
  #repeats = null;
  /** What was repeated last, as JSON. */
  #repeated = "";

  /** @param {Desk} desk */
  constructor(desk) {
    this.desk = desk;
    const { form } = desk;
    this.run = /** @type {HTMLButtonElement} */ (form.querySelector("[data-run]"));
    this.stop = /** @type {HTMLButtonElement} */ (form.querySelector("[data-stop]"));
    this.repeat = /** @type {HTMLButtonElement} */ (form.querySelector("[data-repeat-run]"));
    this.complaint = createComplaint(document.querySelector("[data-error]"), desk.text);
    this.turns = new Turns({
      running: (on) => this.#running(on),
      waits: () => this.complaint.waits(),
      failed: (error) => this.#failed(error),
    });
    const repeat = () => this.turns.take(() => this.#repeatAll());
    this.choice = createChoice(form);
    for (const button of [this.run, this.stop, this.repeat]) button.disabled = false;
    this.#available(false);
    form.addEventListener("submit", (event) => {
      if (event.submitter?.hasAttribute("formaction")) return; // it leads to another page
      event.preventDefault();
      if (this.choice.isActive) repeat();
      else this.turns.take(() => this.#runAll());
    });
    this.stop.addEventListener("click", () => {
      this.#stopSoon = this.turns.isGoing && !this.#stop;
      if (this.turns.drop()) this.complaint.clear();
      this.#stop?.();
    });
    this.repeat.addEventListener("click", repeat);
    for (const type of ["input", "change", "reset"]) {
      form.addEventListener(type, () => this.#edited());
    }
  }

  #edited() {
    this.#repeats?.programChanged(this.#changedSince());
    const { view, onStale } = this.desk;
    const order = view.trace?.hello.order;
    const stale = order !== undefined && !sameOrder(order, this.desk.order());
    if (view.markStale(stale)) onStale?.(stale);
  }

  /**
   * restore shows the run that the page's address names, one that goes on too.
   * @param {string} id
   */
  restore(id) {
    return this.turns.take(async () => {
      this.#live = true;
      const { desk } = this;
      desk.view.want(shownOf(location.search));
      const ending = await this.#follow(desk.view, { id, feed: feedOf(id) }, desk.onStart, () => {});
      if (this.#isElsewhere(id)) return;
      this.#ended(ending, true);
      if (!desk.view.trace) history.replaceState(history.state, "", withRun(location.href, ""));
      await this.#restoreBeside(runOf(location.search, "beside"));
    });
  }

  /**
   * restoreBeside shows what was run beside the page's run.
   * @param {string} id
   */
  async #restoreBeside(id) {
    const { compare } = this.desk;
    if (!compare || !id) return;
    await this.#follow(compare.view, { id, feed: feedOf(id) }, () => {}, () => {}); // prettier-ignore
    const order = compare.view.trace?.hello.order;
    if (order && !sameOrder(order, compare.order)) {
      this.#beside("");
      location.reload();
    }
  }

  /** beside has the address name what was run beside the page's run. @param {string} id */
  #beside(id) {
    const run = this.desk.view.trace?.hello.run ?? ""; // the address may not have it yet
    history.replaceState(history.state, "", withRun(location.href, run, id));
  }

  /** @param {boolean} on whether a run or a repeat begins, or has ended */
  #running(on) {
    if (on) this.complaint.clear();
    this.#stop = null;
    this.#stopSoon = false;
    this.#live = false;
    this.#available(on);
  }

  /**
   * available says which buttons do something at once. None of them is disabled: a
   * disabled button would lose the keyboard's focus, and what is asked for while a run
   * goes on is done after it.
   * @param {boolean} on whether a run goes on
   */
  #available(on) {
    unavailable(this.run, on);
    unavailable(this.repeat, on);
    unavailable(this.stop, !on);
    this.desk.form.toggleAttribute("data-running", on);
  }

  async #runAll() {
    this.#live = true;
    this.#repeats?.left();
    const { desk } = this;
    desk.view.want(shownOf(""));
    let stopped = false;
    const onStop = () => (stopped = true);
    const ending = await this.#runOne(desk.view, desk.order(), desk.onStart, onStop);
    this.#ended(ending, false);
    if (desk.compare && !stopped) {
      await this.#runOne(desk.compare.view, desk.compare.order, (id) => this.#beside(id), onStop);
    }
  }

  /**
   * @param {Ending | null} ending
   * @param {boolean} restored
   */
  #ended(ending, restored) {
    const { desk } = this;
    if (!ending) return desk.onLost?.();
    desk.onEnd(ending, restored);
    this.#edited(); // what is edited while a run goes on is edited since
    const reason = desk.text(`end.${ending.end.reason}`);
    desk.say(spoken(ending.sentences, desk.text("run.ended", reason, desk.view.trace?.length ?? 0)));
  }

  /**
   * @param {RunView} view
   * @param {Order} order
   * @param {(id: string) => void} onStart
   * @param {() => void} onStop
   */
  async #runOne(view, order, onStart, onStop) {
    const { desk } = this;
    return this.#follow(view, await startRun(desk.carry?.(order) ?? order), onStart, onStop);
  }

  /**
   * follow shows a run that was started, until its end.
   * @param {RunView} view
   * @param {{ id: string } & import("../../net/feed.js").Source} run
   * @param {(id: string) => void} onStart
   * @param {() => void} onStop
   */
  #follow(view, run, onStart, onStop) {
    const { desk } = this;
    const { id } = run;
    this.#stoppable(() => {
      onStop();
      stopRun(id).catch((error) => this.#failed(error));
    });
    onStart(id);
    if (view === desk.view) desk.toolbar.exports(id, desk.name);
    return view.follow(run, () => view === desk.view && desk.toolbar.ready());
  }

  /**
   * isElsewhere leads to a run's own page if it is not a run of what is on this one.
   * @param {string} id
   */
  #isElsewhere(id) {
    const { desk } = this;
    const order = /** @type {{ experiment?: string } | undefined} */ (desk.view.trace?.hello.order);
    const own = /** @type {{ experiment?: string }} */ (desk.order());
    if (!order || (order.experiment ?? "") === (own.experiment ?? "")) return false;
    location.replace(at(`/runs/${encodeURIComponent(id)}`));
    return true;
  }

  /**
   * stoppable lets Stop do something, at once if it was pressed before.
   * @param {() => void} stop
   */
  #stoppable(stop) {
    this.#stop = stop;
    if (this.#stopSoon) stop();
    this.#stopSoon = false;
  }

  /** repeatCard loads the card of repeats when it is first used. */
  async #repeatCard() {
    const { text, say, onRepeats } = this.desk;
    const parts = Promise.all([import("../repeat/repeat.js"), sheet("repeat")]);
    const [{ createRepeat }] = await loaded(parts, text);
    const show = (/** @type {string} */ run) => this.#show(run);
    this.#repeats ??= createRepeat(document, { text, say, show, onAnswers: onRepeats });
    return this.#repeats;
  }

  async #repeatAll() {
    const { n } = this.choice;
    if (n === null) return this.complaint.say(this.desk.text("repeat.number", this.choice.most));
    const order = this.desk.order();
    this.#repeated = JSON.stringify(order);
    const repeats = await this.#repeatCard();
    this.desk.dock.offer("repeat", true);
    this.desk.dock.show("repeat");
    const asked = { ...order, n };
    await repeats.run(this.desk.carry?.(asked) ?? asked, n, (stop) => this.#stoppable(stop));
  }

  /** Whether the page would run something else now than was repeated. */
  #changedSince() {
    return this.#repeated !== "" && this.#repeated !== JSON.stringify(this.desk.order());
  }

  /**
   * show draws a run that was made before; not while one is drawn as it happens.
   * @param {string} run
   */
  #show(run) {
    const { desk } = this;
    if (this.#live) {
      this.complaint.say(desk.text("repeat.busy"));
      return false;
    }
    desk.toolbar.exports(run, desk.name);
    desk.view.follow({ feed: feedOf(run) }, () => desk.toolbar.ready());
    return true;
  }

  /** @param {unknown} error */
  #failed(error) {
    if (error instanceof ApiError && this.desk.onProblem(error.problem)) return;
    this.complaint.failed(error);
  }
}

/** @param {Desk} desk */
export function createRunner(desk) {
  return new Runner(desk);
}
