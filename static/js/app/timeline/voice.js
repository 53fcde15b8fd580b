// Says aloud what keys and buttons do on a timeline, each in one sentence. What the
// replay, measuring and finding do they say themselves.

import { sentenceOf } from "../../a11y/spoken.js";
import { nsOf } from "../../layout/frame.js";
import { formatNs } from "../../scale/ticks.js";

/** @typedef {import("./timeline.js").Timeline} Timeline */
/** @typedef {import("../../input/intent.js").Intent} Intent */

export class Voice {
  /**
   * @param {Timeline} timeline
   * @param {import("../text.js").Text} text
   * @param {import("../../a11y/live.js").Say} say
   */
  constructor(timeline, text, say) {
    this.timeline = timeline;
    this.text = text;
    this.say = say;
    timeline.voice = this;
    const { canvas } = timeline;
    canvas.addEventListener("focus", () => canvas.matches(":focus-visible") && this.#tell(this.#all()));
    if (canvas.matches(":focus-visible")) this.#tell(this.#all()); // it was focused before
  }

  /**
   * did says what came of an intent.
   * @param {Intent} intent
   * @param {boolean} isDone whether anything did
   * @param {number | null} atNs the moment that was shown before
   */
  did(intent, isDone, atNs) {
    if (atNs !== null && (intent.kind === "step" || intent.kind === "clear")) return; // the replay says it
    this.#tell(this.#of(intent, isDone));
  }

  /** axis says which axis was chosen. */
  axis() {
    const { mode } = this.timeline.viewport.view;
    this.#tell(this.text(`voice.axis.${mode}`, this.#range()));
  }

  /** view says what part of the run is in view. */
  view() {
    this.#tell(this.#view());
  }

  /** @param {string} said */
  #tell(said) {
    if (said) this.say(said, true);
  }

  /** @param {Intent} intent @param {boolean} isDone */
  #of(intent, isDone) {
    const { text } = this;
    const { view } = this.timeline.viewport;
    switch (intent.kind) {
      case "step":
      case "end":
        return isDone ? this.#selected() : text("voice.no.further", this.#selected());
      case "wire":
        return isDone ? this.#selected() : text("voice.no.wire");
      case "zoom":
      case "pan":
      case "fit":
        return this.#view();
      case "frame":
        return isDone ? this.#view() : text("voice.none");
      case "lanes":
        return text(Object.keys(view.lanes).length > 0 ? "voice.lanes.open" : "voice.lanes.fold");
      case "clear":
        return isDone ? text("voice.none") : "";
      case "open":
        return isDone ? "" : text("voice.none");
      default:
        return "";
    }
  }

  /** selected says what is selected, as far as it is known at the moment. */
  #selected() {
    const known = this.timeline.known()?.trace ?? null;
    return sentenceOf(known, this.timeline.viewport.view.selected, this.text) || this.text("voice.none");
  }

  /** all says what there is, and where one is in it. */
  #all() {
    const trace = this.timeline.known()?.trace;
    return trace ? this.text("voice.all", trace.count, trace.segments.length, this.#selected()) : "";
  }

  #view() {
    const range = this.#range();
    return range && this.text("voice.view", range);
  }

  /** range says from when to when the view goes. */
  #range() {
    const { viewport } = this.timeline;
    const { chart, view } = viewport;
    if (!chart) return "";
    if (view.range[view.mode]?.to === Infinity) return this.text("voice.whole");
    const { from, to } = viewport.window();
    const { lastNs } = chart.trace;
    const [fromNs, toNs] = [from, to].map((place) =>
      Math.min(lastNs, Math.max(0, nsOf(chart, view.mode, place))),
    );
    const step = Math.max(1, (toNs - fromNs) / 100);
    return this.text("voice.range", formatNs(fromNs, step), formatNs(toNs, step));
  }
}
