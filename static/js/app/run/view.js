// One run on the page: its timeline, the sentences under it, and whatever else
// shows the same trace with the same selection.

import { Trace } from "../../model/trace.js";
import { isThere } from "../../model/target.js";
import { Full, Gone, openFeed } from "../../net/feed.js";
import { decode } from "../../net/wire.js";
import { captureNote } from "./capturenote.js";
import { createLive } from "../../a11y/live.js";
import { element } from "../element.js";
import { onKey } from "../keys/keys.js";
import { laterPart, loaded, sheet } from "../later.js";
import { createLoop } from "../timeline/loop.js";
import { Timeline } from "../timeline/timeline.js";
import { createHand } from "../hand.js";
import { markPoints, watchPoints } from "../find/points.js";

/** @typedef {import("../text.js").Text} Text */
/** @typedef {import("../../model/target.js").Target} Target */

/**
 * Part shows a trace beside the timeline.
 * @typedef {object} Part
 * @property {(trace: Trace) => void} show
 * @property {() => void} [changed]
 * @property {(target: Target | null) => void} select
 * @property {(atNs: number | null, known: Trace) => void} [at] shows what was known at a moment; null: all that is known
 * @property {(findings: number) => void} [found] is called with how many things were found
 */

/** @typedef {import("../../model/told.js").Told} Told */
/** @typedef {{ end: { reason: string, detail: string }, sentences: Told[], answers: boolean[] }} Ending */

export class RunView {
  /** @type {Trace | null} */
  trace = null;
  /** @type {Target | null} */
  selected = null;
  /** The moment that is shown. @type {number | null} */
  atNs = null;
  /** What is to be shown as soon as it is there. @type {import("./address.js").Shown | null} */
  #wanted = null;
  /** @type {{ close: () => void } | null} */
  #feed = null;
  /** Draws what stands beside the timeline. */
  #beside = createLoop(() => this.#changed());
  /** The findings in the bar, loaded with the first of them. @type {ReturnType<typeof import("../find/chips.js").createChips> | null} */
  chips = null;
  #isDrawn = false;
  isAsked = true; // the page asks what its run answers
  /** @type {(() => void)[]} */
  #whenDrawn = [];
  /** What of it is shown. @type {readonly Told[] | null} */
  #shownTold = null;
  /** What says it, from the first time on. @type {typeof import("./saying.js") | null} */
  #saying = null;

  /**
   * @param {HTMLElement} section
   * @param {Text} text
   * @param {Part[]} parts
   * @param {Element | null} told
   */
  constructor(section, text, parts, told) {
    this.text = text;
    this.parts = parts;
    this.hand = createHand(window);
    this.told = /** @type {HTMLElement} */ (told);
    this.empty = section.querySelector("[data-empty]");
    this.root = /** @type {HTMLElement} */ (section.querySelector("[data-timeline]"));
    this.state = element("p", { class: "feed-state", role: "status" });
    this.note = element("p", { class: "capture-note" });
    this.section = section;
    this.staleNote = element("p", { class: "stale-note", role: "status" }, text("run.stale"));
    this.staleNote.hidden = true;
    this.root.before(this.staleNote);
    this.root.after(this.state, this.note);
    this.arriving = laterPart(
      async () => {
        const { createArriving } = await loaded(import("./arriving.js"), text);
        const arriving = createArriving(text);
        this.state.after(arriving.box);
        return arriving;
      },
      ({ decodes }) => decodes.count > 0,
    );
    this.timeline = new Timeline({
      root: this.root,
      text,
      onSelect: (target) => this.select(target, false),
      onMoment: (atNs) => this.#at(atNs),
      onHover: (target) => markPoints(section, "data-lit", target),
    });
    this.minimap = /** @type {HTMLElement | null} */ (section.querySelector("[data-minimap]"));
    this.chipBox = /** @type {HTMLElement | null} */ (section.querySelector("[data-chips]"));
    this.say = createLive(document.body);
    /** What a lesson asks about its run. @type {ReturnType<typeof import("../lesson/guess.js").createGuess>} */
    this.asks = null;
    /** What the run was found to show, when it has ended. @type {readonly Told[]} */
    this.sentences = [];
    this.#watch(section);
  }

