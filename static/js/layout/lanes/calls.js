// The calls of a peer: a box with bytes, a dot for a call without, and bars for
// the time that passed.

import { eventTarget } from "../../model/target.js";
import { carries, idles, receives } from "../../model/call.js";
import { formOf, labelOf } from "../labels.js";
import { lateCalls, lateNumbers, lateSetup } from "../late.js";
import { laneName, strandName } from "../../model/text.js";
import { waitKey } from "../../model/waiting.js";
import { durationShape, idleShape, waitedShape, waitingShapes } from "../bars.js";
import { cellShapes } from "../cells.js";
import { Baselines, dotNameShapes, dotShape } from "../dots.js";
import { letterShapes, verdictShapes, verdictToken } from "../marks.js";
import { boxPx, Cut, LaneHeight, Size, textPx, Thrift } from "../metrics.js";
import { Rows } from "../rows.js";
import { wayOf } from "../strands.js";
import { isTap } from "../../model/hello.js";
import { isOutside } from "./outside.js";

/** @typedef {import("../shapes.js").Shape} Shape */
/** @typedef {import("../shapes.js").Zone} Zone */
/**
 * Spot is a call with its box: y is the top of the box, mid the middle of the
 * band.
 * @typedef {object} Spot
 * @property {number} i index of the event
 * @property {import("../frame.js").Box} box
 * @property {number} y
 * @property {number} mid
 * @property {Rows} rows
 */

/** More calls than this many per pixel are drawn as a density. */
const densest = 1 / 5;
/** Room for the words above a box. */
const labelPx = 28;
/** Baselines of these words, from the top of the box: a mark stands between. */
const labelBasePx = 13;
/** Boxes narrower than this have no letters and no marks. */
const leastMarkedPx = 20;

/** Rows of words by event, as in Baselines. */
const Row = Object.freeze({ below: 0, above: 1, lower: 2, labels: 3 });

/**
 * callsLanes are the lanes of the calls of a peer: one, or one for each row of
 * strands that overlap.
 * @param {import("./lanes.js").Side} side
 * @returns {import("./lanes.js").Lane[]}
 */
export const callsLanes = (side) =>
  isOutside(side.chart, side.peer)
    ? []
    : side.chart.strands[side.peer].rows.map((row) => callsLane(side, row));

/**
 * @param {import("./lanes.js").Side} side
 * @param {import("../strands.js").Row} row
 * @returns {import("./lanes.js").Lane}
 */
const callsLane = ({ chart, text, peer }, row) => ({
  kind: "calls",
  peer,
  sockets: [],
  name: rowName(chart, text, peer, row),
  about: text("lane.calls.about"),
  heightPx: ({ byEvent }) => (byEvent ? LaneHeight.calls : LaneHeight.cards),
  cutPx({ byEvent, thrift }) {
    if (thrift <= Thrift.low) return byEvent ? Cut.calls : Cut.none;
    return byEvent ? Cut.leastCalls : Cut.cards;
  },
  note(frame, y, out) {
    out.callTops.set(row.calls, y + frame.band.boxTop);
  },
  draw(frame, y, out, thrift = Thrift.none) {
    const [boxTop, mid] = [y + frame.band.boxTop, y + frame.band.middle];
    const { calls, rest, strands } = row;
    const [first, last] = frame.inView(calls);
    if (rest || last - first > frame.window.widthPx * densest) {
      lateCalls.draw(frame, { calls, first, last, y: boxTop }, out.calls);
    } else {
      const isNumbered = frame.named.includes(`${chart.trace.peers[peer]} sockets`);
      drawCalls(frame, { calls, first, last, y: boxTop, mid, thrift, isNumbered }, out);
      if (isNumbered) lateNumbers.draw(frame, { calls, first, last, y: boxTop, mid }, out);
    }
    for (const strand of strands.length ? strands : [0]) {
      waitingShapes(frame, waitKey(peer, strand), mid, out.calls);
    }
  },
});

/**
 * rowName names the calls of a peer, and where there are several rows the
 * strand whose row it is.
 * @param {import("../chart.js").Chart} chart
 * @param {import("../../model/text.js").Text} text
 * @param {number} peer
 * @param {import("../strands.js").Row} row
 */
function rowName(chart, text, peer, { rest, strands }) {
  const name = chart.trace.peers[peer] ?? "";
  if (rest) return text("lane.strands", strands.length);
  if (isTap(chart.trace) && strands.some((strand) => strand > 0))
    return text(`lane.tap.${wayOf(strands[strands.length - 1])}`);
  if (chart.strands[peer].rows.length === 1) return laneName(text, "lane.calls", name);
  return strandName(text, name, strands[0]);
}

/**
 * @param {import("../frame.js").Frame} frame
 * @param {{ calls: import("../peercalls.js").PeerCalls, first: number, last: number, y: number, mid: number, thrift: number, isNumbered: boolean }} some isNumbered: each call has the number of its socket
 * @param {import("../out.js").Out} out
 */
function drawCalls(frame, { calls, first, last, y, mid, thrift, isNumbered }, out) {
  const rows = new Rows((frame.byEvent ? Baselines.event : Baselines.time).length);
  const cut = frame.byEvent ? thrift > Thrift.none : thrift > Thrift.low;
  if (cut) rows.take([frame.byEvent ? Row.lower : 0], -Infinity, Infinity);
  const dots = [];
  const chips = [];
  for (let k = first; k < last; k++) {
    const chip = isNumbered ? null : lateSetup.draw(frame, calls, k);
    if (chip) {
      chips.push(chip);
      k += chip.count - 1;
      continue;
    }
    const i = calls.events.at[k];
    const spot = { i, box: frame.box(i), y, mid, rows };
    out.zones.push(...zonesOf(frame, spot));
    if (!callShape(frame, spot, out.calls)) dots.push(i);
  }
  dotNameShapes(frame, { dots, rows, mid }, out.calls);
  for (const chip of chips) chip.draw({ rows, mid }, out);
}

