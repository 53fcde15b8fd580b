// What lies over the data and changes often: the selection, what the pointer
// is on, and the line at its time.

import { formatNs } from "../scale/ticks.js";
import { bears } from "../model/capture.js";
import { spotsOf } from "../model/find/spots.js";
import { eventOf, sameTarget, segmentOf, seqOf } from "../model/target.js";
import { lateOverlay } from "./late.js";
import { axisPx, Size, textPx } from "./metrics.js";
import { related, relatedTo } from "./related.js";

/** @typedef {import("./shapes.js").Shape} Shape */
/** @typedef {import("../model/target.js").Target} Target */

/**
 * inRange returns the events that went on at some moment of a stretch of time.
 * @param {import("../model/trace.js").Trace} trace
 * @param {{ fromNs: number, toNs: number }} range
 * @param {import("./shapes.js").Zone[]} zones those that may be seen
 * @returns {Set<number>} seqs
 */
function inRange({ columns: { start, end } }, { fromNs, toNs }, zones) {
  const seqs = zones.flatMap(({ target }) => seqOf(target) ?? []);
  return new Set(seqs.filter((seq) => start.at[seq - 1] <= toNs && end.at[seq - 1] >= fromNs));
}

/** @typedef {import("../model/find/found.js").Found} Found */

/**
 * Marked is what a view marks.
 * @typedef {object} Marked
 * @property {Target | null} selected
 * @property {Target | null} hovered
 * @property {readonly Target[]} [lit]
 * @property {Found | null} [found]
 * @property {number | null} cursorPx
 * @property {number | null} [atNs] the moment
 */

/**
 * overlayShapes lays the overlay out.
 * @param {import("./frame.js").Frame} frame
 * @param {import("./scene.js").Scene} scene
 * @param {Marked} view
 * @returns {Shape[]}
 */
export function overlayShapes(frame, scene, view) {
  const { selected, hovered, lit = [], found = null, cursorPx, atNs = null } = view;
  /** @type {Shape[]} */
  const shapes = [
    { t: "clip", x: frame.leftPx, y: axisPx, w: frame.window.widthPx, h: frame.heightPx - axisPx },
  ];
  if (found) foundShapes(frame, scene, found, shapes);
  if (selected) selectionShapes(frame, scene, selected, shapes);
  for (const { target, ...zone } of scene.zones) {
    if (lit.some((one) => sameTarget(one, target))) shapes.push(...lightOf(zone));
    if (sameTarget(target, hovered) && !sameTarget(target, selected)) shapes.push(ring(zone, "dim", 1.5));
  }
  if (atNs !== null) momentShapes(frame, frame.atX(atNs), shapes);
  shapes.push({ t: "unclip" });
  if (cursorPx !== null && cursorPx >= frame.leftPx && cursorPx <= frame.rightPx) {
    cursorShapes(frame, cursorPx, shapes);
  }
  return shapes;
}

/**
 * momentShapes draws the line of the moment, and a veil over what comes after it.
 * @param {import("./frame.js").Frame} frame
 * @param {number} x
 * @param {Shape[]} shapes
 */
function momentShapes(frame, x, shapes) {
  const from = Math.max(x, frame.leftPx);
  const [y, h] = [axisPx, frame.heightPx - axisPx];
  if (from < frame.rightPx)
    shapes.push({ t: "rect", x: from, y, w: frame.rightPx - from, h, fill: "dim", alpha: 0.1 });
  shapes.push({ t: "line", x1: x, y1: y, x2: x, y2: frame.heightPx, color: "accent", line: 2 });
}

/**
 * selectionShapes rings what is selected, and more faintly what its bytes went
 * to or came from.
 * @param {import("./frame.js").Frame} frame
 * @param {import("./scene.js").Scene} scene
 * @param {Target} selected
 * @param {Shape[]} shapes
 */
function selectionShapes(frame, scene, selected, shapes) {
  const { trace } = frame;
  const own = eventOf(trace, selected);
  const seqs = relatedSeqs(frame, scene, selected);
  if (own !== null) {
    for (const band of scene.bands) {
      if (band.send === own || band.take === own) shapes.push({ ...band, alpha: 0.32 });
    }
  }
  let isSeen = selected.kind === "range";
  for (const { target, ...zone } of scene.zones) {
    const [seq, segment] = [seqOf(target), segmentOf(target)];
    const isSelected = sameTarget(target, selected) || (seq !== null && seq === own);
    isSeen ||= isSelected;
    const touches =
      segment !== null && own !== null ? bears(trace, segment - 1, own - 1) : seqs.has(seq ?? 0);
    if (isSelected) shapes.push(ring(zone, "accent", 2.5));
    else if (touches) shapes.push(ring(zone, "accent", 1.5));
  }
  if (!isSeen) spotShapes(frame, placeOfSelected(frame, selected), shapes);
}

