// Run, Stop and Repeat: starts what the page orders and follows it to its end.

import { spoken } from "../../a11y/live.js";
import { ApiError, startRun, stopRun } from "../../net/api.js";
import { createComplaint } from "../complaint.js";
import { unavailable } from "../element.js";
import { loaded } from "../later.js";
import { createChoice } from "../repeat/choice.js";

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
 * @property {() => void} onStart
 * @property {(ending: Ending) => void} onEnd
 * @property {() => void} [onLost] the run goes on or is gone, and its end is not to be had
 * @property {(problem: import("../../net/api.js").Problem) => boolean} onProblem whether it was shown where it belongs
 * @property {(answers: boolean[][]) => void} onRepeats
 * @property {{ view: RunView, order: Order } | null} compare
 */

class Runner {
  /** The run or repeat that Stop would end. @type {(() => void) | null} */
  #stop = null;
  #busyNow = false;
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
    const repeat = () => this.#busy(() => this.#repeatAll());
    this.choice = createChoice(form, repeat);
    for (const button of [this.run, this.stop, this.repeat]) button.disabled = false;
    this.#running(false);
    form.addEventListener("submit", (event) => {
      if (event.submitter?.hasAttribute("formaction")) return; // it leads to another page
      event.preventDefault();
      this.#busy(() => this.#runAll());
    });
    this.stop.addEventListener("click", () => {
      this.#stopSoon = this.#busyNow && !this.#stop;
      this.#stop?.();
    });
    this.repeat.addEventListener("click", repeat);
    for (const type of ["input", "change", "reset"]) {
      form.addEventListener(type, () => this.#repeats?.programChanged(this.#changedSince()));
    }
  }

  /**
   * busy does one thing at a time, and says what went wrong with it.
   * @param {() => Promise<void>} act
   */
  async #busy(act) {
    if (this.#busyNow) return;
    this.#running(true);
    this.complaint.clear();
    try {
      await act();
    } catch (error) {
      this.#failed(error);
    } finally {
      this.#stop = null;
      this.#stopSoon = false;
      this.#live = false;
      this.#running(false);
    }
  }

  /**
   * running says which buttons do something now. None of them is disabled: a
   * disabled button would lose the keyboard's focus.
   * @param {boolean} on
   */
  #running(on) {
    this.#busyNow = on;
    unavailable(this.run, on);
    unavailable(this.repeat, on);
    unavailable(this.stop, !on);
    this.desk.form.toggleAttribute("data-running", on);
  }

  async #runAll() {
    this.#live = true;
    this.#repeats?.left();
    const { desk } = this;
    let stopped = false;
    const onStop = () => (stopped = true);
    const ending = await this.#runOne(desk.view, desk.order(), desk.onStart, onStop);
    if (!ending) desk.onLost?.();
    else {
      desk.onEnd(ending);
      const reason = desk.text(`end.${ending.end.reason}`);
      desk.say(spoken(ending.sentences, desk.text("run.ended", reason, desk.view.trace?.length ?? 0)));
    }
    if (desk.compare && !stopped) await this.#runOne(desk.compare.view, desk.compare.order, () => {}, onStop);
  }

  /**
   * @param {RunView} view
   * @param {Order} order
   * @param {() => void} onStart
   * @param {() => void} onStop
   */
  async #runOne(view, order, onStart, onStop) {
    const { desk } = this;
    const { id, feed } = await startRun(order);
    this.#stoppable(() => {
      onStop();
      stopRun(id).catch((error) => this.#failed(error));
    });
    onStart();
    if (view === desk.view) desk.toolbar.exports(id, desk.name);
    return view.follow(feed, () => view === desk.view && desk.toolbar.ready());
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
    const { createRepeat } = await loaded(import("../repeat/repeat.js"), this.desk.text);
    const { text, say, onRepeats } = this.desk;
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
    await repeats.run(order, n, (stop) => this.#stoppable(stop));
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
    desk.view.follow(`/api/runs/${encodeURIComponent(run)}/feed`, () => desk.toolbar.ready());
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
