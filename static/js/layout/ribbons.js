// Ribbons tie the bytes of a send to the receives that took them: through the
// segment that carried them and the queue they rested in, where those are known.

import { receives } from "../model/call.js";
import { colour } from "../model/message.js";
import { boxPx } from "./metrics.js";
import { stayKey } from "./stays.js";
import { runsOfSend } from "./runs.js";

/** @typedef {{ from: number, to: number }} Extent */

/** More calls in view than this have no ribbons: they would be one blur. */
const mostCalls = 500;
const alpha = 0.2;
/** Bytes that lay in a queue for less are tied past it: its ends would lie over each other. */
const leastStayPx = 8;
/** Ribbons are at most so wide where they go into a queue and out of it: by real time width is time. */
const WidestPx = Object.freeze({ event: 64, time: 12 });

/**
 * ribbonBands adds the bands of all calls in view.
 * @param {import("./frame.js").Frame} frame
 * @param {import("./out.js").Out} out
 */
export function ribbonBands(frame, out) {
  for (const take of receivesInView(frame)) {
    let at = 0;
    for (const piece of frame.trace.pieces(take)) {
      new Ribbon(frame, out, take, piece).tie(at);
      at += piece.len;
    }
  }
}

/**
 * receivesInView lists the receives in view and those that took from a send
 * in view.
 * @param {import("./frame.js").Frame} frame
 * @returns {Set<number>}
 */
function receivesInView(frame) {
  const { chart, trace } = frame;
  /** @type {Set<number>} */
  const takes = new Set();
  let calls = 0;
  for (const { all: peer } of chart.strands) {
    const [first, last] = frame.inView(peer);
    calls += last - first;
    if (calls > mostCalls) return new Set();
    for (let k = first; k < last; k++) {
      const i = peer.events.at[k];
      if (receives(trace.columns.call.at[i])) takes.add(i);
      else for (const take of chart.sockets.receivers(trace, i)) takes.add(take);
    }
  }
  return takes;
}

/** Ribbon ties one piece: bytes of a send that a receive took. */
class Ribbon {
  /**
   * @param {import("./frame.js").Frame} frame
   * @param {import("./out.js").Out} out
   * @param {number} take
   * @param {import("../model/streams.js").Piece} piece
   */
  constructor(frame, out, take, piece) {
    this.frame = frame;
    this.out = out;
    this.take = take;
    this.piece = piece;
    this.down = true;
    this.fromY = 0;
    this.toY = 0;
    const { conn } = frame.trace.columns;
    this.stay = out.stays.get(stayKey(conn.at[take], piece.index));
  }

  /** @param {number} at how many bytes of the receive are of earlier pieces */
  tie(at) {
    const { frame, out, take, piece } = this;
    const sendTop = out.callTops.get(frame.chart.rowOf(piece.index).calls);
    const takeTop = out.callTops.get(frame.chart.rowOf(take).calls);
    if (sendTop === undefined || takeTop === undefined) return;
    this.down = sendTop <= takeTop;
    this.fromY = sendTop + (this.down ? boxPx : 0);
    this.toY = takeTop + (this.down ? 0 : boxPx);
    if (piece.len === 0) return this.#empty();
    for (const run of runsOfSend(frame.trace, piece.index, piece.off, piece.len, 0)) {
      const color = run.header ? "header" : colour(run.message);
      const [begin, end] = [piece.off + run.from, piece.off + run.to];
      for (const part of partsOf(out.passages.of(frame, piece.index, begin, end), begin, end)) {
        this.#part(part, at + part.begin - piece.off, color);
      }
    }
  }