/**
 * placeOfSelected is where a selected thing begins; NaN where it has no place.
 * @param {import("./frame.js").Frame} frame
 * @param {Target} selected
 */
function placeOfSelected(frame, selected) {
  const { segments } = frame.trace;
  const own = eventOf(frame.trace, selected);
  if (own !== null) return frame.anchorX(own - 1);
  const n = (segmentOf(selected) ?? 0) - 1;
  return n >= 0 && n < segments.length ? frame.atX(segments.at.at[n]) : NaN;
}

/** How large the head of its line is. */
const headPx = 10;

/**
 * spotShapes marks from afar, where no box is drawn, the place of what is selected.
 * @param {import("./frame.js").Frame} frame
 * @param {number} x
 * @param {Shape[]} shapes
 */
function spotShapes(frame, x, shapes) {
  if (!(x >= frame.leftPx && x <= frame.rightPx)) return;
  shapes.push({ t: "line", x1: x, y1: axisPx, x2: x, y2: frame.heightPx, color: "accent", line: 1.5 });
  shapes.push({
    t: "rect",
    x: x - headPx / 2,
    y: axisPx,
    w: headPx,
    h: headPx,
    r: headPx / 2,
    fill: "accent",
  });
}

/**
 * @param {import("./frame.js").Frame} frame
 * @param {import("./scene.js").Scene} scene
 * @param {Target} selected
 * @returns {Set<number>}
 */
function relatedSeqs({ chart, trace }, scene, selected) {
  if (selected.kind === "segment") return relatedTo(chart, selected.number);
  if (selected.kind === "range") return inRange(trace, selected, scene.zones);
  return related(chart, eventOf(trace, selected) ?? 0);
}

/** How many places where something was found are shown above the lanes, at the most. */
const mostSpots = 512;
const spotPx = 3;

/**
 * foundShapes marks what was found: each box that is drawn, and above the lanes
 * the places over the whole run, which a view from afar has no boxes for.
 * @param {import("./frame.js").Frame} frame
 * @param {import("./scene.js").Scene} scene
 * @param {Found} found
 * @param {Shape[]} shapes
 */
function foundShapes(frame, scene, found, shapes) {
  for (const { target, ...zone } of scene.zones) {
    if (!found.has(target)) continue;
    const edge = /** @type {import("./shapes.js").Rect} */ (ring(zone, "coalesced", 1.5));
    shapes.push({ ...edge, fill: "coalesced", alpha: 0.1, r: 4 });
  }
  let lastPx = -Infinity;
  for (const seq of spotsOf(found.marks, frame.trace.length, mostSpots)) {
    const x = frame.anchorX(seq - 1);
    if (!(x >= frame.leftPx && x <= frame.rightPx) || Math.abs(x - lastPx) < spotPx) continue;
    lastPx = x;
    shapes.push({ t: "rect", x: x - spotPx / 2, y: axisPx, w: spotPx, h: 7, fill: "coalesced" });
  }
}

/**
 * lightOf is the light on what is pointed at beside the timeline.
 * @param {Place} zone
 * @returns {Shape[]}
 */
function lightOf(zone) {
  const edge = /** @type {import("./shapes.js").Rect} */ (ring(zone, "accent", 2));
  return [{ ...edge, fill: "accent", alpha: 0.14, dash: true }];
}

/** Place is where a zone is. @typedef {{ x: number, y: number, w: number, h: number, reachPx?: number }} Place */

/**
 * ring goes around a zone; where that reaches beyond what is drawn, closely around
 * that, for the words above and below are of others.
 * @param {Place} zone
 * @param {string} stroke
 * @param {number} line
 * @returns {Shape}
 */
function ring({ reachPx = 0, ...zone }, stroke, line) {
  if (reachPx > 0) {
    const [y, h] = [zone.y + reachPx - 2, zone.h - 2 * reachPx + 4];
    return { t: "rect", x: zone.x - 2, y, w: zone.w + 4, h, r: 4, stroke, line };
  }
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

lateOverlay.has(overlayShapes);
