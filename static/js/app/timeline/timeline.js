// The timeline of a run: it listens, keeps the view, and has frames drawn.

import { timelineLabel } from "../../a11y/label.js";
import { watchKeys } from "../../input/keys.js";
import { watchPointer } from "../../input/pointer.js";
import { watchWheel } from "../../input/wheel.js";
import { Chart } from "../../layout/chart.js";
import { Frame } from "../../layout/frame.js";
import { hit } from "../../layout/hit.js";
import { laneAt, lanesOf } from "../../layout/lanes.js";
import { axisPx, namesPx, narrowPx } from "../../layout/metrics.js";
import { overlayShapes } from "../../layout/overlay.js";
import { heightOf, sceneOf } from "../../layout/scene.js";
import { Layer } from "../../render/layer.js";
import { readTheme, watchTheme } from "../../render/theme.js";
import { newView, update, visible } from "../../state/view.js";
import { createCanvases } from "./canvases.js";
import { RunClock } from "./clock.js";
import { followed, markRange } from "./link.js";
import { createLoop } from "./loop.js";
import { placeOf } from "./reveal.js";
import { eventNear, nextSegment, nextStep, segmentNear, stepOrder } from "./steps.js";

/** By event, nothing is drawn larger than this to fill the width. */
const largestZoom = 1.25;
/** The least range in view: units by event, nanoseconds by time. */
const leastRange = { event: 60, time: 200 };
/** Above this height the lanes scroll inside the frame; below, the page does. */
const tallestPx = 1600;

/**
 * TimelineOptions: root is emptied; onSelect and onSegment are told of
 * selections made here. For two timelines on one axis see linkViews.
 * @typedef {object} TimelineOptions
 * @property {HTMLElement} root
 * @property {import("../../model/text.js").Text} text
 * @property {(seq: number | null) => void} [onSelect]
 * @property {(number: number) => void} [onSegment]
 * @property {(seq: number) => void} [onOpen] Enter on a selected event
 */

export class Timeline {
  /** The timelines on the same axis, see linkViews. @type {import("./link.js").Link | null} */
  link = null;
  /** @type {Chart | null} */
  #chart = null;
  /** @type {Frame | null} */
  #frame = null;
  /** @type {import("../../layout/scene.js").Scene | null} */
  #scene = null;
  #view = newView();
  #version = -1;
  #clock = new RunClock();
  #dataDue = true;
  #widthPx = 0;
  #heightPx = 0;
  #scrollMaxPx = 0;

