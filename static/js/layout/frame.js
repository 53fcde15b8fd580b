// A frame is one view of a chart: where on the canvas its instants and calls are.

import { waitKey } from "../model/waiting.js";
import { fromPx, pxPer, toPx } from "../scale/time.js";
import { carries } from "../model/call.js";
import { Cards } from "./cards.js";
import { BandPx, boxPadPx, widestCellPx } from "./metrics.js";
import { share, unitsOfCall } from "./units.js";

/**
 * Box is the place of a call's box in its lane.
 * @typedef {object} Box
 * @property {number} x
 * @property {number} w
 * @property {import("./units.js").Shared} shared how its bytes share it
 * @property {import("./cards.js").Hung | null} card by time: hung on a line from where the call was
 */

/**
 * @typedef {object} FrameInit
 * @property {import("./chart.js").Chart} chart
 * @property {import("../model/text.js").Text} text
 * @property {import("../scale/time.js").Mode} mode
 * @property {import("../scale/time.js").Window} window
 * @property {number} widthPx of the whole canvas
 * @property {number} heightPx
 * @property {number} scrollPx
 * @property {number} nowNs
 * @property {boolean} [past] whether nowNs is a moment that is shown again
 * @property {boolean} narrow
 * @property {readonly string[]} [named] what the lesson is about
 * @property {number} [chosen] which event is selected, -1 for none
 */

/** A call's box may reach into view from so far left: the natural room of the widest, with its label. */
const widestCallPx = 920;
/** By time a card is no farther from its call than it is wide. */
const cardReachPx = 500;
/** The least width of a box that goes as far as the next call lets it, and the gap to that. */
const leastBoxPx = 3;
/** Boxes narrower than this have next to no room left and right of their cells. */
const leastPaddedPx = 40;

/** Frame places things; it is made anew for every drawing. */
export class Frame {
  /** @param {FrameInit} init */
  constructor(init) {
    this.chart = init.chart;
    this.trace = init.chart.trace;
    this.text = init.text;
    this.window = init.window;
    this.widthPx = init.widthPx;
    this.heightPx = init.heightPx;
    this.scrollPx = init.scrollPx;
    this.nowNs = init.nowNs;
    /** Whether a moment is shown, and not all that is known. */
    this.past = init.past ?? false;
    this.narrow = init.narrow;
    this.named = init.named ?? [];
    this.chosen = init.chosen ?? -1;
    this.mode = init.mode;
    this.byEvent = init.mode === "event";
    if (init.mode === "folded" && !this.past) init.chart.folded.until(init.nowNs);
    this.leftPx = init.window.leftPx;
    this.rightPx = init.window.leftPx + init.window.widthPx;
    /** How much larger than natural the calls' room is. */
    this.zoom = this.byEvent ? pxPer(init.window) : 1;
    /** Where in a lane of calls the boxes are, and the band of everything else. */
    this.band = this.byEvent ? BandPx.event : BandPx.time;
    /** @type {Map<number, Box>} */
    this.boxes = new Map();
    this.cards = new Cards(this);
    /** What samplesInView and samplesUnder found. */
    this.samples = {
      /** @type {Map<import("../model/sockets.js").Socket, [number, number]>} */
      inView: new Map(),
      /** @type {Map<import("../model/sockets.js").Socket, Int32Array>} */
      under: new Map(),
    };
    /** When each pixel of the plot begins, see pixelsNs. @type {Float64Array | null} */
    this.pixels = null;
  }

  /** @param {number} i */
  startX(i) {
    if (this.byEvent) return toPx(this.window, this.chart.order.starts[i]);
    return this.atX(this.trace.columns.start.at[i]);
  }

  /** @param {number} i */
  endX(i) {
    if (this.byEvent) return toPx(this.window, this.chart.order.ends[i]);
    return this.atX(this.trace.columns.end.at[i]);
  }

  /** @param {number} ns */
  atX(ns) {
    return toPx(this.window, placeAt(this.chart, this.mode, ns));
  }

  /** segmentX is where a captured segment is. @param {number} n index */
  segmentX(n) {
    const ns = this.trace.segments.at.at[n];
    const point = this.chart.wires.pointOf(n);
    if (!this.byEvent || point < 0) return this.atX(ns);
    return toPx(this.window, this.chart.order.points[point]);
  }

  /** segmentPx is the room of a captured segment's box. @param {number} n index */
  segmentPx(n) {
    const point = this.chart.wires.pointOf(n);
    return point < 0 ? 0 : this.chart.wires.points.room.at[point] * this.zoom;
  }

  /** @param {number} px */
  nsAt(px) {
    return nsOf(this.chart, this.mode, fromPx(this.window, px));
  }

