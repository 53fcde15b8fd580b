// A frame is one view of a chart: where on the canvas its instants and calls are.

import { waitKey } from "../model/trace.js";
import { fromPx, pxPer, toPx } from "../scale/time.js";
import { carries } from "../model/call.js";
import { placeCards } from "./cards.js";
import { BandPx, boxPadPx, widestCellPx } from "./metrics.js";
import { edgesOf, unitsOf } from "./units.js";

/**
 * Box is the place of a call's box in its lane.
 * @typedef {object} Box
 * @property {number} x
 * @property {number} w
 * @property {number} cell width of a character's cell
 * @property {number[] | null} edges of its bytes in such cells, where they are not all as wide
 * @property {boolean} card by real time: hung on a line from where the call was
 */

/**
 * @typedef {object} FrameInit
 * @property {import("./chart.js").Chart} chart
 * @property {import("../model/text.js").Text} text
 * @property {"event" | "time"} mode
 * @property {import("../scale/time.js").Window} window
 * @property {number} widthPx of the whole canvas
 * @property {number} heightPx
 * @property {number} scrollPx
 * @property {number} nowNs
 * @property {boolean} narrow
 */

/** A call's box may reach into view from so far left: the natural room of the widest, with its label. */
const widestCallPx = 340;
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
    this.narrow = init.narrow;
    this.byEvent = init.mode === "event";
    this.leftPx = init.window.leftPx;
    this.rightPx = init.window.leftPx + init.window.widthPx;
    /** How much larger than natural the calls' room is. */
    this.zoom = this.byEvent ? pxPer(init.window) : 1;
    /** Where in a lane of calls the boxes are, and the band of everything else. */
    this.band = this.byEvent ? BandPx.event : BandPx.time;
    /** @type {Map<number, Box>} */
    this.boxes = new Map();
    /** By the row of calls. @type {Map<import("./peercalls.js").PeerCalls, Map<number, { x: number, w: number }>>} */
    this.cards = new Map();
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
    const at = this.byEvent ? this.chart.order.starts[i] : this.trace.columns.start.at[i];
    return toPx(this.window, at);
  }

  /** @param {number} i */
  endX(i) {
    const at = this.byEvent ? this.chart.order.ends[i] : this.trace.columns.end.at[i];
    return toPx(this.window, at);
  }

  /** @param {number} ns */
  atX(ns) {
    return toPx(this.window, this.byEvent ? this.chart.order.atNs(ns) : ns);
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
    const value = fromPx(this.window, px);
    return this.byEvent ? this.chart.order.nsAt(value) : value;
  }

  /** pixelsNs is when each pixel of the plot begins, and when the last one ends. */
  pixelsNs() {
    if (this.pixels) return this.pixels;
    const { window, byEvent } = this;
    const count = Math.ceil(window.widthPx) + 1;
    const [from, step] = [window.from, 1 / pxPer(window)];
    return (this.pixels = byEvent
      ? this.chart.order.nsAlong(from, step, count)
      : Float64Array.from({ length: count }, (_, n) => from + n * step));
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
    const edges = edgesOf(this.trace, i);
    const units = unitsOf(this.trace, i, edges);
    const card = this.#card(i);
    const x = card?.x ?? this.anchorX(i);
    let w =
      card?.w ??
      Math.min(this.chart.room.at[i] * this.zoom, Math.max(90, units * widestCellPx + 2 * boxPadPx));
    if (!card && !this.byEvent) w = Math.max(leastBoxPx, Math.min(w, this.roomAfter(i, x)));
    return { x, w, cell: (w - 2 * padOf(w)) / units, edges, card: card !== undefined };
  }

  /** @param {number} i */
  #card(i) {
    if (this.byEvent || !carries(this.trace.columns.call.at[i])) return undefined;
    const { calls } = this.chart.rowOf(i);
    let cards = this.cards.get(calls);
    if (!cards) this.cards.set(calls, (cards = placeCards(this, calls)));
    return cards.get(i);
  }

  /**
   * byteX is where in its box a byte of a call begins.
   * @param {number} i
   * @param {number} off
   */
  byteX(i, off) {
    const box = this.box(i);
    return box.x + padOf(box.w) + (box.edges?.[off] ?? off) * box.cell;
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
    const waiting = this.trace.waiting.get(waitKey(peer.at[i], strand.at[i]));
    return waiting ? this.atX(waiting.start) - x - 3 : Infinity;
  }

  /**
   * inView lists which calls of a peer may be seen: from, to (not included).
   * @param {import("./peercalls.js").PeerCalls} calls
   * @returns {[number, number]}
   */
  inView(calls) {
    const { events } = calls;
    const reach = widestCallPx * this.zoom;
    const first = search(events.length, (k) => this.endX(events.at[k]) + reach >= this.leftPx);
    const last = search(events.length, (k) => this.startX(events.at[k]) > this.rightPx);
    return [first, last];
  }
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
