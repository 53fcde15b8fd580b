// What a tap did to bytes on their way: each send is tied to the receives that its bytes
// came through, and one that the tap cut or joined is in a dashed frame.

import { sends } from "../model/call.js";
import { colour } from "../model/message.js";
import { lateThrough } from "./late.js";
import { boxPx, fit } from "./metrics.js";

/** @typedef {import("./frame.js").Frame} Frame */
/** @typedef {import("./out.js").Out} Out */
/** Origin is bytes of a receive, as lab.Origin. @typedef {{ seq: number, off: number, len: number }} Origin */

/** More sends in view for a pixel than this are not tied: they would be one blur. */
const densest = 1 / 6;
const alpha = 0.2;
/** The frame around a box, and the words below the letters of its messages. */
const padPx = 4;
const wordsPx = 34;
/** Words of neighbours have so much between them. */
const gapPx = 12;

lateThrough.has((frame, out) => {
  const { call } = frame.trace.columns;
  for (const { rows } of frame.chart.strands) {
    for (const { calls, rest } of rows) {
      const [first, last] = frame.inView(calls);
      const top = out.callTops.get(calls);
      if (rest || top === undefined || last - first > frame.window.widthPx * densest) continue;
      let [freeX, lastSeq] = [-Infinity, 0];
      for (let k = first; k < last; k++) {
        const i = calls.events.at[k];
        const via = sends(call.at[i]) ? /** @type {Origin[]} */ (frame.trace.details(i).via ?? []) : [];
        if (via.length === 0) continue;
        for (const band of bands(frame, out, { i, top, via })) out.bands.push(band);
        const how = changed(frame, via, lastSeq);
        lastSeq = via[via.length - 1].seq;
        if (how) freeX = dashed(frame, out, { i, top, how, freeX });
      }
    }
  }
});

/**
 * How what the tap sent differs from what came: a send of one whole receive is as it
 * came, and a datagram that comes after its like or before an earlier one is not.
 * @typedef {"cut" | "joined" | "again" | "late"} How
 */

/**
 * changed says what the tap did to a piece.
 * @param {Frame} frame
 * @param {Origin[]} via
 * @param {number} before the last receive that the send before it came through
 * @returns {How | null}
 */
function changed({ trace }, via, before) {
  const { got, conn } = trace.columns;
  const [first, last] = [via[0], via[via.length - 1]];
  if (trace.conns.datagrams(conn.at[first.seq - 1])) {
    if (first.seq === before) return "again";
    return first.seq < before ? "late" : null;
  }
  const whole = first.off === 0 && last.off + last.len === got.at[last.seq - 1];
  if (!whole) return "cut";
  return via.length > 1 ? "joined" : null;
}

/**
 * bands tie a send to its receives.
 * @param {Frame} frame
 * @param {Out} out
 * @param {{ i: number, top: number, via: Origin[] }} send
 */
function* bands(frame, out, { i, top, via }) {
  let at = 0;
  for (const { seq, off, len } of via) {
    const from = seq - 1;
    const took = frame.trace.knows(from) ? out.callTops.get(frame.chart.rowOf(from).calls) : undefined;
    if (took !== undefined && took !== top) {
      const down = took < top;
      const [ay, by] = [took + (down ? boxPx : 0), top + (down ? 0 : boxPx)];
      const [ax0, ax1] = [frame.byteX(from, off), frame.byteX(from, off + len)];
      const [bx0, bx1] = [frame.byteX(i, at), frame.byteX(i, at + len)];
      const color = colour(frame.trace.message(i));
      yield { t: /** @type {const} */ ("band"), ax0, ax1, ay, bx0, bx1, by, color, alpha, send: i + 1, take: from + 1 }; // prettier-ignore
    }
    at += len;
  }
}

/**
 * dashed draws the frame of a piece that the tap made, with words where there is room,
 * and returns from where on there is room again.
 * @param {Frame} frame
 * @param {Out} out
 * @param {{ i: number, top: number, how: How, freeX: number }} piece
 */
function dashed(frame, out, { i, top, how, freeX }) {
  const { x, w } = frame.box(i);
  const place = { x: x - padPx, y: top - padPx, w: w + 2 * padPx, h: boxPx + 2 * padPx };
  out.calls.push({ t: "rect", ...place, r: 7, stroke: "ink", line: 1.5, dash: true });
  if (x < freeX) return freeX;
  const words = fit([frame.text(`lane.tap.${how}`)], Math.max(w + 2 * padPx, 120));
  if (!words) return freeX;
  out.calls.push({ t: "text", x, y: top + boxPx + wordsPx, ...words, color: "dim" });
  return x + Math.max(w, 90) + gapPx;
}
