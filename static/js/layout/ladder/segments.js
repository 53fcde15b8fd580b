// Captured segments as arrows between the columns. A segment is seen once, where it
// passes the loopback interface, so its arrow is level: when it left and when it
// came was not measured.

import { carried, endsOf, hasData } from "../../model/capture.js";
import { colour } from "../../model/message.js";
import { segmentTarget } from "../../model/target.js";
import { Walk } from "../../scale/walk.js";
import { search } from "../frame.js";
import { fit, Size, textPx } from "../metrics.js";
import { namesOf, rangeText, shortName } from "../segmentwords.js";
import { isPure } from "../wires.js";
import { halfBarPx } from "./columns.js";
import { Free } from "./free.js";

/** @typedef {import("../shapes.js").Shape} Shape */
/** @typedef {import("../frame.js").Frame} Frame */
/** @typedef {import("./columns.js").Column} Column */

/** More segments a pixel than this are drawn as a density. */
const densest = 1 / 5;
const rowPx = 3;
const headPx = 5;
const wordsPx = 15;
/** Where others stand between, the words are so far beside their column. */
const besidePx = 12;
/** Half the height in which a segment is pointed at. */
const reachPx = 4;

/**
 * segmentShapes draws the segments of a peer that is not the hub.
 * @param {Frame} frame
 * @param {{ wire: import("../wires.js").PeerWire, own: Column, hub: Column }} between
 * @param {{ shapes: Shape[], zones: import("../shapes.js").Zone[] }} into
 */
export function segmentShapes(frame, { wire, own, hub }, { shapes, zones }) {
  const list = wire.segments;
  const first = search(list.length, (k) => frame.segmentX(list.at[k]) >= frame.leftPx);
  const last = search(list.length, (k) => frame.segmentX(list.at[k]) > frame.rightPx);
  const [a, b] =
    own.x < hub.x ? [own.x + halfBarPx, hub.x - halfBarPx] : [hub.x + halfBarPx, own.x - halfBarPx];
  if (last - first > (frame.rightPx - frame.leftPx) * densest) {
    return density(frame, { wire, first, last, a, b }, shapes);
  }
  const free = new Free();
  const seen = Array.from(list.at.subarray(first, last));
  for (const n of seen) {
    const arrow = arrowOf(frame, n, { own, hub, a, b });
    arrowShapes(frame, n, arrow, shapes);
    zones.push({ x: a, y: arrow.y - reachPx, w: b - a, h: 2 * reachPx, target: segmentTarget(n + 1) });
  }
  const rank = (/** @type {number} */ n) => (isPure(frame.trace, n) ? 1 : 0);
  for (const n of [...seen].sort((k, m) => rank(k) - rank(m) || k - m))
    words(frame, n, { a, b, own, hub, free }, shapes);
}

/** Arrow is where a segment is drawn; half: one of its ends is not known. @typedef {{ from: number, to: number, y: number, half: boolean }} Arrow */

/**
 * arrowOf tells from which column a segment went to which; where one end is no
 * socket that the run knows, it reaches to the middle.
 * @param {Frame} frame
 * @param {number} n
 * @param {{ own: Column, hub: Column, a: number, b: number }} between
 * @returns {Arrow}
 */
function arrowOf(frame, n, { own, hub, a, b }) {
  const ends = endsOf(frame.trace, n);
  const { byConn } = frame.chart.sockets;
  const peers = [ends.from, ends.to].map((conn) => byConn.get(conn)?.peer ?? -1);
  const xOf = (/** @type {number} */ peer) => (peer === own.peer ? own.x : peer === hub.peer ? hub.x : null);
  const [from, to] = peers.map((peer) => {
    const x = xOf(peer);
    return x === null ? (a + b) / 2 : x <= a ? a : b;
  });
  return { from, to, y: frame.segmentX(n), half: peers.some((peer) => xOf(peer) === null) };
}

/**
 * @param {Frame} frame
 * @param {number} n
 * @param {Arrow} arrow
 * @param {Shape[]} shapes
 */