  /** @param {TimelineOptions} options */
  constructor({ root, text, onSelect = () => {}, onSegment = () => {}, onOpen = () => {} }) {
    this.root = root;
    this.text = text;
    this.onSelect = onSelect;
    this.onSegment = onSegment;
    this.onOpen = onOpen;
    root.replaceChildren();
    const { frame, data, overlay } = createCanvases(root);
    this.box = frame;
    this.canvas = overlay;
    this.data = new Layer(data);
    this.overlay = new Layer(overlay);
    this.theme = readTheme(root);
    this.loop = createLoop(() => this.#draw());
    const give = (/** @type {import("../../input/intent.js").Intent} */ intent) => this.#take(intent);
    const resized = new ResizeObserver(() => this.redraw());
    resized.observe(root);
    this.ends = [
      () => resized.disconnect(),
      watchKeys(overlay, give),
      watchPointer(overlay, give),
      watchWheel(overlay, give),
      watchTheme(() => this.#retheme()),
    ];
    this.redraw();
  }

  /**
   * show draws a trace from now on; null shows nothing.
   * @param {import("../../model/trace.js").Trace | null} trace
   */
  show(trace) {
    this.#chart = trace ? new Chart(trace) : null;
    this.#view = { ...newView(), mode: this.#view.mode };
    this.link?.share(this, this.#view);
    this.changed();
  }

  /** changed is to be called when the trace has grown. */
  changed() {
    this.#clock.grown();
    this.redraw();
    this.link?.grown(this);
  }

  /**
   * follow shows the same part of time as another timeline's view.
   * @param {import("../../state/view.js").ViewState} view
   */
  follow(view) {
    const next = followed(this.#view, view);
    if (next === this.#view) return;
    this.#view = next;
    this.redraw();
  }

  /**
   * select marks an event; onSelect is not told.
   * @param {number | null} seq
   */
  select(seq) {
    this.#apply({ kind: "select", seq });
    this.#reveal({ seq });
  }

  /**
   * selectSegment marks a segment, and no event; onSegment is not told.
   * @param {number | null} number
   */
  selectSegment(number) {
    this.#apply({ kind: "select", seq: null, segment: number });
    this.#reveal({ segment: number });
  }

  /** @param {"event" | "time"} mode */
  setMode(mode) {
    this.#apply({ kind: "mode", mode });
  }

  /** fit brings all of the run into view. */
  fit() {
    this.#apply({ kind: "fit" });
  }

  /**
   * zoom magnifies around the middle.
   * @param {number} factor
   */
  zoom(factor) {
    this.#take({ kind: "zoom", factor, atPx: null });
  }

  destroy() {
    this.loop.stop();
    for (const end of this.ends) end();
    this.root.replaceChildren();
  }

  #retheme() {
    this.theme = readTheme(this.root);
    this.redraw();
  }

  /** redraw has all of it drawn in the next frame. */
  redraw() {
    this.#dataDue = true;
    this.loop.request();
  }

  /**
   * @param {import("../../input/intent.js").Intent} intent
   * @returns {boolean} whether anything changed
   */
  #take(intent) {
    switch (intent.kind) {
      case "zoom": {
        return this.#apply({ ...intent, atPx: intent.atPx ?? this.#focusPx() });
      }
      case "pan":
      case "fit":
        return this.#apply(intent);
      case "point": {
        this.#hint(intent);
        const { seq = null, segment = null } = this.#under(intent);
        return this.#apply({ kind: "hover", seq, segment, atPx: intent.xPx });
      }
      case "leave":
        return this.#apply({ kind: "hover", seq: null, atPx: null });
      case "pick":
        return this.#choose(this.#under(intent));
      case "step":
        return this.#step(intent.by > 0 ? "forward" : "back");
      case "end":
        return this.#step(intent.last ? "last" : "first");
      case "wire":
        return this.#cross();
      case "clear":
        return this.#choose({});
      case "open":
        if (this.#view.selected === null) return false;
        this.onOpen(this.#view.selected);
        return true;
    }
  }

  /** focusPx is what to magnify around: the selected call when it is in view, else the middle. */
  #focusPx() {
    const { leftPx, widthPx } = this.#bounds();
    const { selected } = this.#view;
    const atPx = selected !== null && this.#frame ? this.#frame.anchorX(selected - 1) : NaN;
    return atPx >= leftPx && atPx <= leftPx + widthPx ? atPx : leftPx + widthPx / 2;
  }

  /** @param {"forward" | "back" | "first" | "last"} where */
  #step(where) {
    if (!this.#chart) return false;
    const { trace } = this.#chart;
    const { segment, selected } = this.#view;
    if (segment !== null) return this.#choose({ segment: nextSegment(trace, segment, where) }, true);
    const last = where === "last";
    const seq = nextStep(stepOrder(trace), last ? null : selected, last ? "back" : where);
    return this.#choose({ seq }, true);
  }

  /** cross goes from the calls to the wire, or back. */
  #cross() {
    const trace = this.#chart?.trace;
    if (!trace?.segments.length) return false;
    const { segment, selected } = this.#view;
    if (segment !== null) return this.#choose({ seq: eventNear(trace, segment) }, true);
    return this.#choose({ segment: segmentNear(trace, selected) }, true);
  }

  /**
   * hint gives a lane's whole name where it may have been cut.
   * @param {{ xPx: number, yPx: number }} point
   */
  #hint({ xPx, yPx }) {
    const named = xPx < this.#bounds().leftPx ? this.#scene?.lanes : [];
    const lane = laneAt(named ?? [], yPx + this.#view.scrollPx);
    this.canvas.title = lane ? `${lane.name} · ${lane.about}` : "";
  }

  /**
   * @param {{ xPx: number, yPx: number }} point
   * @returns {import("./reveal.js").Chosen}
   */
  #under({ xPx, yPx }) {
    const zone = this.#scene ? hit(this.#scene.zones, xPx, yPx) : null;
    if (!zone) return {};
    return zone.segment ? { segment: zone.segment } : { seq: zone.seq };
  }

  /**
   * @param {import("./reveal.js").Chosen} chosen
   * @param {boolean} [reveal]
   */
  #choose({ seq = null, segment = null }, reveal = false) {
    const changed = this.#apply({ kind: "select", seq, segment });
    if (reveal) this.#reveal({ seq, segment });
    if (changed && segment !== null) this.onSegment(segment);
    else if (changed) this.onSelect(seq);
    return changed;
  }

  /** @param {import("./reveal.js").Chosen} chosen */
  #reveal(chosen) {
    const place = this.#chart && placeOf(this.#chart, this.#view.mode, chosen);
    if (place) this.#apply({ kind: "reveal", ...place });
  }

