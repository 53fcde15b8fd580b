// The whole of a run in a strip: bytes under each few pixels, where it stuck, what
// is in view, what was found, and the moment. Costs by the pixel.

import { Walk } from "../scale/walk.js";

/** @typedef {import("./frame.js").Frame} Frame */
/** @typedef {import("./shapes.js").Shape} Shape */

/** Height of the strip. */
export const minimapPx = 32;

const barPx = 3;
const leastPx = 2;
/** Above the bars is room for marks, below them for segments. */
const abovePx = 9;
const belowPx = 5;
const markPx = 4;

/** @typedef {{ bytes: number, joined: number, cut: number, failed: number, segments: number }} Bar */

/**
 * minimapShapes lays the strip out.
 * @param {Frame} frame of all of the run, as wide as the strip
 * @param {{ range: { from: number, to: number }, found?: readonly number[], atNs?: number | null }} view range: px in
 *   view; found: ns of what was found
 * @returns {Shape[]}
 */
export function minimapShapes(frame, { range, found = [], atNs = null }) {
  const [x, w, h] = [frame.leftPx, frame.window.widthPx, frame.heightPx];
  /** @type {Shape[]} */
  const shapes = [{ t: "clip", x, y: 0, w, h }];
  barShapes(frame, barsOf(frame), shapes);
  for (const px of distinct(found.map((ns) => frame.atX(ns)))) {
    shapes.push({ t: "rect", x: px - 1, y: 0, w: 2, h, fill: "accent", alpha: 0.8 });
  }
  if (atNs !== null) {
    const at = frame.atX(atNs);
    shapes.push({ t: "line", x1: at, y1: 0, x2: at, y2: h, color: "accent", line: 1.5, dash: true });
  }
  for (const [from, to] of [[x, range.from], [range.to, x + w]]) {
    if (to > from) shapes.push({ t: "rect", x: from, y: 0, w: to - from, h, fill: "paper", alpha: 0.65 });
  } // prettier-ignore
  const inView = { x: range.from, y: 0.75, w: Math.max(2, range.to - range.from), h: h - 1.5 };
  shapes.push({ t: "rect", ...inView, r: 3, stroke: "accent", line: 1.5 }, { t: "unclip" });
  return shapes;
}

/**
 * distinct lists places no nearer than a few pixels.
 * @param {number[]} places
 */
function distinct(places) {
  return [...new Set(places.map((px) => Math.round(px / barPx) * barPx))];
}

/**
 * barsOf sums up what happened under each few pixels.
 * @param {Frame} frame
 * @returns {Bar[]}
 */
function barsOf(frame) {
  const count = Math.ceil(frame.window.widthPx / barPx);
  const bars = Array.from({ length: count }, () => ({ bytes: 0, joined: 0, cut: 0, failed: 0, segments: 0 }));
  for (const { all } of frame.chart.strands) {
    const xOf = (/** @type {number} */ k) => frame.startX(all.events.at[k]);
    eachBar(frame, all.events.length, xOf, (bar, from, to) => {
      const { bytes, joined, cut, failed } = all.sums(from, to);
      bars[bar].bytes += bytes;
      bars[bar].joined += joined;
      bars[bar].cut += cut;
      bars[bar].failed += failed;
    });
  }
  for (const wire of frame.chart.wires.byPeer.values()) {
    const xOf = (/** @type {number} */ k) => frame.segmentX(wire.segments.at[k]);
    eachBar(frame, wire.segments.length, xOf, (bar, from, to) => (bars[bar].segments += to - from));
  }
  return bars;
}

/**
 * eachBar gives to each bar which of `length` things are under it.
 * @param {Frame} frame
 * @param {number} length
 * @param {(k: number) => number} xOf rising with k
 * @param {(bar: number, from: number, to: number) => void} give
 */
function eachBar(frame, length, xOf, give) {
  const walk = new Walk();
  const last = Math.ceil(frame.window.widthPx / barPx) - 1;
  for (let bar = 0, from = 0; from < length && bar <= last; bar++) {
    const right = frame.leftPx + (bar + 1) * barPx;
    const to = bar === last ? length : walk.first(length, (k) => xOf(k) >= right);
    if (to > from) give(bar, from, to);
    from = Math.max(from, to);
  }
}

/**
 * @param {Frame} frame
 * @param {Bar[]} bars
 * @param {Shape[]} shapes
 */
function barShapes(frame, bars, shapes) {
  const most = bars.reduce((max, { bytes }) => Math.max(max, bytes), 1);
  const base = frame.heightPx - belowPx;
  const room = base - abovePx;
  bars.forEach(({ bytes, joined, cut, failed, segments }, n) => {
    const x = frame.leftPx + n * barPx;
    const place = { t: /** @type {const} */ ("rect"), x, w: barPx - 1 };
    if (bytes > 0) {
      const h = leastPx + ((room - leastPx) * Math.log2(1 + bytes)) / Math.log2(1 + most);
      shapes.push({ ...place, y: base - h, h, fill: "m1", alpha: 0.6 });
    }
    if (segments > 0) shapes.push({ ...place, y: base + 2, h: 2, fill: "dim", alpha: 0.7 });
    const mark = joined > 0 ? "coalesced" : failed > 0 ? "lost" : cut > 0 ? "split" : "";
    if (mark) shapes.push({ ...place, y: 3, h: markPx, fill: mark });
  });
}
