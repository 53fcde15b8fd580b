// Shows a run again: plays it, steps through it forwards and back, goes to any
// moment of it. What a moment shows is said in model/past/trace.js. The moment
// itself is kept by the view; here is only how it moves.

import { spokenEvent } from "../../a11y/spoken.js";
import { createLive } from "../../a11y/live.js";
import { eventTarget } from "../../model/target.js";
import { formatNs } from "../../scale/ticks.js";
import { played, reachOf, speeds } from "./pace.js";
import { chartAt } from "../../layout/past.js";
import { Ask, pauseNs, pauseOf } from "./pause.js";
import { after, at, before } from "./stops.js";

export { Said } from "./said.js";

/** @typedef {import("../text.js").Text} Text */
/** @typedef {import("../run/view.js").RunView} RunView */

/** Into how many parts the slider's way is cut. */
const notches = 1000;

/** Clock calls back for each frame. @typedef {{ request: (frame: (ms: number) => void) => number, cancel: (id: number) => void, now: () => number }} Clock */

/** @type {Clock} */
const browserClock = {
  request: (frame) => requestAnimationFrame(frame),
  cancel: (id) => cancelAnimationFrame(id),
  now: () => performance.now(),
};

/**
 * Replay is the Player of a timeline.
 * @typedef {import("../timeline/moments.js").Player} Player
 */
export class Replay {
  /** The frame that is asked for while it plays. */
  #frame = 0;
  #lastMs = 0;
  /** The moment that playing has come to; with reduced motion what is shown lags behind it. */
  #playedNs = 0;
  #speed = 0;
  /** The question, and the moment that it was asked at last. @type {Ask | null} */
  #question = null;
  /** @type {number | null} */
  #askedNs = null;

