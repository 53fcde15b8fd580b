// What lies over a ladder: the selection with the ways of its bytes, what the
// pointer is on, what was found, and the line at a time.

import { formatNs } from "../../scale/ticks.js";
import { bears } from "../../model/capture.js";
import { eventOf, sameTarget, segmentOf, seqOf } from "../../model/target.js";
import { related, relatedTo } from "../related.js";
import { Size, textPx } from "../metrics.js";
import { headPx } from "./columns.js";
import { tieShapes } from "./ties.js";

/** @typedef {import("../shapes.js").Shape} Shape */
/** @typedef {import("./ladder.js").LadderFrame} LadderFrame */
/** @typedef {import("./ladder.js").LadderScene} LadderScene */

/**
 * ladderOverlay lays it out.
 * @param {LadderFrame} frame
 * @param {LadderScene} scene
 * @param {import("../overlay.js").Marked} view
 * @returns {Shape[]}
 */
export function ladderOverlay(
  frame,
  scene,
  { selected, hovered, lit = [], found = null, cursorPx, atNs = null },
) {
  const { widthPx, heightPx } = frame.size;
  /** @type {Shape[]} */
  const shapes = [{ t: "clip", x: 0, y: headPx, w: widthPx, h: heightPx - headPx }];
  for (const { target, ...zone } of scene.zones) {
    if (found?.has(target)) shapes.push({ ...ring(zone, "coalesced", 1.5), fill: "coalesced", alpha: 0.1 }); // prettier-ignore
    if (lit.some((one) => sameTarget(one, target))) shapes.push({ ...ring(zone, "accent", 2), fill: "accent", alpha: 0.14, dash: true }); // prettier-ignore
    if (sameTarget(target, hovered) && !sameTarget(target, selected)) shapes.push(ring(zone, "dim", 1.5));
  }
  if (selected) selectionShapes(frame, scene, selected, shapes);
  if (atNs !== null) rule(frame, frame.atX(atNs), true, shapes);
  shapes.push({ t: "unclip" });
  if (cursorPx !== null && cursorPx >= frame.leftPx && cursorPx <= frame.rightPx)
    cursor(frame, cursorPx, shapes);
  return shapes;
}

/**
 * @param {LadderFrame} frame
 * @param {LadderScene} scene
 * @param {import("../../model/target.js").Target} selected
 * @param {Shape[]} shapes
 */
function selectionShapes(frame, { zones, ties }, selected, shapes) {
  if (selected.kind === "range") {
    const [from, to] = [frame.atX(selected.fromNs), frame.atX(selected.toNs)];
    shapes.push({ t: "rect", x: 0, y: from, w: frame.size.widthPx, h: Math.max(1, to - from), fill: "accent", alpha: 0.12 });
    return;
  } // prettier-ignore
  const own = eventOf(frame.trace, selected);
  const segment = segmentOf(selected);
  const seqs = segment === null ? related(frame.chart, own ?? 0) : relatedTo(frame.chart, segment);
  for (const tie of ties) if (tie.send === own || tie.take === own) tieShapes(tie, shapes, true);
  let isSeen = false;
  for (const { target, ...zone } of zones) {
    const [seq, n] = [seqOf(target), segmentOf(target)];
    const touches = n !== null && own !== null ? bears(frame.trace, n - 1, own - 1) : seqs.has(seq ?? 0);
    const isSelected = sameTarget(target, selected) || (seq !== null && seq === own);
    isSeen ||= isSelected;
    if (isSelected) shapes.push(ring(zone, "accent", 2.5));
    else if (touches) shapes.push(ring(zone, "accent", 1.5));
  }
  const { columns, segments } = frame.trace;
  const ns = own === null ? segments.at.at[(segment ?? 0) - 1] : columns.start.at[own - 1];
  if (!isSeen && ns !== undefined) rule(frame, frame.atX(ns), false, shapes); // from afar no box is drawn
}

/**
 * @param {{ x: number, y: number, w: number, h: number }} zone
 * @param {string} stroke
 * @param {number} line
 * @returns {import("../shapes.js").Rect}
 */
function ring({ x, y, w, h }, stroke, line) {
  return { t: "rect", x: x - 3, y: y - 3, w: w + 6, h: h + 6, r: 7, stroke, line };
}

/**
 * @param {LadderFrame} frame
 * @param {number} y
 * @param {boolean} dash
 * @param {Shape[]} shapes
 */
function rule({ size, timesPx }, y, dash, shapes) {
  shapes.push({
    t: "line",
    x1: timesPx - 6,
    y1: y,
    x2: size.widthPx,
    y2: y,
    color: "accent",
    line: 1.5,
    dash,
  });
}

/**
 * cursor writes the time that the pointer is at.
 * @param {LadderFrame} frame
 * @param {number} y
 * @param {Shape[]} shapes
 */
function cursor(frame, y, shapes) {
  rule(frame, y, false, shapes);
  const words = formatNs(frame.nsAt(y));
  const w = Math.min(frame.timesPx - 8, textPx(words, Size.small) + 12);
  shapes.push({ t: "rect", x: 4, y: y - 11, w, h: 22, r: 6, fill: "accent" });
  shapes.push({ t: "text", x: 10, y: y + 4.5, text: words, size: Size.small, color: "card", mono: true });
}
