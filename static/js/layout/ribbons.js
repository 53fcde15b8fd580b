// Ribbons tie the bytes of a send to the receives that took them: through the
// segment that carried them and the queue they rested in, where those are known.

import { receives } from "../model/call.js";
import { colour } from "../model/message.js";
import { boxPx } from "./metrics.js";
import { stayKey } from "./queues.js";
import { runsOfSend } from "./runs.js";

/** @typedef {import("./shapes.js").Band} Band */
/** @typedef {{ from: number, to: number }} Extent */

/** More calls in view than this have no ribbons: they would be one blur. */
const mostCalls = 500;
const alpha = 0.2;
/** Ribbons are at most so wide where they go into a queue and out of it: by real time width is time. */
const WidestPx = Object.freeze({ event: 64, time: 12 });

/**
 * ribbonBands lists the bands of all calls in view.
 * @param {import("./frame.js").Frame} frame
 * @param {import("./lanes.js").Lane[]} lanes
 * @param {import("./passages.js").Passages} passages
 * @param {import("./queues.js").Stays} stays
 * @returns {Band[]}
 */
export function ribbonBands(frame, lanes, passages, stays) {
  /** @type {Band[]} */
  const bands = [];
  const tops = new Map(
    lanes.flatMap((lane) => (lane.kind === "calls" ? [[lane.peer, lane.top - frame.scrollPx]] : [])),
  );
  for (const take of receivesInView(frame)) {
    let at = 0;
    for (const piece of frame.trace.pieces(take)) {
      tie(frame, tops, take, at, piece, passages, stays, bands);
      at += piece.len;
    }
  }
  return bands;
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
  for (const peer of chart.calls) {
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

/**
 * tie draws one piece: bytes of a send, at byte `at` of a receive.
 * @param {import("./frame.js").Frame} frame
 * @param {Map<number, number>} tops of the calls lanes by peer
 * @param {number} take
 * @param {number} at
 * @param {import("../model/streams.js").Piece} piece
 * @param {import("./passages.js").Passages} passages
 * @param {import("./queues.js").Stays} stays
 * @param {Band[]} bands
 */
function tie(frame, tops, take, at, piece, passages, stays, bands) {
  const { peer, conn } = frame.trace.columns;
  const sendTop = tops.get(peer.at[piece.index]);
  const takeTop = tops.get(peer.at[take]);
  if (sendTop === undefined || takeTop === undefined) return;
  const down = sendTop <= takeTop;
  const fromY = sendTop + frame.band.boxTop + (down ? boxPx : 0);
  const toY = takeTop + frame.band.boxTop + (down ? 0 : boxPx);
  const stay = stays.get(stayKey(conn.at[take], piece.index));
  if (piece.len === 0) {
    bands.push(...emptyBands(frame, [piece.index, fromY], [take, toY], passages));
    return;
  }
  for (const run of runsOfSend(frame.trace, piece.index, piece.off, piece.len, 0)) {
    const color = run.header ? "header" : colour(run.message);
    for (const part of partsOf(frame, piece.index, piece.off + run.from, piece.off + run.to, passages)) {
      const taken = at + part.begin - piece.off;
      /** @type {[Extent, number][][]} */
      const legs = [];
      let from = /** @type {[Extent, number]} */ ([extent(frame, piece.index, part.begin, part.end), fromY]);
      if (part.passage) {
        const { x0, x1, top, low } = part.passage;
        const share = { from: x0, to: x1 };
        legs.push([from, [share, down ? top : low]]);
        from = [share, down ? low : top];
      }
      const end = taken + part.end - part.begin;
      if (stay && stay.x1 - stay.x0 > 8) {
        const [into, out] = rest(frame, stay, take, [part.begin, part.end], [taken, end]);
        legs.push([from, [into, down ? stay.top : stay.base]]);
        from = [out, down ? stay.base : stay.top];
      }
      legs.push([from, [extent(frame, take, taken, end), toY]]);
      for (const [a, b] of legs) bands.push(band(a, b, color, piece.index + 1, take + 1));
    }
  }
}

/** @typedef {{ begin: number, end: number, passage: import("./passages.js").Passage | null }} Part */

/**
 * partsOf cuts bytes [begin, end) of a send where one segment ends and the next
 * begins; what went through none that is known is a part too.
 * @param {import("./frame.js").Frame} frame
 * @param {number} send
 * @param {number} begin
 * @param {number} end
 * @param {import("./passages.js").Passages} passages
 * @returns {Part[]}
 */
function partsOf(frame, send, begin, end, passages) {
  /** @type {Part[]} */
  const parts = [];
  let at = begin;
  for (const passage of passages.of(frame, send, begin, end)) {
    if (passage.begin > at) parts.push({ begin: at, end: passage.begin, passage: null });
    parts.push({ begin: passage.begin, end: passage.end, passage });
    at = passage.end;
  }
  if (at < end) parts.push({ begin: at, end, passage: null });
  return parts;
}

/**
 * emptyBands ties an empty datagram, which has no bytes but is a message.
 * @param {import("./frame.js").Frame} frame
 * @param {[number, number]} a index of the send, and y
 * @param {[number, number]} b index of the receive, and y
 * @param {import("./passages.js").Passages} passages
 */
function emptyBands(frame, [send, ay], [take, by], passages) {
  const whole = (/** @type {{ x: number, w: number }} */ { x, w }) => ({ from: x, to: x + w });
  const color = colour(frame.trace.message(send));
  const tied = (/** @type {[Extent, number]} */ a, /** @type {[Extent, number]} */ b) =>
    band(a, b, color, send + 1, take + 1);
  /** @type {[Extent, number]} */
  const from = [whole(frame.box(send)), ay];
  /** @type {[Extent, number]} */
  const to = [whole(frame.box(take)), by];
  const place = passages.empty(frame, send);
  if (!place) return [tied(from, to)];
  const [into, out] = ay <= by ? [place.top, place.low] : [place.low, place.top];
  return [tied(from, [whole(place), into]), tied([whole(place), out], to)];
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
 * rest is where bytes come into a queue, beside those that come with them,
 * and where they leave it, beside those that leave with them.
 * @param {import("./frame.js").Frame} frame
 * @param {import("./queues.js").Stay} stay
 * @param {number} take
 * @param {[number, number]} sent bytes of the send
 * @param {[number, number]} taken bytes of the receive
 * @returns {[Extent, Extent]}
 */
function rest(frame, stay, take, sent, taken) {
  const { got } = frame.trace.columns;
  const w = Math.min(frame.byEvent ? WidestPx.event : WidestPx.time, (stay.x1 - stay.x0) / 2);
  const w0 = Math.min(w, stay.w0);
  const slot = (stay.share.to - stay.share.from) / Math.max(1, got.at[stay.send]);
  const into = (/** @type {number} */ byte) => stay.x0 + w0 * (stay.share.from + byte * slot);
  const leaving = Math.min(stay.x1, Math.max(stay.x0 + w, frame.anchorX(take)));
  const out = (/** @type {number} */ byte) => leaving - w + (w * byte) / Math.max(1, got.at[take]);
  return [
    { from: into(sent[0]), to: into(sent[1]) },
    { from: out(taken[0]), to: out(taken[1]) },
  ];
}

/**
 * @param {[Extent, number]} a
 * @param {[Extent, number]} b
 * @param {string} color
 * @param {number} send
 * @param {number} take
 * @returns {Band}
 */
function band([a, ay], [b, by], color, send, take) {
  return { t: "band", ax0: a.from, ax1: a.to, ay, bx0: b.from, bx1: b.to, by, color, alpha, send, take };
}