  /**
   * @param {{ mount: HTMLElement, view: RunView, text: Text, say: import("../../a11y/live.js").Say, pause?: import("./pause.js").Pause | null, clock?: Clock, reduced?: () => boolean }} options
   */
  constructor({ mount, view, text, say, pause = null, clock = browserClock, reduced = prefersReduced }) {
    this.mount = mount;
    this.view = view;
    this.text = text;
    this.clock = clock;
    this.reduced = reduced;
    this.say = say;
    this.button = /** @type {HTMLButtonElement} */ (mount.querySelector("[data-play]"));
    this.bar = /** @type {HTMLElement} */ (mount.querySelector("[data-replay-bar]"));
    this.state = /** @type {HTMLElement} */ (mount.querySelector("[data-replay-state]"));
    this.slider = /** @type {HTMLInputElement} */ (mount.querySelector("[data-replay-slider]"));
    this.slider.max = String(notches);
    this.pause = pause;
    if (pause) {
      this.#question = new Ask({
        pause,
        text,
        say,
        answers: () => view.asks?.answers ?? null,
        goOn: () => this.toggle(),
      });
      view.root.after(this.#question.box);
    }
    view.root.after(this.bar); // below: what is pointed at stays where it is
    view.timeline.moments.player = this;
    this.#wire();
  }

  #wire() {
    const on = (/** @type {string} */ selector, /** @type {() => void} */ act) =>
      this.mount.querySelector(selector)?.addEventListener("click", act);
    on("[data-play]", () => this.toggle());
    on('[data-step-to="first"]', () => this.first());
    on('[data-step-to="back"]', () => this.step(-1));
    on('[data-step-to="forward"]', () => this.step(1));
    this.bar.querySelector("[data-replay-leave]")?.addEventListener("click", () => this.leave());
    this.slider.addEventListener("input", () => this.#slide());
    const select = this.bar.querySelector("[data-speed]");
    select?.addEventListener("change", (event) => {
      if (event.target instanceof HTMLSelectElement) this.#speed = speeds[Number(event.target.value)] ?? 0;
    });
  }

  get #chart() {
    const { chart } = this.view.timeline;
    return chart && chart.trace.length > 0 ? chart : null;
  }

  get isPlaying() {
    return this.#frame !== 0;
  }

  /** show is told of another run. */
  show() {
    this.#halt();
    this.#draw(null);
  }

  select() {}

  /**
   * at is told of the moment that is shown.
   * @param {number | null} atNs
   */
  at(atNs) {
    if (atNs === null) this.#halt();
    this.#draw(atNs);
  }

  changed() {
    this.#draw(this.view.atNs);
  }

  /**
   * @param {import("../../layout/chart.js").Chart} whole
   * @param {number} atNs
   */
  chartAt(whole, atNs) {
    return chartAt(whole, atNs);
  }

  toggle() {
    if (!this.#chart) return false;
    if (this.isPlaying) this.#pause();
    else this.#play();
    return true;
  }

  first() {
    const stop = this.#chart && after(this.#chart, -1);
    return stop ? this.#stopAt(stop) : false;
  }

  /**
   * step goes so many events on, or back. Behind the last event is the end of the
   * run, and behind that all of it.
   * @param {number} by
   */
  step(by) {
    const chart = this.#chart;
    if (!chart) return false;
    this.#halt();
    const way = by > 0 ? after : before;
    let from = this.view.atNs ?? (by > 0 ? -1 : Infinity);
    /** @type {import("./stops.js").Stop | null} */
    let stop = null;
    for (let n = Math.abs(by); n > 0; n--) {
      const next = way(chart, from);
      if (!next) break;
      [stop, from] = [next, next.ns];
    }
    if (stop) return this.#stopAt(stop);
    return by > 0 ? this.leave() : this.#to(0, this.text("replay.begin"));
  }

  /** @param {number} ns */
  scrub(ns) {
    const chart = this.#chart;
    if (!chart) return false;
    this.#halt();
    return this.#to(Math.round(Math.min(Math.max(0, ns), chart.trace.lastNs)));
  }

  leave() {
    if (this.view.atNs === null) return false;
    this.#halt();
    this.view.timeline.setMoment(null);
    this.say(this.text(this.#chart?.trace.ended ? "replay.left" : "replay.live"));
    return true;
  }

  #play() {
    const chart = this.#chart;
    if (!chart) return;
    const { atNs } = this.view;
    const from = atNs === null || atNs >= chart.trace.lastNs ? 0 : atNs;
    this.view.select(null);
    this.#to(from);
    this.#playedNs = from;
    this.#lastMs = this.clock.now();
    this.#ask();
    this.#drawButton();
    this.say(this.text("replay.playing"));
  }

  #pause() {
    this.#halt();
    const { atNs } = this.view;
    const stop = this.#chart && atNs !== null && at(this.#chart, atNs);
    if (stop) this.view.select(eventTarget(stop.i + 1));
    if (atNs !== null) this.say(this.text("replay.paused", formatNs(atNs)));
  }

  #halt() {
    if (this.#frame) this.clock.cancel(this.#frame);
    this.#frame = 0;
    this.#drawButton();
  }

  #ask() {
    this.#frame = this.clock.request((ms) => this.#advance(ms));
  }

  /** @param {number} nowMs */
  #advance(nowMs) {
    const chart = this.#chart;
    if (!chart) return this.#halt();
    const ms = Math.max(0, nowMs - this.#lastMs);
    this.#lastMs = nowMs;
    const before = this.#playedNs;
    this.#playedNs = Math.max(before, played(chart, before, ms, this.#speed));
    const asksNs = this.#asksNs;
    if (this.#question?.isJudged && asksNs !== null && before < asksNs && this.#playedNs >= asksNs)
      return this.#askAt(asksNs);
    if (this.#playedNs >= chart.trace.lastNs) return this.#over();
    const shown = this.reduced() ? (at(chart, this.#playedNs)?.ns ?? 0) : Math.floor(this.#playedNs);
    this.#ask();
    if (shown !== this.view.atNs) this.#to(shown);
  }

  /** The last moment before what the lesson asks about is known, null where it asks nothing of this run. */
  get #asksNs() {
    return this.pause && this.#chart && pauseNs(this.#chart, this.pause);
  }

  /** askAt stops before a result and asks for it; to play goes on. @param {number} ns */
  #askAt(ns) {
    this.#halt();
    this.#askedNs = ns;
    this.#to(ns);
    this.#question?.show();
  }

  /** What came out is not told at a moment before it. @param {number | null} atNs */
  #hideAnswers(atNs) {
    if (atNs !== this.#askedNs || this.isPlaying) this.#question?.hide();
    const asksNs = this.#asksNs;
    this.view.asks?.hide(atNs !== null && (asksNs === null || atNs <= asksNs));
  }

  /** over ends a replay: all of the run is shown, and where it goes on, it is live again. */
  #over() {
    this.#halt();
    this.view.timeline.setMoment(null);
    this.say(this.text(this.#chart?.trace.ended ? "replay.over" : "replay.live"));
  }

  /** @param {import("./stops.js").Stop} stop */
  #stopAt({ ns, i }) {
    this.#halt();
    this.view.timeline.setMoment(ns);
    this.view.select(eventTarget(i + 1));
    const known = this.view.timeline.known();
    if (known) this.say(spokenEvent(known.trace, i, this.text), true);
    return true;
  }

  /**
   * @param {number} ns
   * @param {string} [said]
   */
  #to(ns, said) {
    this.view.timeline.setMoment(ns);
    if (said) this.say(said, true);
    return true;
  }

  #slide() {
    const chart = this.#chart;
    if (!chart) return;
    const ns = chart.folded.nsAt((Number(this.slider.value) / notches) * reachOf(chart));
    this.scrub(ns);
  }

  /**
   * said tells a moment, and what had been known last then.
   * @param {number} atNs
   */
  #said(atNs) {
    const [chart, known] = [this.#chart, this.view.timeline.known()];
    const stop = chart && at(chart, atNs);
    return stop && known ? spokenEvent(known.trace, stop.i, this.text) : this.text("replay.begin");
  }

  #drawButton() {
    const does = this.isPlaying ? "pause" : "play";
    const picture = this.button.querySelector("use");
    const [file] = picture?.getAttribute("href")?.split("#") ?? [];
    picture?.setAttribute("href", `${file}#${does}`);
    this.button.setAttribute("aria-label", this.text(`replay.${does}`));
    this.button.title = this.text(`replay.${does}.tip`);
  }

  /** @param {number | null} atNs */
  #draw(atNs) {
    const chart = this.#chart;
    this.bar.hidden = atNs === null;
    this.#hideAnswers(atNs);
    this.view.section.toggleAttribute("data-replaying", atNs !== null);
    if (atNs === null || !chart) return;
    this.state.textContent = this.text("replay.at", formatNs(atNs));
    this.slider.setAttribute("aria-valuetext", this.#said(atNs));
    const place = chart.folded.atNs(atNs) / Math.max(1, reachOf(chart));
    if (document.activeElement !== this.slider || this.isPlaying)
      this.slider.value = String(Math.round(place * notches));
  }
}

/** Whether the reader wants things not to glide. */
const prefersReduced = () => matchMedia("(prefers-reduced-motion: reduce)").matches;

/**
 * createReplay takes over the buttons of a stage, where it has some.
 * @param {{ root: ParentNode, view: RunView, text: Text }} options
 */
export function createReplay({ root, view, text }) {
  const mount = root.querySelector("[data-replay]");
  if (!(mount instanceof HTMLElement)) return null;
  return new Replay({ mount, view, text, say: createLive(document.body), pause: pauseOf(document) });
}
