// Ribbons tie the bytes of a send to the receives that took them: through the
// segment that carried them and the queue they rested in, where those are known.

import { receives } from "../model/call.js";
import { colour } from "../model/message.js";
import { boxPx } from "./metrics.js";
import { stayKey } from "./stays.js";
import { leastStripPx, mergedInk } from "./strips.js";
import { runsSeen } from "./seenruns.js";
import { runsOfSend } from "./runs.js";

/** @typedef {{ from: number, to: number }} Extent */

/** More calls in view for a pixel than this have no ribbons: they would be one blur. */
const densest = 1 / 3;
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
  const seen = callsInView(frame);
  if (!seen) return;
  for (const take of seen.takes) {
    for (const { piece, at } of piecesOf(frame, take, seen)) new Ribbon(frame, out, take, piece).tie(at);
    if (isDeep(frame, take)) farBands(frame, out, take);
  }
}

/**
 * Seen is the receives in view and those that took from a send in view, and the
 * sends in view by stream.
 * @typedef {{ takes: Set<number>, sends: Map<number, number[]> }} Seen
 */

/**
 * callsInView lists the calls whose bytes are tied, null where they are too many.
 * @param {import("./frame.js").Frame} frame
 * @returns {Seen | null}
 */
function callsInView(frame) {
  const { chart, trace } = frame;
  const { call, stream, conn } = trace.columns;
  /** @type {Seen} */
  const seen = { takes: new Set(), sends: new Map() };
  let left = frame.window.widthPx * densest;
  for (const { all: peer } of chart.strands) {
    const [first, last] = frame.inView(peer);
    left -= last - first;
    if (left < 0) return null;
    for (let k = first; k < last; k++) {
      const i = peer.events.at[k];
      if (receives(call.at[i])) {
        seen.takes.add(i);
        continue;
      }
      const of = stream.at[i] || conn.at[i];
      const sends = seen.sends.get(of);
      if (sends) sends.push(i);
      else seen.sends.set(of, [i]);
      const takes = chart.sockets.receivers(trace, i, partsOfBox(frame, i));
      for (const take of takes) seen.takes.add(take);
    }
  }
  return seen;
}

/**
 * partsOfBox is how many parts of a call's box there is room for.
 * @param {import("./frame.js").Frame} frame
 * @param {number} i
 */
function partsOfBox(frame, i) {
  return Math.max(1, Math.min(frame.box(i).w, frame.window.widthPx) / leastStripPx);
}

/**
 * piecesOf lists what is tied to a receive: all its pieces, or where they are too
 * many those of sends in view.
 * @param {import("./frame.js").Frame} frame
 * @param {number} take
 * @param {Seen} seen
 * @returns {{ piece: import("../model/streams.js").Piece, at: number }[]} at: how many bytes of the receive are of earlier sends
 */
function piecesOf(frame, take, { sends }) {
  const { trace } = frame;
  if (isDeep(frame, take)) {
    const { stream, off, got } = trace.columns;
    const [begin, end] = [off.at[take], off.at[take] + got.at[take]];
    return (sends.get(stream.at[take]) ?? []).flatMap((index) => {
      const from = Math.max(begin, off.at[index]);
      const len = Math.min(end, off.at[index] + got.at[index]) - from;
      return len > 0 ? [{ piece: { index, off: from - off.at[index], len }, at: from - begin }] : [];
    });
  }
  let at = 0;
  return trace.pieces(take).map((piece) => {
    at += piece.len;
    return { piece, at: at - piece.len };
  });
}

/**
 * isDeep reports whether a receive took from more sends than its box has room for.
 * @param {import("./frame.js").Frame} frame
 * @param {number} take
 */
function isDeep(frame, take) {
  const { trace } = frame;
  const { stream, off, got, conn } = trace.columns;
  if (stream.at[take] === 0 || trace.conns.datagrams(conn.at[take])) return false;
  return trace.streamDepth(stream.at[take], off.at[take], got.at[take]) > partsOfBox(frame, take);
}

/**
 * farBands ties the strips of a deep receive to sends left of the view, many at once.
 * @param {import("./frame.js").Frame} frame
 * @param {import("./out.js").Out} out
 * @param {number} take
 */
function farBands(frame, out, take) {
  const { trace, chart } = frame;
  const { stream, off } = trace.columns;
  const sendOf = (/** @type {number} */ at) => trace.streamPieces(stream.at[take], off.at[take] + at, 1)[0]?.index; // prettier-ignore
  for (const { from, to, message, header, sends } of runsSeen(frame, take)) {
    const [first, last] = [sendOf(from), sendOf(to - 1)];
    if (first === undefined || last === undefined || frame.endX(last) >= frame.leftPx) continue;
    const sendTop = out.callTops.get(chart.rowOf(first).calls);
    const takeTop = out.callTops.get(chart.rowOf(take).calls);
    if (sendTop === undefined || takeTop === undefined) continue;
    const down = sendTop <= takeTop;
    const color = sends ? mergedInk : header || message < 0 ? "header" : colour(message);
    const [ax0, ax1] = [frame.startX(first), frame.endX(last)];
    const [bx0, bx1] = [frame.byteX(take, from), frame.byteX(take, to)];
    const [ay, by] = [sendTop + (down ? boxPx : 0), takeTop + (down ? 0 : boxPx)];
    out.bands.push({ t: "band", ax0, ax1, ay, bx0, bx1, by, color, alpha, send: 0, take: take + 1 });
  }
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
    if (sendTop === undefined || takeTop === undefined || !frame.trace.knows(piece.index)) return;
    this.down = sendTop <= takeTop;
    this.fromY = sendTop + (this.down ? boxPx : 0);
    this.toY = takeTop + (this.down ? 0 : boxPx);
    if (piece.len === 0) return this.#empty();
    for (const run of runsOfSend(frame.trace, piece.index, piece.off, piece.len, 0)) {
      const color = run.header ? "header" : colour(run.message);
      const [begin, end] = [piece.off + run.from, piece.off + run.to];
      const { from, to } = extent(frame, piece.index, begin, end);
      const passages = out.passages.of(frame, piece.index, begin, end, (to - from) / leastStripPx + 1);
      for (const part of partsOf(passages, begin, end)) {
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