  /**
   * part ties bytes that went through one segment, leg by leg.
   * @param {Part} part
   * @param {number} taken which byte of the receive is the first of them
   * @param {string} color
   */
  #part({ begin, end, passage }, taken, color) {
    const { frame, piece, take, stay } = this;
    const last = taken + end - begin;
    /** @type {Leg} */
    let from = [extent(frame, piece.index, begin, end), this.fromY];
    if (passage) {
      const share = { from: passage.x0, to: passage.x1 };
      this.#leg(from, [share, this.down ? passage.top : passage.low], color);
      from = [share, this.down ? passage.low : passage.top];
    }
    if (stay && stay.x1 - stay.x0 > leastStayPx) {
      const [into, leaving] = [
        comingIn(frame, stay, [begin, end]),
        goingOut(frame, stay, take, [taken, last]),
      ];
      this.#leg(from, [into, this.down ? stay.top : stay.base], color);
      from = [leaving, this.down ? stay.base : stay.top];
    }
    this.#leg(from, [extent(frame, take, taken, last), this.toY], color);
  }

  /** empty ties an empty datagram, which has no bytes but is a message. */
  #empty() {
    const { frame, out, piece, take } = this;
    const whole = (/** @type {{ x: number, w: number }} */ { x, w }) => ({ from: x, to: x + w });
    const color = colour(frame.trace.message(piece.index));
    /** @type {Leg} */
    let from = [whole(frame.box(piece.index)), this.fromY];
    const place = out.passages.empty(frame, piece.index);
    if (place) {
      const [into, leaving] = this.down ? [place.top, place.low] : [place.low, place.top];
      this.#leg(from, [whole(place), into], color);
      from = [whole(place), leaving];
    }
    this.#leg(from, [whole(frame.box(take)), this.toY], color);
  }

  /**
   * @param {Leg} a
   * @param {Leg} b
   * @param {string} color
   */
  #leg([a, ay], [b, by], color) {
    const [send, take] = [this.piece.index + 1, this.take + 1];
    const [ax0, ax1, bx0, bx1] = [a.from, a.to, b.from, b.to];
    this.out.bands.push({ t: "band", ax0, ax1, ay, bx0, bx1, by, color, alpha, send, take });
  }
}

/** Leg is one end of a band: from where to where, and at which height. @typedef {[Extent, number]} Leg */

/** @typedef {{ begin: number, end: number, passage: import("./passages.js").Passage | null }} Part */

/**
 * partsOf cuts bytes [begin, end) of a send where one segment ends and the next
 * begins; what went through none that is known is a part too.
 * @param {import("./passages.js").Passage[]} passages
 * @param {number} begin
 * @param {number} end
 * @returns {Part[]}
 */
function partsOf(passages, begin, end) {
  /** @type {Part[]} */
  const parts = [];
  let at = begin;
  for (const passage of passages) {
    if (passage.begin > at) parts.push({ begin: at, end: passage.begin, passage: null });
    parts.push({ begin: passage.begin, end: passage.end, passage });
    at = passage.end;
  }
  if (at < end) parts.push({ begin: at, end, passage: null });
  return parts;
}

/**
 * @param {import("./frame.js").Frame} frame
 * @param {number} i
 * @param {number} begin
 * @param {number} end
 * @returns {Extent}
 */
function extent(frame, i, begin, end) {
  return { from: frame.byteX(i, begin), to: frame.byteX(i, end) };
}

/**
 * widthOf is how wide a ribbon may be at a queue.
 * @param {import("./frame.js").Frame} frame
 * @param {import("./stays.js").Stay} stay
 */
function widthOf(frame, stay) {
  return Math.min(frame.byEvent ? WidestPx.event : WidestPx.time, (stay.x1 - stay.x0) / 2);
}

/**
 * comingIn is where bytes of a send come into a queue, beside those that come
 * with them.
 * @param {import("./frame.js").Frame} frame
 * @param {import("./stays.js").Stay} stay
 * @param {[number, number]} sent
 * @returns {Extent}
 */
function comingIn(frame, stay, sent) {
  const w0 = Math.min(widthOf(frame, stay), stay.w0);
  const slot = (stay.share.to - stay.share.from) / Math.max(1, frame.trace.columns.got.at[stay.send]);
  const [from, to] = sent.map((byte) => stay.x0 + w0 * (stay.share.from + byte * slot));
  return { from, to };
}

/**
 * goingOut is where bytes of a receive leave a queue, beside those that leave
 * with them.
 * @param {import("./frame.js").Frame} frame
 * @param {import("./stays.js").Stay} stay
 * @param {number} take
 * @param {[number, number]} taken
 * @returns {Extent}
 */
function goingOut(frame, stay, take, taken) {
  const w = widthOf(frame, stay);
  const leaving = Math.min(stay.x1, Math.max(stay.x0 + w, frame.anchorX(take)));
  const got = Math.max(1, frame.trace.columns.got.at[take]);
  const [from, to] = taken.map((byte) => leaving - w + (w * byte) / got);
  return { from, to };
}
