// The viewport of a timeline: which part of the run is on the canvas, how far
// the run goes, and what is selected in it.

import { askedCall, readAsked } from "../../layout/asked.js";
import { firstView } from "../../layout/firstview.js";
import { lanesOf } from "../../layout/lanes/lanes.js";
import { afterEnd, narrowPx, namesPx } from "../../layout/metrics.js";
import { heightOf } from "../../layout/scene.js";
import { carries } from "../../model/call.js";
import { newView, update, visible } from "../../state/view.js";
import { RunClock } from "./clock.js";
import { followed } from "./link.js";

/** @typedef {import("../../layout/chart.js").Chart} Chart */
/** @typedef {import("../../state/view.js").Mode} Mode */
/** @typedef {import("../../state/view.js").ViewState} ViewState */

/** By event, nothing is drawn larger than this to fill the width. */
const largestZoom = 1.25;
/** The least range in view: units by event, nanoseconds by time. */
const leastRange = { event: 60, folded: 200, time: 200 };
/** The least extent of a run by time: below it the axis would have no digits. */
const leastExtentNs = 1000;
/** By event, the room of a call that waits: as much as its box and words need. */
const waitingUnits = 150;
/** The least width of the plot that is reckoned with. */
const leastPlotPx = 50;
/** Where the page leaves the height to the lanes, they scroll above this one. */
export const tallestPx = 1600;

export class Viewport {
  /** @param {import("../../model/text.js").Text} [text] */
  constructor(text = (key) => key) {
    this.text = text;
  }

  /** The timelines on the same axis, see linkViews. @type {import("./link.js").Link | null} */
  link = null;
  /** @type {Chart | null} */
  chart = null;
  view = newView();
  widthPx = 0;
  heightPx = 0;
  /** The height that the page has for the lanes: above it they scroll. */
  roomPx = tallestPx;
  /** The lanes that the lesson is about, see Room. @type {readonly string[]} */
  named = [];
  /** The call that its question is about. @type {import("../../layout/asked.js").Asked | null} */
  asked = null;
  /** Whether the end of a run that goes on stays in view. */
  follows = true;
  #scrollMaxPx = 0;
  #clock = new RunClock();

  /**
   * lesson takes what a page says of its lesson: the lanes it is about and the call in
   * question.
   * @param {Element | null} page
   */
  lesson(page) {
    this.named = page?.getAttribute("data-lanes")?.split(", ") ?? [];
    this.asked = readAsked(page?.getAttribute("data-pause") ?? "");
  }

  /**
   * show begins with another run. The mode stays.
   * @param {Chart | null} chart
   */
  show(chart) {
    this.chart = chart;
    this.view = { ...newView(), mode: this.view.mode, lanes: this.view.lanes };
    this.#first.clear();
    this.follows = true;
  }

  /** Whether the mode is still the one that suits the run. */
  #isModeOpen = true;
  /** By mode: the first view, and what it was worked out from. @type {Map<Mode, { of: string, first: import("../../layout/firstview.js").First }>} */
  #first = new Map();

  /**
   * choose takes a mode that somebody wants.
   * @param {Mode} mode
   */
  choose(mode) {
    this.#isModeOpen = false;
    if (this.link) this.link.isModeOpen = false;
    return this.apply({ kind: "mode", mode });
  }

