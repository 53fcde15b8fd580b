// The viewport of a timeline: which part of the run is on the canvas, how far
// the run goes, and what is selected in it.

import { narrowPx, namesPx } from "../../layout/metrics.js";
import { newView, update, visible } from "../../state/view.js";
import { RunClock } from "./clock.js";
import { followed } from "./link.js";

/** @typedef {import("../../layout/chart.js").Chart} Chart */
/** @typedef {import("../../state/view.js").Mode} Mode */
/** @typedef {import("../../state/view.js").ViewState} ViewState */

/** By event, nothing is drawn larger than this to fill the width. */
const largestZoom = 1.25;
/** The least range in view: units by event, nanoseconds by time. */
const leastRange = { event: 60, time: 200 };
/** The least extent of a run by time: below it the axis would have no digits. */
const leastExtentNs = 1000;
/** By time, room is kept right of the last event for words that end there. */
const roomAfterEnd = 1.03;
/** By event, the room of a call that waits: as much as its box and words need. */
const waitingUnits = 150;
/** The least width of the plot that is reckoned with. */
const leastPlotPx = 50;
/** Where the page leaves the height to the lanes, they scroll above this one. */
export const tallestPx = 1600;

export class Viewport {
  /** The timelines on the same axis, see linkViews. @type {import("./link.js").Link | null} */
  link = null;
  /** @type {Chart | null} */
  chart = null;
  view = newView();
  widthPx = 0;
  heightPx = 0;
  /** The height that the page has for the lanes: above it they scroll. */
  roomPx = tallestPx;
  #scrollMaxPx = 0;
  #clock = new RunClock();

  /**
   * show begins with another run. The mode stays.
   * @param {Chart | null} chart
   */
  show(chart) {
    this.chart = chart;
    this.view = { ...newView(), mode: this.view.mode };
  }

  /** grown is to be called when the trace has grown. */
  grown() {
    this.#clock.grown();
  }

  /** nowNs is how far the run has got. */
  get nowNs() {
    return this.chart ? this.#clock.nowNs(this.chart.trace) : 0;
  }

  get isNarrow() {
    return this.widthPx < narrowPx;
  }

  /**
   * fitLanes takes the height of all lanes: what is above it scrolls.
   * @param {number} wholePx
   */
  fitLanes(wholePx) {
    this.heightPx = Math.min(wholePx, this.roomPx);
    this.#scrollMaxPx = wholePx - this.heightPx;
    this.apply({ kind: "settle" });
  }

  /** wholePx is the height of all lanes. */
  get wholePx() {
    return this.heightPx + this.#scrollMaxPx;
  }

  /**
   * apply makes a change of the view and reports whether there was one.
   * @param {import("../../state/view.js").Change} change
   */
  apply(change) {
    const next = update(this.view, change, this.bounds());
    const changed = next !== this.view;
    this.view = next;
    return changed;
  }

  /**
   * follow shows the same part of time as another view; it reports whether
   * that is another one than before.
   * @param {ViewState} view
   */
  follow(view) {
    const next = followed(this.view, view);
    const changed = next !== this.view;
    this.view = next;
    return changed;
  }

  /** @returns {import("../../state/view.js").Bounds} */
  bounds() {
    const leftPx = this.isNarrow ? 0 : namesPx;
    const widthPx = Math.max(leastPlotPx, this.widthPx - leftPx);
    return {
      whole: { from: 0, to: this.#extent(widthPx) },
      least: leastRange[this.view.mode],
      leftPx,
      widthPx,
      scrollMaxPx: this.#scrollMaxPx,
    };
  }

  /** natural is the least range at which what is framed is worth looking at: by event what has room at its own size. */
  get natural() {
    return this.view.mode === "event" ? this.bounds().widthPx : 0;
  }

  /** window is what is in view and where on the canvas it is drawn. */
  window() {
    const bounds = this.bounds();
    return { ...visible(this.view, bounds), leftPx: bounds.leftPx, widthPx: bounds.widthPx };
  }

  /** @param {number} widthPx */
  #extent(widthPx) {
    const { mode } = this.view;
    const reach = this.link?.reach(mode) ?? this.reach(mode);
    return Math.max(mode === "time" ? leastExtentNs : widthPx / largestZoom, reach);
  }

  /**
   * reach is how far the run goes: in ns, or in units of the scale by event.
   * @param {Mode} mode
   */
  reach(mode) {
    if (!this.chart) return 0;
    const { order, trace } = this.chart;
    if (mode === "time") return this.nowNs * roomAfterEnd;
    return order.extent + (trace.waiting.size > 0 ? waitingUnits : 0);
  }
}