/**
 * zonesOf lists the places of a call: by event its box with what goes before
 * it, by real time its duration and its card.
 * @param {import("../frame.js").Frame} frame
 * @param {Spot} spot
 * @returns {Zone[]}
 */
function zonesOf(frame, { i, box, y, mid }) {
  const call = frame.trace.columns.call.at[i];
  const target = eventTarget(i + 1);
  const end = box.x + box.w;
  const tall = { y: y - labelPx, h: boxPx + labelPx + 4, target };
  if (frame.byEvent) {
    const x = frame.late(i) ? frame.startX(i) : box.x;
    return [{ ...tall, x, w: Math.max(end, idles(call) ? frame.endX(i) : 0) - x }];
  }
  const x = frame.startX(i);
  const w = Math.max(3, (carries(call) || idles(call) ? frame.endX(i) : end) - x);
  /** @type {Zone[]} */
  const zones = [{ x, y: mid - 14, w, h: 28, reachPx: 6, target }];
  if (box.card) zones.push({ ...tall, x: box.x, w: box.w });
  return zones;
}

/**
 * @param {import("../frame.js").Frame} frame
 * @param {Spot} spot
 * @param {Shape[]} shapes
 * @returns {boolean} whether all is said; else the call's name is still to be written
 */
function callShape(frame, spot, shapes) {
  const { i, box, mid, rows } = spot;
  const call = frame.trace.columns.call.at[i];
  if (idles(call)) {
    idleShape(frame, i, mid, shapes);
    return true;
  }
  if (frame.late(i)) waitedShape(frame, i, mid, shapes);
  if (!carries(call)) {
    dotShape(frame, i, mid, shapes);
    return false;
  }
  const token = boxToken(frame, i);
  if (!frame.byEvent) durationShape(frame, spot, token, shapes);
  const words = frame.byEvent || box.card ? boxShape(frame, spot, token, shapes) : 0;
  if (frame.byEvent) {
    rows.take([Row.above, Row.below], box.x - 2, box.x + box.w + 2);
    rows.take([Row.labels], box.x, box.x + words);
    if (box.w >= leastMarkedPx) rows.take([Row.lower], box.x, box.x + box.w);
  }
  return true;
}

/**
 * @param {import("../frame.js").Frame} frame
 * @param {number} i
 */
function boxToken({ trace }, i) {
  if (trace.err(i) !== "" || trace.lost.has(i + 1)) return "lost";
  return receives(trace.columns.call.at[i]) ? verdictToken(trace.columns.verdict.at[i]) : "dim";
}

/**
 * boxShape draws the box of a call with bytes and all in, on and above it.
 * @param {import("../frame.js").Frame} frame
 * @param {Spot} spot
 * @param {string} stroke
 * @param {Shape[]} shapes
 * @returns {number} how wide the words above it are
 */
function boxShape(frame, spot, stroke, shapes) {
  const { i, y, box } = spot;
  const { x, w, card } = box;
  const r = Math.min(7, w / 2);
  const dash = frame.trace.lost.has(i + 1) || frame.trace.eof(i);
  const line = stroke === "dim" ? 1.25 : 2;
  shapes.push({ t: "rect", x, y, w, h: boxPx, r, fill: "card", stroke, line, dash });
  if (card?.kind !== "mark") cellShapes(frame, spot, shapes);
  const form = card ? card.form : formOf(frame.trace, i, frame.zoom);
  const width = bytesLabel(frame, spot, form, shapes);
  if (w >= leastMarkedPx) {
    if (card?.kind !== "mark") letterShapes(frame, spot, shapes);
    verdictShapes(frame, spot, shapes);
  }
  return width;
}

/**
 * @param {import("../frame.js").Frame} frame
 * @param {Spot} spot
 * @param {import("../labels.js").Form} form
 * @param {Shape[]} shapes
 * @returns {number} how wide the words above the box are
 */
function bytesLabel(frame, { i, box, y }, form, shapes) {
  const { trace } = frame;
  const [above, inside] = trace.err(i) ? ["lost", "lost"] : ["ink", "dim"];
  const face = { size: Size.small, mono: true };
  const text = labelOf(trace, i, form, frame.text);
  const words = text ? textPx(text, Size.small) + 8 : 0;
  // The words of a box that begins left of the view stand where it does.
  const moved = Math.max(0, Math.min(frame.leftPx - box.x, box.w - words));
  const x = box.x + (box.card ? 5 : 1) + moved;
  if (text) shapes.push({ t: "text", x, y: y - labelBasePx, text, ...face, color: above, rank: 1 });
  const said = trace.columns.got.at[i] > 0 ? "" : trace.eof(i) ? "EOF" : (trace.err(i) && "!") || "0";
  if (said && box.w > textPx(said, Size.small) + 8) {
    const middle = { x: box.x + box.w / 2, y: y + boxPx / 2 + 4.5, align: /** @type {const} */ ("center") };
    shapes.push({ t: "text", ...middle, text: said, ...face, color: inside });
  }
  return words && words + moved;
}
