// The moment of a timeline: what moves it, and what was known at it.

import { axisPx } from "../../layout/metrics.js";

/** @typedef {import("../../layout/chart.js").Chart} Chart */
/** @typedef {import("../../layout/frame.js").Frame} Frame */

/**
 * Player shows a run again. It is asked for what only it does, and answers
 * whether anything came of it.
 * @typedef {object} Player
 * @property {(whole: Chart, atNs: number) => Chart} chartAt gives a chart as it was known at a moment
 * @property {() => boolean} toggle plays, or pauses
 * @property {(by: number) => boolean} step goes so many steps on, or back
 * @property {(ns: number) => boolean} scrub goes to a moment that is pointed at
 * @property {() => boolean} leave
 */

/**
 * Moving is what of a person's intents moves the moment.
 * @typedef {{ kind: "press", xPx: number, yPx: number } | { kind: "drag", xPx: number }
 *   | { kind: "play" } | { kind: "replay", by: number }} Moving
 */

export class Moments {
  /** What shows the run again, loaded when it is drawn; without it no moment is shown. @type {Player | null} */
  player = null;
  /** Whether a drag moves the moment. */
  scrubs = false;
  /** The chart at the moment that was asked for last. @type {{ atNs: number, version: number, whole: Chart, chart: Chart } | null} */
  #past = null;

  /**
   * known returns a chart as it was known at a moment.
   * @param {Chart | null} whole
   * @param {number | null} atNs null: all that is known
   */
  known(whole, atNs) {
    if (!whole || atNs === null) return whole;
    const { version } = whole.trace;
    const past = this.#past;
    if (past?.atNs === atNs && past.version === version && past.whole === whole) return past.chart;
    if (!this.player) return whole;
    const chart = this.player.chartAt(whole, atNs);
    this.#past = { atNs, version, whole, chart };
    return chart;
  }

  /**
   * take moves the moment; it reports whether anything came of it. A press on
   * the axis moves it there, and so does the drag that begins with it.
   * @param {Moving} intent
   * @param {Frame | null} frame
   */
  take(intent, frame) {
    const { player } = this;
    if (!player) return false;
    if (intent.kind === "play") return player.toggle();
    if (intent.kind === "replay") return player.step(intent.by);
    if (intent.kind === "press")
      this.scrubs = frame !== null && intent.yPx < axisPx && intent.xPx >= frame.leftPx;
    return this.scrubs && frame !== null && player.scrub(frame.nsAt(intent.xPx));
  }

  /** leave ends showing a moment, where one is shown. */
  leave() {
    return this.player?.leave() ?? false;
  }
}