function arrowShapes({ trace }, n, { from, to, y, half }, shapes) {
  const color = colorOf(trace, n);
  const line = isPure(trace, n) ? 1.25 : 2;
  const dash = half || trace.segments.again.at[n] === 1;
  shapes.push({ t: "line", x1: from, y1: y, x2: to, y2: y, color, line, dash });
  const back = to > from ? -headPx : headPx;
  shapes.push({ t: "path", points: [to + back, y - 4, to, y, to + back, y + 4], color, line });
}

/**
 * colorOf is the colour of a segment: of its message, or of what is remarkable
 * about it.
 * @param {import("../../model/trace.js").Trace} trace
 * @param {number} n
 */
function colorOf(trace, n) {
  if (trace.segments.again.at[n] === 1) return "coalesced";
  const pieces = hasData(trace, n) ? carried(trace, n) : [];
  const messages = new Set(pieces.map(({ index }) => trace.message(index)));
  const [message = -1] = messages;
  return messages.size === 1 && message >= 0 ? colour(message) : pieces.length > 0 ? "header" : "dim";
}

/**
 * words writes over an arrow what the segment is, where there is room.
 * @param {Frame} frame
 * @param {number} n
 * @param {{ a: number, b: number, own: Column, hub: Column, free: Free }} room
 * @param {Shape[]} shapes
 */
function words(frame, n, { a, b, own, hub, free }, shapes) {
  const { trace } = frame;
  const y = frame.segmentX(n);
  const text = fit(wordsOf(trace, n), b - a - 24);
  if (!text || !free.take(y - wordsPx / 2, y + wordsPx / 2)) return;
  const w = textPx(text.text, text.size) + 8;
  const beside = own.x < hub.x ? a + besidePx + w / 2 : b - besidePx - w / 2;
  const x = hub.edge ? (a + b) / 2 : beside;
  shapes.push({
    t: "rect",
    x: x - w / 2,
    y: y - wordsPx / 2,
    w,
    h: wordsPx,
    r: 3,
    fill: "card",
    under: true,
  });
  const color = trace.segments.again.at[n] === 1 ? "coalesced" : isPure(trace, n) ? "dim" : "ink";
  shapes.push({ t: "text", x, y: y + 4.5, ...text, color, mono: true, align: "center" });
}

/**
 * wordsOf lists ways to call a segment, the fullest first.
 * @param {import("../../model/trace.js").Trace} trace
 * @param {number} n
 */
function wordsOf(trace, n) {
  const names = namesOf(trace.segments.flags.at[n]);
  if (!hasData(trace, n)) return isPure(trace, n) ? ["ACK"] : [names, shortName(names)];
  const range = rangeText(trace, n);
  return names ? [`${range} ${names}`, range] : [range];
}

/**
 * density draws very many segments as how many there were under each few pixels.
 * @param {Frame} frame
 * @param {{ wire: import("../wires.js").PeerWire, first: number, last: number, a: number, b: number }} some
 * @param {Shape[]} shapes
 */
function density(frame, { wire, first, last, a, b }, shapes) {
  const rows = [];
  const walk = new Walk(first);
  for (let y = frame.leftPx, from = first; y < frame.rightPx && from < last; y += rowPx) {
    const to = walk.first(last, (k) => frame.segmentX(wire.segments.at[k]) >= y + rowPx);
    if (to > from) rows.push({ y, ...wire.sums(from, to) });
    from = to;
  }
  const most = rows.reduce((max, { all }) => Math.max(max, all), 1);
  const room = { x: a + 4, w: b - a - 8, h: rowPx - 1 };
  for (const { y, all, again } of rows) {
    shapes.push({ t: "rect", ...room, y, fill: "dim", alpha: 0.12 + (0.3 * all) / most });
    if (again > 0) shapes.push({ t: "rect", ...room, y, w: 12, fill: "coalesced" });
  }
  const text = fit([frame.text("wire.density", last - first)], b - a, Size.small);
  if (!text) return;
  const [w, x] = [textPx(text.text, text.size) + 8, (a + b) / 2];
  shapes.push({ t: "rect", x: x - w / 2, y: frame.leftPx + 6, w, h: 18, r: 3, fill: "card" });
  shapes.push({ t: "text", x, y: frame.leftPx + 19, ...text, color: "dim", align: "center" });
}