  /** pixelsNs is when each pixel of the plot begins, and when the last one ends. */
  pixelsNs() {
    if (this.pixels) return this.pixels;
    const { window, chart, mode } = this;
    const count = Math.ceil(window.widthPx) + 1;
    const [from, step] = [window.from, 1 / pxPer(window)];
    if (mode === "event") return (this.pixels = chart.order.nsAlong(from, step, count));
    this.pixels = new Float64Array(count);
    for (let n = 0; n < count; n++) this.pixels[n] = nsOf(chart, mode, from + n * step);
    return this.pixels;
  }

  /** late: the box stands at the call's end. @param {number} i */
  late(i) {
    return this.chart.late.at[i] !== 0;
  }

  /** anchorX is where a call's box belongs. @param {number} i */
  anchorX(i) {
    return this.late(i) ? this.endX(i) : this.startX(i);
  }

  /**
   * box places the box of a call.
   * @param {number} i
   * @returns {Box}
   */
  box(i) {
    let box = this.boxes.get(i);
    if (!box) this.boxes.set(i, (box = this.#boxOf(i)));
    return box;
  }

  /**
   * A box is a card, or else as wide as it needs and as far as the next call
   * of its peer lets it.
   * @param {number} i
   * @returns {Box}
   */
  #boxOf(i) {
    const units = unitsOfCall(this.trace, i);
    const card = this.#card(i);
    const x = card?.x ?? this.anchorX(i);
    let w =
      card?.w ??
      Math.min(
        this.chart.room.at[i] * this.zoom,
        Math.max(90, units.whole.all * widestCellPx + 2 * boxPadPx),
      );
    if (!card && !this.byEvent) w = Math.max(leastBoxPx, Math.min(w, this.roomAfter(i, x)));
    return { x, w, shared: share(units, w - 2 * padOf(w)), card };
  }

  /** @param {number} i */
  #card(i) {
    if (this.byEvent || !carries(this.trace.columns.call.at[i])) return null;
    return this.cards.of(this.chart.rowOf(i).calls).get(i) ?? null;
  }

  /**
   * byteX is where in its box a byte of a call begins.
   * @param {number} i
   * @param {number} off
   */
  byteX(i, off) {
    const box = this.box(i);
    return box.x + padOf(box.w) + box.shared.units.at(off) * box.shared.cell;
  }

  /**
   * @param {number} i
   * @param {number} x
   */
  roomAfter(i, x) {
    const list = this.chart.rowOf(i).calls.events;
    const next = nextOf(list, i);
    if (next >= 0) return this.startX(next) - x - 3;
    const { peer, strand } = this.trace.columns;
    const waiting = this.trace.waiting.get(waitKey(peer.at[i], strand.get(i)));
    return waiting ? this.atX(waiting.start) - x - 3 : Infinity;
  }

  /**
   * inView lists which calls of a peer may be seen: from, to (not included).
   * @param {import("./peercalls.js").PeerCalls} calls
   * @param {number} [reach] px beside the view
   * @returns {[number, number]}
   */
  inView({ events }, reach = this.byEvent ? 0 : cardReachPx) {
    const before = reach + (this.byEvent ? widestCallPx * this.zoom : 0);
    const first = search(events.length, (k) => this.endX(events.at[k]) + before >= this.leftPx);
    const last = search(events.length, (k) => this.startX(events.at[k]) > this.rightPx + reach);
    return [first, last];
  }
}

/**
 * placeAt returns the place of an instant on the axis of a mode.
 * @param {import("./chart.js").Chart} chart
 * @param {import("../scale/time.js").Mode} mode
 * @param {number} ns
 */
export function placeAt({ order, folded }, mode, ns) {
  return mode === "time" ? ns : (mode === "event" ? order : folded).atNs(ns);
}

/**
 * nsOf returns the instant at a place on the axis of a mode.
 * @param {import("./chart.js").Chart} chart
 * @param {import("../scale/time.js").Mode} mode
 * @param {number} place
 */
export function nsOf({ order, folded }, mode, place) {
  return mode === "time" ? place : (mode === "event" ? order : folded).nsAt(place);
}

/**
 * padOf is the room left and right of the cells: little in a small box.
 * @param {number} w
 */
function padOf(w) {
  return w > leastPaddedPx ? boxPadPx : 1;
}

/**
 * @param {import("../model/column.js").Column<Int32Array>} list sorted
 * @param {number} i
 */
function nextOf(list, i) {
  const at = search(list.length, (k) => list.at[k] > i);
  return at < list.length ? list.at[at] : -1;
}

/**
 * search returns the first k in [0, length) for which the test holds, it holding
 * for all after it.
 * @param {number} length
 * @param {(k: number) => boolean} test
 */
export function search(length, test) {
  let low = 0;
  let high = length;
  while (low < high) {
    const mid = (low + high) >>> 1;
    if (test(mid)) high = mid;
    else low = mid + 1;
  }
  return low;
}
