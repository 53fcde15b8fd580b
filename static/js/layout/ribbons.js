// Ribbons tie the bytes of a send to the receives that took them: through the
// segment that carried them and the queue they rested in, where those are known.

import { receives } from "../model/call.js";
import { colour } from "../model/message.js";
import { lateDatagrams, lateFar } from "./late.js";
import { boxPx } from "./metrics.js";
import { lastRest, stayKey, staysIn } from "./stays.js";
import { leastStripPx } from "./strips.js";
import { runsOfSend } from "./runs.js";

/** @typedef {{ from: number, to: number }} Extent */

/** More calls in view for a pixel than this have no ribbons: they would be one blur. */
const densest = 1 / 3;
export const alpha = 0.2;
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
    if (isDeep(frame, take)) lateFar.draw(frame, out, take);
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

/** Ribbon ties one piece: bytes of a send that a receive took. */
export class Ribbon {
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
    this.held = out.stays.get(stayKey(conn.at[take], piece.index));
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
    if (piece.len === 0) return lateDatagrams.draw()?.tieEmpty(this);
    for (const run of runsOfSend(frame.trace, piece.index, piece.off, piece.len, 0)) {
      const color = run.header ? "header" : colour(run.message);
      const [begin, end] = [piece.off + run.from, piece.off + run.to];
      const { from, to } = extent(frame, piece.index, begin, end);
      const passages = out.passages.of(frame, piece.index, begin, end, (to - from) / leastStripPx + 1);
      for (const part of partsOf(passages, begin, end).flatMap((part) => byStay(part, this.held))) {
        this.#part(part, at + part.begin - piece.off, color);
      }
    }
  }

  /**
   * part ties bytes that went through one segment and came into the queue at once, leg
   * by leg.
   * @param {Part} part
   * @param {number} taken which byte of the receive is the first of them
   * @param {string} color
   */
  #part({ begin, end, passage, stay }, taken, color) {
    const { frame, piece, take } = this;
    const last = taken + end - begin;
    /** @type {Leg} */
    let from = [extent(frame, piece.index, begin, end), this.fromY];
    if (passage) {
      const share = { from: passage.x0, to: passage.x1 };
      this.leg(from, [share, this.down ? passage.top : passage.low], color);
      from = [share, this.down ? passage.low : passage.top];
    }
    const visit = stay && this.held && this.#visit(stay, this.held, { begin, end, passage }, [taken, last]);
    if (stay && visit) {
      this.leg(from, [visit.into, this.down ? visit.inTop : stay.base], color);
      from = [visit.leaving, this.down ? stay.base : visit.outTop];
    }
    this.leg(from, [extent(frame, take, taken, last), this.toY], color);
  }

  /**
   * visit is where bytes come into a queue and leave it, null where they lay in it for
   * too short a stretch: they come in no earlier than they were on the wire, and
   * leave while they were still there.
   * @param {import("./stays.js").Stay} stay
   * @param {import("./stays.js").Held} held
   * @param {{ begin: number, end: number, passage: import("./passages.js").Passage | null }} part
   * @param {[number, number]} taken
   */
  #visit(stay, held, { begin, end, passage }, taken) {
    const { frame, take } = this;
    const rest = lastRest(held, end);
    if (!rest || rest.x1 - stay.x0 <= leastStayPx) return null;
    const w = Math.min(frame.byEvent ? WidestPx.event : WidestPx.time, (rest.x1 - stay.x0) / 2);
    const came = comingIn(stay, [begin, end], Math.min(w, stay.w0));
    const place = placeOf(held, came, passage?.x0 ?? -Infinity);
    if (!place || place.into.to > rest.x1) return null;
    const { into } = place;
    const narrow = Math.min(w, rest.x1 - Math.max(rest.x0, into.from));
    const latest = Math.max(rest.x0 + narrow, into.to, frame.anchorX(take));
    const leaving = goingOut(frame, take, taken, { narrow, at: Math.min(rest.x1, latest) });
    return { into, inTop: place.top, leaving, outTop: rest.top };
  }

  /**
   * leg adds the band from one place to another.
   * @param {Leg} a
   * @param {Leg} b
   * @param {string} color
   */
  leg([a, ay], [b, by], color) {
    const [send, take] = [this.piece.index + 1, this.take + 1];
    const [ax0, ax1, bx0, bx1] = [a.from, a.to, b.from, b.to];
    this.out.bands.push({ t: "band", ax0, ax1, ay, bx0, bx1, by, color, alpha, send, take });
  }
}

/** Leg is one end of a band: from where to where, and at which height. @typedef {[Extent, number]} Leg */

/** @typedef {{ begin: number, end: number, passage: import("./passages.js").Passage | null, stay?: import("./stays.js").Stay | undefined }} Part */

/**
 * byStay cuts a part where bytes that came into the queue at once end and others begin.
 * @param {Part} part
 * @param {import("./stays.js").Held | undefined} held
 * @returns {Part[]}
 */
function byStay({ begin, end, passage }, held) {
  /** @type {Part[]} */
  const parts = [];
  let at = begin;
  const cut = (/** @type {number} */ to, /** @type {Part["stay"]} */ stay) => {
    if (to > at) parts.push({ begin: at, end: to, passage: passage && partOf(passage, at, to), stay });
    at = Math.max(at, to);
  };
  for (const stay of staysIn(held, begin, end)) {
    cut(Math.min(end, stay.begin), undefined);
    cut(Math.min(end, stay.end), stay);
  }
  cut(end, undefined);
  return parts;
}

/**
 * partOf is where bytes [begin, end) of a passage went through.
 * @param {import("./passages.js").Passage} passage
 * @param {number} begin
 * @param {number} end
 */
function partOf(passage, begin, end) {
  const xOf = (/** @type {number} */ at) =>
    passage.x0 + ((passage.x1 - passage.x0) * (at - passage.begin)) / (passage.end - passage.begin);
  return { ...passage, begin, end, x0: xOf(begin), x1: xOf(end) };
}

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
 * comingIn is where bytes of a send come into a queue, beside those that come
 * with them.
 * @param {import("./stays.js").Stay} stay
 * @param {[number, number]} sent
 * @param {number} w0 the room of all that come in at once
 * @returns {Extent}
 */
function comingIn(stay, sent, w0) {
  const slot = (stay.share.to - stay.share.from) / (stay.end - stay.begin);
  const [from, to] = sent.map((byte) => stay.x0 + w0 * (stay.share.from + (byte - stay.begin) * slot));
  return { from, to };
}

/**
 * placeOf moves the place where bytes come in to where they were measured after
 * they were on the wire; null where that is nowhere.
 * @param {import("./stays.js").Held} held
 * @param {Extent} came
 * @param {number} leastX where they were on the wire
 */
function placeOf({ rests }, { from, to }, leastX) {
  const rest = rests.find(({ x1 }) => x1 > Math.max(from, leastX));
  if (!rest) return null;
  const late = Math.max(0, leastX - from, rest.x0 - from);
  const into = { from: from + late, to: Math.min(rest.x1, to + late) };
  return { into, top: rest.top };
}

/**
 * goingOut is where bytes of a receive leave a queue, beside those that leave
 * with them.
 * @param {import("./frame.js").Frame} frame
 * @param {number} take
 * @param {[number, number]} taken
 * @param {{ narrow: number, at: number }} place how wide all of them are, and up to where
 * @returns {Extent}
 */
function goingOut(frame, take, taken, { narrow, at }) {
  const got = Math.max(1, frame.trace.columns.got.at[take]);
  const [from, to] = taken.map((byte) => at - narrow + (narrow * byte) / got);
  return { from, to };
}
