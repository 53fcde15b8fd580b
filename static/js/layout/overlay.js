// What lies over the data and changes often: the selection, what the pointer
// is on, and the line at its time.

import { formatNs } from "../scale/ticks.js";
import { receives } from "../model/call.js";
import { bears, carried } from "../model/capture.js";
import { decodesOf } from "./decoders.js";
import { axisPx, Size, textPx } from "./metrics.js";

/** @typedef {import("./shapes.js").Shape} Shape */

/**
 * related gives the event and those that its bytes went to or came from.
 * @param {import("./chart.js").Chart} chart
 * @param {number} seq
 * @returns {Set<number>} seqs
 */
export function related(chart, seq) {
  const set = new Set([seq]);
  const i = seq - 1;
  if (i < 0 || i >= chart.trace.length) return set;
  const { trace } = chart;
  const { call, decode } = trace.columns;
  if (decode.at[i] >= 0) {
    for (const { index } of trace.decodes.pieces(trace, decode.at[i])) set.add(index + 1);
    if (trace.decodes.take.at[decode.at[i]] >= 0) set.add(trace.decodes.take.at[decode.at[i]] + 1);
  } else if (receives(call.at[i])) {
    for (const { index } of trace.pieces(i)) set.add(index + 1);
    for (const index of decodesOf(trace, i)) set.add(index + 1);
  } else {
    for (const take of chart.sockets.receivers(trace, i)) set.add(take + 1);
  }
  return set;
}

/**
 * relatedTo gives the events whose bytes a captured segment had: the sends, and
 * the receives that took these bytes.
 * @param {import("./chart.js").Chart} chart
 * @param {number} segment number
 * @returns {Set<number>} seqs
 */
export function relatedTo({ trace, sockets }, segment) {
  /** @type {Set<number>} */
  const set = new Set();
  const n = segment - 1;
  if (n < 0 || n >= trace.segments.length) return set;
  for (const { index } of carried(trace, n)) {
    set.add(index + 1);
    for (const take of sockets.receivers(trace, index)) if (bears(trace, n, take)) set.add(take + 1);
  }
  return set;
}

/**
 * Marked is what a view marks: events by seq, segments by number.
 * @typedef {object} Marked
 * @property {number | null} selected
 * @property {number | null} segment
 * @property {number | null} hovered
 * @property {number | null} hoveredSegment
 * @property {number | null} cursorPx
 */

/**
 * overlayShapes lays the overlay out.
 * @param {import("./frame.js").Frame} frame
 * @param {import("./scene.js").Scene} scene
 * @param {Marked} view
 * @returns {Shape[]}
 */
export function overlayShapes(frame, scene, view) {
  const { selected, segment, hovered, hoveredSegment, cursorPx } = view;
  /** @type {Shape[]} */
  const shapes = [
    { t: "clip", x: frame.leftPx, y: axisPx, w: frame.window.widthPx, h: frame.heightPx - axisPx },
  ];
  if (selected !== null) selectionShapes(frame, scene, selected, shapes);
  if (segment !== null) segmentShapes(frame, scene, segment, shapes);
  for (const zone of scene.zones) {
    const over = zone.segment ? zone.segment === hoveredSegment : zone.seq === hovered;
    const chosen = zone.segment ? zone.segment === segment : zone.seq === selected;
    if (over && !chosen) shapes.push(ring(zone, "dim", 1.5));
  }
  shapes.push({ t: "unclip" });
  if (cursorPx !== null && cursorPx >= frame.leftPx && cursorPx <= frame.rightPx) {
    cursorShapes(frame, cursorPx, shapes);
  }
  return shapes;
}

/**
 * @param {import("./frame.js").Frame} frame
 * @param {import("./scene.js").Scene} scene
 * @param {number} selected
 * @param {Shape[]} shapes
 */
function selectionShapes({ trace, chart }, scene, selected, shapes) {
  const seqs = related(chart, selected);
  for (const band of scene.bands) {
    if (band.send === selected || band.take === selected) shapes.push({ ...band, alpha: 0.32 });
  }
  for (const zone of scene.zones) {
    if (zone.seq === selected) shapes.push(ring(zone, "accent", 2.5));
    else if (zone.segment ? bears(trace, zone.segment - 1, selected - 1) : seqs.has(zone.seq)) {
      shapes.push(ring(zone, "accent", 1.5));
    }
  }
}

/**
 * @param {import("./frame.js").Frame} frame
 * @param {import("./scene.js").Scene} scene
 * @param {number} segment
 * @param {Shape[]} shapes
 */
function segmentShapes(frame, scene, segment, shapes) {
  const seqs = relatedTo(frame.chart, segment);
  for (const zone of scene.zones) {
    if (zone.segment === segment) shapes.push(ring(zone, "accent", 2.5));
    else if (seqs.has(zone.seq)) shapes.push(ring(zone, "accent", 1.5));
  }
}

/**
 * @param {import("./shapes.js").Zone} zone
 * @param {string} stroke
 * @param {number} line
 * @returns {Shape}
 */
function ring(zone, stroke, line) {
  return { t: "rect", x: zone.x - 4, y: zone.y - 1, w: zone.w + 8, h: zone.h + 6, r: 10, stroke, line };
}

/**
 * @param {import("./frame.js").Frame} frame
 * @param {number} x
 * @param {Shape[]} shapes
 */
function cursorShapes(frame, x, shapes) {
  const label = formatNs(frame.nsAt(x));
  const w = textPx(label, Size.text) + 16;
  const left = Math.min(Math.max(frame.leftPx, x - w / 2), frame.rightPx - w);
  shapes.push({ t: "line", x1: x, y1: axisPx - 6, x2: x, y2: frame.heightPx, color: "accent", line: 2 });
  shapes.push({ t: "rect", x: left, y: 4, w, h: axisPx - 10, r: 6, fill: "accent" });
  shapes.push({
    t: "text",
    x: left + w / 2,
    y: axisPx - 12,
    text: label,
    size: Size.text,
    color: "card",
    mono: true,
    align: "center",
  });
}