  /**
   * watch makes the links of a root point at this run.
   * @param {HTMLElement} root
   */
  #watch(root) {
    watchPoints(root, {
      trace: () => this.trace,
      choose: ([first, ...others], frame) => {
        this.select(first);
        if (frame) this.timeline.frame([first, ...others]);
      },
      light: (targets) => this.timeline.light(targets),
    });
  }

  /**
   * links makes the links of what stands beside the timeline point at this run.
   * @param {HTMLElement} root
   */
  links(root) {
    if (!this.section.contains(root)) this.#watch(root);
  }

  /**
   * follow shows a run from its first event to its end; null when the feed was closed before.
   * @param {import("../../net/feed.js").Source} source
   * @param {() => void} [onTrace]
   * @returns {Promise<Ending | null>}
   */
  follow(source, onTrace) {
    this.#feed?.close();
    return new Promise((resolve) => {
      this.#feed = openFeed(source, {
        onHello: (hello) => {
          this.#begin(new Trace(hello));
          onTrace?.();
        },
        onBatch: (batch) => this.#take(batch),
        onEnd: (ending) => {
          this.#end(ending);
          resolve(ending);
        },
        onState: (state, error, way) => {
          this.state.textContent = this.#said(state, error, way);
          if (state === "closed") resolve(null);
        },
      });
    });
  }

  /**
   * said tells of a feed that is in trouble, or comes another way than by a WebSocket.
   * @param {string} state
   * @param {Error} [error]
   * @param {string} [way]
   */
  #said(state, error, way) {
    if (way) return this.text(`run.way.${way}`);
    if (error instanceof Full) return this.text("run.full", error.limit, error.seconds);
    if (state === "lost") return this.text("run.again");
    if (!error) return "";
    console.warn(error);
    return this.text(error instanceof Gone ? "run.gone" : "run.failed");
  }

  /**
   * markStale says that the page would run something else now than what is
   * shown; it reports whether that is new.
   * @param {boolean} stale
   */
  markStale(stale) {
    if (this.section.hasAttribute("data-stale") === stale) return false;
    this.section.toggleAttribute("data-stale", stale);
    this.staleNote.hidden = !stale;
    return true;
  }

  /** drawn is called in the frame that has drawn a run's first events. */
  #drawn() {
    if (this.#isDrawn) return;
    this.#isDrawn = true;
    performance.mark("run-drawn");
    this.timeline.isShown = true;
    this.timeline.redraw();
    this.#overview();
    this.#speak();
    for (const act of this.#whenDrawn) act();
  }

  /**
   * whenDrawn acts when the first run is drawn.
   * @param {() => void} act
   */
  whenDrawn(act) {
    this.#whenDrawn.push(act);
  }

  /**
   * add takes a part that came later.
   * @param {Part} part
   */
  add(part) {
    this.parts.push(part);
    if (this.trace) part.show(this.trace);
    if (this.selected) part.select(this.selected);
    if (this.atNs !== null) this.#at(this.atNs);
    this.#showWanted();
  }

  /** speak loads what says aloud what keys do, when the first run is drawn. */
  async #speak() {
    const { Voice } = await loaded(import("../timeline/voice.js"), this.text);
    new Voice(this.timeline, this.text, this.say);
  }

  /**
   * opens has Enter on the timeline lead to what is shown of the selection, and Esc lead
   * back to the timeline.
   * @param {HTMLElement} root what shows it
   * @param {HTMLElement} within from where Esc leads back
   * @param {{ show: () => void, back: () => void }} acts
   */
  opens(root, within, { show, back }) {
    this.timeline.onOpen = () => {
      show();
      const heading = root.querySelector("h3") ?? root;
      heading.tabIndex = -1;
      heading.focus();
    };
    onKey("back", () => {
      if (!within.contains(document.activeElement)) return false;
      back();
      this.timeline.focus();
      return true;
    });
  }

  /** overview loads the strip of the whole run when the first one is drawn. */
  async #overview() {
    const root = this.minimap;
    this.minimap = null;
    if (!root) return;
    const parts = Promise.all([import("../minimap/minimap.js"), sheet("minimap")]);
    const [{ createMinimap }] = await loaded(parts, this.text);
    createMinimap({ root, timeline: this.timeline, text: this.text, say: createLive(document.body) });
  }

  /** @param {Trace} trace */
  #begin(trace) {
    this.markStale(false);
    this.trace = trace;
    this.selected = null;
    this.atNs = null;
    this.note.replaceChildren(...captureNote(trace.hello, this.text));
    if (this.empty instanceof HTMLElement) this.empty.hidden = true;
    this.root.hidden = false;
    if (this.minimap) this.minimap.hidden = false; // its room, so that nothing moves when it is loaded
    this.#shownTold = null;
    this.told.replaceChildren();
    this.sentences = [];
    this.chips?.show([]);
    this.timeline.show(trace);
    this.arriving.show(trace);
    for (const part of this.parts) part.show(trace);
    requestAnimationFrame(() => this.#comeIntoSight()); // where it stands is known when it is drawn
  }

  /** On a small screen the stage may lie below all that can be seen. */
  #comeIntoSight() {
    if (this.root.closest("[data-still]")) return; // the page shows something else first
    const { top } = this.root.getBoundingClientRect();
    if (this.parts.length === 0 || top <= innerHeight * 0.8) return;
    this.hand.whenFree(() => this.root.scrollIntoView({ block: "nearest", behavior: "instant" }));
  }

  /** @param {ArrayBuffer | Uint8Array} batch */
  #take(batch) {
    if (!this.trace) throw new Error("events came before the run was named");
    decode(batch, this.trace);
    this.timeline.changed();
    this.#beside.rest();
    return this.trace.length;
  }

  #changed() {
    this.#drawn();
    this.#showWanted();
    this.arriving.changed();
    for (const part of this.parts) part.changed?.();
    if (this.atNs !== null) this.#at(this.atNs);
  }

  /** @param {Ending} ending */
  #end(ending) {
    this.timeline.changed();
    this.sentences = ending.sentences ?? [];
    this.#shownTold = null;
    if (!this.sentences.length) this.told.textContent = this.text("told.nothing");
    this.#showChips(this.sentences);
    this.#mark();
    this.#tell();
  }

  /** tell shows the findings that are known. */
  async #tell() {
    const { sentences, text } = this;
    if (sentences.length === 0) return;
    this.#saying ??= await loaded(import("./saying.js"), text);
    const { countTold, toldNow, toldRows } = this.#saying;
    if (!this.trace || this.sentences !== sentences) return; // another run has begun
    const known = toldNow(this, this.trace, this.#shownTold);
    if (known === this.#shownTold) return;
    this.#shownTold = known;
    this.told.replaceChildren(...toldRows(known, text));
    for (const part of this.parts) part.found?.(countTold(known));
  }

  /**
   * showChips loads the chips with the first findings.
   * @param {readonly Told[]} sentences
   */
  async #showChips(sentences) {
    const { chipBox: box, text, say } = this;
    if (!box) return;
    await new Promise(requestAnimationFrame); // the run is drawn first
    const [{ createChips }] = await loaded(Promise.all([import("../find/chips.js"), sheet("chips")]), text);
    const list = document.querySelector('[data-tab="findings"]');
    const onList = () => list instanceof HTMLElement && list.click();
    this.chips ??= createChips({ box, text, say, onList });
    if (this.sentences !== sentences) return; // another run has begun
    this.chips.show(sentences);
    this.#mark();
  }

  /**
   * want shows what an address asks for as soon as the run has got there,
   * unless the reader selects something before.
   * @param {import("./address.js").Shown} shown
   */
  want(shown) {
    this.#wanted = shown.target || shown.atNs !== null ? shown : null;
  }

  #showWanted() {
    const [wanted, trace] = [this.#wanted, this.trace];
    if (!wanted || !trace) return;
    const { target, atNs } = wanted;
    if (
      (target && !isThere(trace, target)) ||
      (atNs !== null && !(this.timeline.moments.player && trace.lastNs >= atNs))
    )
      return;
    if (target) this.select(target);
    this.#wanted = null;
    if (atNs !== null) this.timeline.setMoment(atNs);
  }

  /**
   * select marks one thing everywhere.
   * @param {Target | null} target
   * @param {boolean} [isOwn] whether it was not selected on the timeline itself
   */
  select(target, isOwn = true) {
    this.selected = target;
    this.#wanted = null;
    if (isOwn) this.timeline.select(target);
    this.#mark();
    for (const part of this.parts) part.select(target);
  }

  /** mark lights the findings of what is selected. */
  #mark() {
    this.chips?.at(this.trace, this.atNs);
    this.chips?.select(this.selected);
    markPoints(this.section, "data-chosen", this.selected);
  }

  /**
   * at shows what is known at a moment, beside the timeline too.
   * @param {number | null} atNs
   */
  #at(atNs) {
    this.atNs = atNs;
    this.#mark();
    this.#tell();
    const known = this.timeline.known()?.trace;
    if (known) for (const part of this.parts) part.at?.(atNs, known);
  }
}

/**
 * createRunView takes over a stage's section. told takes the sentences.
 * @param {{ section: HTMLElement, text: Text, parts?: Part[], told?: Element | null }} options
 */
export function createRunView({ section, text, parts = [], told = section.querySelector("[data-told]") }) {
  return new RunView(section, text, parts, told);
}