  /**
   * settleMode takes the mode that suits the run, unless somebody has chosen
   * one: time without idle where all bytes can be read in the first view, in all
   * lanes, else by event. It reports whether that is another one than before.
   */
  settleMode() {
    if (!(this.link?.isModeOpen ?? this.#isModeOpen) || !this.chart) return false;
    const { readable } = this.#firstOf("folded");
    return this.apply({ kind: "mode", mode: readable ? "folded" : "event" });
  }

  /**
   * firstOf is the first view in a mode, of all that are on the same axis.
   * @param {Mode} mode
   */
  #firstOf(mode) {
    return this.link?.first(mode) ?? this.first(mode) ?? { range: null, readable: false };
  }

  /**
   * first is the first view of this run in a mode; null where there is none.
   * @param {Mode} mode
   */
  first(mode) {
    if (!this.chart) return null;
    const widthPx = this.#plotPx();
    // a trace may be ahead of its chart
    const of = `${this.chart.order.instants.count} ${widthPx} ${this.roomPx} ${this.link?.reach("event") ?? ""}`;
    const known = this.#first.get(mode);
    if (known?.of === of) return known.first;
    const extent = this.#extent(widthPx, mode);
    const asked = askedCall(this.chart, this.asked);
    const view = firstView(this.chart, mode, {
      text: this.text,
      widthPx,
      extent,
      nowNs: this.chart.trace.lastNs,
      asked: asked >= 0 && carries(this.chart.trace.columns.call.at[asked]) ? asked : -1,
    });
    const first = mode === "folded" && view.readable ? { ...view, readable: this.#hasRoom() } : view;
    this.#first.set(mode, { of, first });
    return first;
  }

  /**
   * hasRoom reports whether the lanes by time, which are taller, fit into the room for
   * them, or would not by event either.
   */
  #hasRoom() {
    const { chart, text, named, roomPx, isNarrow: narrow } = this;
    const px = (/** @type {boolean} */ byEvent) =>
      heightOf(lanesOf(/** @type {Chart} */ (chart), text, { byEvent, narrow, roomPx, named }));
    return px(false) <= roomPx || px(true) > roomPx;
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
   * takeRoom takes the height that the page has for the lanes; it reports whether the
   * mode is to be settled anew: nobody has moved from the first view.
   * @param {number} roomPx
   */
  takeRoom(roomPx) {
    const changed = roomPx !== this.roomPx;
    this.roomPx = roomPx;
    return changed && this.view.range[this.view.mode] === null;
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
    const widthPx = this.#plotPx();
    const { mode } = this.view;
    const whole = { from: 0, to: this.#extent(widthPx, mode) };
    return {
      whole,
      first: this.view.range[mode] ? whole : (this.#firstOf(mode).range ?? whole),
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

  /** Whether the view moves with the end: the first view stays at the beginning. */
  get isFollowing() {
    return this.follows && this.view.range[this.view.mode] !== null;
  }

  /** Whether the end of what there is is in view. */
  get atEnd() {
    const bounds = this.bounds();
    return visible(this.view, bounds).to >= bounds.whole.to;
  }

  /** look is what a person has made of the axis. @returns {import("../../state/view.js").Look} */
  get look() {
    const { mode, range } = this.view;
    const axis = range[mode] || !this.#isModeOpen ? mode : null;
    return { axis, range: range[mode], follows: this.isFollowing && this.chart?.trace.ended === null };
  }

  /** window is what is in view and where on the canvas it is drawn. */
  window() {
    const bounds = this.bounds();
    return { ...visible(this.view, bounds), leftPx: bounds.leftPx, widthPx: bounds.widthPx };
  }

  #plotPx() {
    return Math.max(leastPlotPx, this.widthPx - (this.isNarrow ? 0 : namesPx));
  }

  /**
   * @param {number} widthPx
   * @param {Mode} mode
   */
  #extent(widthPx, mode) {
    const reach = this.link?.reach(mode) ?? this.reach(mode);
    if (mode === "event") return Math.max(widthPx / largestZoom, reach);
    return (Math.max(leastExtentNs, reach) * widthPx) / (widthPx - afterEnd(widthPx));
  }

  /**
   * reach is how far the run goes: in ns, or in units of the scale by event.
   * @param {Mode} mode
   */
  reach(mode) {
    if (!this.chart) return 0;
    const { order, folded, trace } = this.chart;
    if (mode === "time") return this.nowNs;
    if (mode === "folded") return folded.until(this.nowNs);
    return order.extent + (trace.waiting.size > 0 ? waitingUnits : 0);
  }
}
