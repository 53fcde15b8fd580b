// What only datagrams have. In a queue each is a box of its own, and those behind the
// first are dashed and hatched, for the kernel's number is about the first alone; an
// empty one has a ribbon.

import { arrivalsOf } from "../model/arrivals.js";
import { carriersOf } from "../model/capture.js";
import { colour } from "../model/message.js";
import { Field } from "../model/probe.js";
import { lateDatagrams } from "./late.js";
import { Cut, fit, LaneHeight, textPx } from "./metrics.js";
import { sampleX } from "./samples.js";

/** @typedef {import("./frame.js").Frame} Frame */
/** @typedef {import("../model/sockets.js").Socket} Socket */

/** Lying is what lies in a queue, and its look where it was not measured there. @typedef {import("../model/streams.js").Piece & { look?: Partial<import("./shapes.js").Rect> }} Lying */

const inferred = Object.freeze({ alpha: 0.12, pattern: 1, dash: true });
/** How far boxes are apart, and of how many at most. */
const apartPx = 3;
const mostApart = 8;
/** About how tall what lies in a queue is. */
const tallPx = LaneHeight.receive - 30 - Cut.receive[0];
/** Room between one note and the next. */
const notePx = 24;

/** Datagrams is what waits in one socket's queue, sample by sample. */
export class Datagrams {
  #arrivals;

  /**
   * @param {Frame} frame
   * @param {Socket} socket
   */
  constructor(frame, socket) {
    this.frame = frame;
    this.socket = socket;
    this.#arrivals = arrivalsOf(frame.chart.whole);
    const { bytes, count } = this.#arrivals.most(frame.chart.whole.trace, socket);
    const gaps = count > mostApart ? 0 : count - 1;
    /** How far boxes are apart, in bytes. */
    this.gap = gaps > 0 ? (apartPx * bytes) / (tallPx - apartPx * gaps) : 0;
    /** How tall the queue is at most, in bytes. */
    this.most = bytes + this.gap * gaps;
  }

  /**
   * at returns what waited at sample k.
   * @param {number} k
   * @param {number} most
   */
  at(k, most) {
    const { trace } = this.frame.chart.whole;
    const { pieces, bytes, measured } = this.#arrivals.at(trace, this.socket, k, most);
    /** @type {Lying[]} */
    const lying = pieces.map((piece, n) => {
      return n < measured ? piece : { ...piece, look: { ...inferred, stroke: colour(trace.message(piece.index)) } };
    }); // prettier-ignore
    return { pieces: lying, bytes, measured };
  }

  /**
   * notes says above the boxes where more wait than the kernel's number is about, and
   * from what that follows.
   * @param {number} first
   * @param {number} last
   * @param {(value: number) => number} yOf
   * @param {import("./shapes.js").Shape[]} shapes
   */
  notes(first, last, yOf, shapes) {
    const { frame, socket } = this;
    let [free, told] = [-Infinity, false];
    for (let k = first; k < last; k++) {
      const { pieces, measured } = this.at(k, 2);
      const isBehind = pieces.length > measured;
      const x = Math.max(sampleX(frame, socket, k), frame.leftPx) + 4;
      if (isBehind && !told && x >= free) {
        const text = fit(this.#words(k), frame.rightPx - x - 4);
        if (!text) return;
        const y = yOf(this.most) - 7;
        shapes.push({ t: "text", x, y, ...text, color: "dim" });
        free = x + textPx(text.text, text.size) + notePx;
      }
      told = isBehind;
    }
  }

  /**
   * words says what is known of datagrams behind the first, the longest words first: the
   * memory that the queue takes up has grown while the first stayed what it was.
   * @param {number} k
   */
  #words(k) {
    const { text, trace } = this.frame;
    const { samples } = this.socket;
    const memory = (/** @type {number} */ n) => trace.probes.field(samples.at[n], Field.memory);
    const front = (/** @type {number} */ n) => this.at(n, 1).pieces[0]?.index;
    const plain = text("queue.behind");
    if (k === 0 || front(k - 1) !== front(k) || memory(k) <= memory(k - 1)) return [plain];
    return [text("queue.behind.memory", memory(k - 1), memory(k)), plain];
  }
}

/**
 * tieEmpty ties an empty datagram, which has no bytes but is a message.
 * @param {import("./ribbons.js").Ribbon} ribbon
 */
function tieEmpty(ribbon) {
  const { frame, out, piece, take, down } = ribbon;
  const whole = (/** @type {{ x: number, w: number }} */ { x, w }) => ({ from: x, to: x + w });
  const color = colour(frame.trace.message(piece.index));
  /** @type {import("./ribbons.js").Leg} */
  let from = [whole(frame.box(piece.index)), ribbon.fromY];
  const [n] = out.passages.lanes.size === 0 ? [] : carriersOf(frame.trace, piece.index, 0, 0, 1);
  const place = n === undefined ? null : out.passages.place(frame, n);
  if (place) {
    const [into, leaving] = down ? [place.top, place.low] : [place.low, place.top];
    ribbon.leg(from, [whole(place), into], color);
    from = [whole(place), leaving];
  }
  ribbon.leg(from, [whole(frame.box(take)), ribbon.toY], color);
}

const ofDatagrams = {
  tieEmpty,
  linedIn: (/** @type {Frame} */ frame, /** @type {Socket} */ socket) => new Datagrams(frame, socket),
};

/** @typedef {typeof ofDatagrams} OfDatagrams */

lateDatagrams.has(() => ofDatagrams);
