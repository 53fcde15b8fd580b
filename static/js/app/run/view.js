// One run on the page: its timeline, the sentences under it, and whatever else
// shows the same trace with the same selection.

import { Trace } from "../../model/trace.js";
import { Gone, openFeed } from "../../net/feed.js";
import { decode } from "../../net/wire.js";
import { createArriving } from "./arriving.js";
import { captureNote } from "./capturenote.js";
import { element } from "../element.js";
import { eventNear, nextStep, stepOrder } from "../timeline/steps.js";
import { createTimeline } from "../timeline/timeline.js";
import { whyLines } from "./why.js";

/** @typedef {import("../text.js").Text} Text */

/**
 * Part shows a trace beside the timeline.
 * @typedef {object} Part
 * @property {(trace: Trace) => void} show
 * @property {() => void} [changed]
 * @property {(seq: number | null) => void} select
 * @property {(number: number | null) => void} [selectSegment] comes after select(null)
 */

/** @typedef {{ kind: string, title: string, text: string, why?: string[], folded?: string, rest?: Told[] }} Told why: what it rests on, in lines; rest: more of the kind, under what folded says */
/** @typedef {{ end: { reason: string, detail: string }, sentences: Told[], answers: boolean[] }} Ending */

/**
 * toldRow makes the row of one sentence.
 * @param {Told} told
 * @param {Text} text
 */
function toldRow({ kind, title, text: said, why }, text) {
  const row = element("div", { class: "told-row", "data-kind": kind });
  row.append(element("strong", {}, title), " ", element("span", {}, said), ...whyLines(why, text));
  return row;
}

/**
 * toldRows makes the rows of sentences, those that are folded away below the
 * one that they are like.
 * @param {Told[]} all
 * @param {Text} text
 * @returns {HTMLElement[]}
 */
export function toldRows(all, text) {
  return all.flatMap((told) => [toldRow(told, text), ...foldedRows(told, text)]);
}

/**
 * @param {Told} told
 * @param {Text} text
 * @returns {HTMLElement[]}
 */
function foldedRows({ folded, rest }, text) {
  if (!rest?.length) return [];
  const rows = element("div", {}, ...toldRows(rest, text));
  return [element("details", { class: "told-more" }, element("summary", {}, folded ?? ""), rows)];
}

class RunView {
  /** @type {Trace | null} */
  trace = null;
  /** @type {number | null} */
  selected = null;
  /** The number of the selected segment; then no event is. @type {number | null} */
  segment = null;
  /** @type {{ close: () => void } | null} */
  #feed = null;
  #frame = 0;

  /**
   * @param {HTMLElement} section
   * @param {Text} text
   * @param {Part[]} parts
   */
  constructor(section, text, parts) {
    this.text = text;
    this.parts = parts;
    this.told = /** @type {HTMLElement} */ (section.querySelector("[data-told]"));
    this.empty = section.querySelector("[data-empty]");
    this.root = /** @type {HTMLElement} */ (section.querySelector("[data-timeline]"));
    this.state = element("p", { class: "feed-state", role: "status" });
    this.note = element("p", { class: "capture-note" });
    this.arriving = createArriving(text);
    this.root.after(this.state, this.arriving.box, this.note);
    this.timeline = createTimeline({
      root: this.root,
      text,
      onSelect: (seq) => this.select(seq, false),
      onSegment: (number) => this.selectSegment(number, false),
    });
  }

  /**
   * follow shows a run from its first event on. The promise is kept when the
   * run has ended, with null when the feed was closed before.
   * @param {string} feed
   * @param {() => void} [onTrace]
   * @returns {Promise<Ending | null>}
   */
  follow(feed, onTrace) {
    this.#feed?.close();
    return new Promise((resolve) => {
      this.#feed = openFeed(feed, {
        onHello: (hello) => {
          this.#begin(new Trace(hello));
          onTrace?.();
        },
        onBatch: (batch) => this.#take(batch),
        onEnd: (ending) => {
          this.#end(ending);
          resolve(ending);
        },
        onState: (state, error) => {
          this.state.textContent = this.#said(state, error);
          if (state === "closed") resolve(null);
        },
      });
    });
  }

  /**
   * said tells of a feed that is in trouble; nothing of one that is not.
   * @param {string} state
   * @param {Error} [error]
   */
  #said(state, error) {
    if (state === "lost") return this.text("run.again");
    if (!error) return "";
    console.warn(error);
    return this.text(error instanceof Gone ? "run.gone" : "run.failed");
  }

  /** @param {Trace} trace */
  #begin(trace) {
    this.trace = trace;
    this.selected = null;
    this.segment = null;
    this.note.replaceChildren(...captureNote(trace.hello, this.text));
    if (this.empty instanceof HTMLElement) this.empty.hidden = true;
    this.root.hidden = false;
    this.#comeIntoSight();
    this.told.replaceChildren();
    this.timeline.show(trace);
    this.arriving.show(trace);
    for (const part of this.parts) part.show(trace);
  }

  /** On a small screen the stage may lie below all that can be seen. */
  #comeIntoSight() {
    if (this.root.closest("[data-still]")) return; // the page shows something else first
    const { top } = this.root.getBoundingClientRect();
    if (this.parts.length > 0 && top > innerHeight * 0.8) this.root.scrollIntoView({ block: "nearest" });
  }

  /** @param {ArrayBuffer} batch */
  #take(batch) {
    if (!this.trace) throw new Error("events came before the run was named");
    decode(batch, this.trace);
    this.timeline.changed();
    this.#frame ||= requestAnimationFrame(() => this.#changed());
    return this.trace.length;
  }

  #changed() {
    this.#frame = 0;
    this.arriving.changed();
    for (const part of this.parts) part.changed?.();
  }

  /** @param {Ending} ending */
  #end(ending) {
    this.timeline.changed();
    this.told.replaceChildren(...toldRows(ending.sentences ?? [], this.text));
  }

  /**
   * select marks one event everywhere.
   * @param {number | null} seq
   * @param {boolean} [tell] whether the timeline has to be told
   */
  select(seq, tell = true) {
    this.selected = seq;
    this.segment = null;
    if (tell) this.timeline.select(seq);
    for (const part of this.parts) {
      part.selectSegment?.(null);
      part.select(seq);
    }
  }

  /**
   * selectSegment marks one captured segment everywhere, and no event.
   * @param {number} number
   * @param {boolean} [tell] whether the timeline has to be told
   */
  selectSegment(number, tell = true) {
    this.selected = null;
    this.segment = number;
    if (tell) this.timeline.selectSegment(number);
    for (const part of this.parts) {
      part.select(null);
      part.selectSegment?.(number);
    }
  }

  /** @param {"first" | "back" | "forward"} where */
  step(where) {
    if (!this.trace) return;
    const here = this.segment === null ? this.selected : eventNear(this.trace, this.segment);
    this.select(nextStep(stepOrder(this.trace), here, where));
  }
}

/**
 * createRunView takes over a stage's section.
 * @param {{ section: HTMLElement, text: Text, parts?: Part[] }} options
 */
export function createRunView({ section, text, parts = [] }) {
  return new RunView(section, text, parts);
}