  /** @param {import("../../state/view.js").Change} change */
  #apply(change) {
    const next = update(this.#view, change, this.#bounds());
    if (next === this.#view) return false;
    const { selected, segment } = this.#view;
    const overlayOnly = change.kind === "hover" || change.kind === "select";
    this.#view = next;
    if (change.kind !== "select" && change.kind !== "settle") this.link?.share(this, next);
    if (selected !== next.selected || segment !== next.segment) this.#name();
    if (overlayOnly) this.loop.request();
    else this.redraw();
    return true;
  }

  /** @returns {import("../../state/view.js").Bounds} */
  #bounds() {
    const leftPx = this.#widthPx < narrowPx ? 0 : namesPx;
    const widthPx = Math.max(50, this.#widthPx - leftPx);
    return {
      whole: { from: 0, to: this.#extent(widthPx) },
      least: leastRange[this.#view.mode],
      leftPx,
      widthPx,
      scrollMaxPx: this.#scrollMaxPx,
    };
  }

  /** @param {number} widthPx */
  #extent(widthPx) {
    const { mode } = this.#view;
    const reach = this.link?.reach(mode) ?? this.reach(mode);
    return Math.max(mode === "time" ? 1000 : widthPx / largestZoom, reach);
  }

  /**
   * reach is how far the run goes: in ns, or in units of the scale by event.
   * @param {import("../../state/view.js").Mode} mode
   */
  reach(mode) {
    if (!this.#chart) return 0;
    const { order, trace } = this.#chart;
    if (mode === "time") return this.#clock.nowNs(trace) * 1.03;
    return order.extent + (trace.waiting.size > 0 ? 150 : 0);
  }

  #draw() {
    this.#widthPx = this.root.clientWidth;
    if (this.#widthPx === 0 || !this.#chart) return this.#blank();
    if (this.#version !== this.#chart.trace.version) this.#grow(this.#chart);
    if (this.#dataDue || !this.#scene) this.#drawData(this.#chart);
    if (this.#frame && this.#scene) {
      this.overlay.draw(overlayShapes(this.#frame, this.#scene, this.#view), this.theme);
    }
    this.#keepTime(this.#chart.trace);
  }

  #blank() {
    this.#scene = null;
    this.#frame = null;
    this.data.draw([], this.theme);
    this.overlay.draw([], this.theme);
  }

  /** @param {Chart} chart */
  #grow(chart) {
    chart.update();
    this.#version = chart.trace.version;
    this.#name();
    this.#dataDue = true;
  }

  #name() {
    if (!this.#chart) return;
    this.canvas.setAttribute("aria-label", timelineLabel(this.#chart.trace, this.#view, this.text));
  }

  /** @param {Chart} chart */
  #drawData(chart) {
    this.#dataDue = false;
    const narrow = this.#widthPx < narrowPx;
    const lanes = lanesOf(chart, this.text, narrow, axisPx, this.#view.mode === "event");
    const whole = heightOf(lanes);
    this.#heightPx = Math.min(whole, tallestPx);
    this.#scrollMaxPx = whole - this.#heightPx;
    const bounds = this.#bounds();
    this.#view = update(this.#view, { kind: "settle" }, bounds);
    const { leftPx, widthPx } = bounds;
    const shown = visible(this.#view, bounds);
    if (this.link) markRange(this.root, shown);
    this.#frame = new Frame({
      chart,
      text: this.text,
      mode: this.#view.mode,
      window: { ...shown, leftPx, widthPx },
      widthPx: this.#widthPx,
      heightPx: this.#heightPx,
      scrollPx: this.#view.scrollPx,
      nowNs: this.#clock.nowNs(chart.trace),
      narrow,
    });
    this.#scene = sceneOf(this.#frame, lanes);
    const ratio = devicePixelRatio || 1;
    this.data.resize(this.#widthPx, this.#heightPx, ratio);
    this.overlay.resize(this.#widthPx, this.#heightPx, ratio);
    this.data.draw(this.#scene.shapes, this.theme);
  }

  /**
   * By real time a waiting call's bar grows with the clock.
   * @param {import("../../model/trace.js").Trace} trace
   */
  #keepTime(trace) {
    const grows = !trace.ended && trace.waiting.size > 0 && this.#view.mode === "time";
    if (grows) this.redraw();
  }
}

/**
 * createTimeline makes the timeline of a root element.
 * @param {TimelineOptions} options
 */
export function createTimeline(options) {
  return new Timeline(options);
}
