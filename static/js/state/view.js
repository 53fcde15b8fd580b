// What part of the run is in view, what of it is selected, and as of which
// moment it is shown.

import { sameTarget } from "../model/target.js";

/** @typedef {import("../model/target.js").Target} Target */
/** @typedef {import("../scale/time.js").Mode} Mode */
/** @typedef {import("../scale/time.js").Range} Range */

/**
 * ViewState never changes; update gives the next one.
 * @typedef {object} ViewState
 * @property {Mode} mode
 * @property {Record<Mode, Range | null>} range what is in view; null: the first view; see everything
 * @property {number} scrollPx
 * @property {Target | null} selected
 * @property {Target | null} hovered
 * @property {readonly Target[]} lit what is pointed at beside the timeline
 * @property {number | null} cursorPx
 * @property {Readonly<Record<string, boolean>>} lanes which lanes somebody has opened or folded, by key
 * @property {number | null} atNs the moment of the run that is shown again, and with it what was known then; null: all that is known
 */

/**
 * Bounds are the facts that an intent is measured against.
 * @typedef {object} Bounds
 * @property {Range} whole of the current mode
 * @property {Range} [first] the first view; without one it is the whole
 * @property {number} least range that may be in view, in the axis' unit
 * @property {number} leftPx of the plot
 * @property {number} widthPx of the plot
 * @property {number} scrollMaxPx
 */

/**
 * @typedef {{ kind: "zoom", factor: number, atPx: number }
 *   | { kind: "pan", dxPx: number, dyPx: number }
 *   | { kind: "fit" }
 *   | { kind: "mode", mode: Mode }
 *   | { kind: "select", target: Target | null }
 *   | { kind: "hover", target: Target | null, atPx: number | null }
 *   | { kind: "lanes", open: Readonly<Record<string, boolean>> }
 *   | { kind: "moment", atNs: number | null }
 *   | { kind: "light", targets: readonly Target[] }
 *   | { kind: "frame", from: number, to: number, least: number }
 *   | { kind: "reveal", from: number, to: number }
 *   | { kind: "range", from: number, to: number }
 *   | { kind: "settle" }} Change
 */

/**
 * Look is what a person has made of the axis: nulls are left to the run. follows:
 * whether the end of a run that goes on stays in view.
 * @typedef {{ axis: Mode | null, range: Range | null, follows: boolean }} Look
 */

/** All of a run, as it grows. @type {Range} */
export const everything = Object.freeze({ from: 0, to: Infinity });

/** @returns {ViewState} */
export function newView() {
  return {
    mode: "event",
    range: { event: null, folded: null, time: null },
    scrollPx: 0,
    selected: null,
    hovered: null,
    lit: [],
    cursorPx: null,
    lanes: {},
    atNs: null,
  };
}

/**
 * visible is the range in view.
 * @param {ViewState} view
 * @param {Bounds} bounds
 * @returns {Range}
 */
export function visible(view, bounds) {
  const range = view.range[view.mode] ?? bounds.first ?? bounds.whole;
  return range.to === Infinity ? bounds.whole : range;
}

/**
 * update returns the state after a change; the same state when nothing changes.
 * @param {ViewState} view
 * @param {Change} change
 * @param {Bounds} bounds
 * @returns {ViewState}
 */
export function update(view, change, bounds) {
  switch (change.kind) {
    case "zoom":
      return zoom(view, change, bounds);
    case "pan":
      return pan(view, change, bounds);
    case "fit":
      return { ...ranged(view, everything), scrollPx: 0 };
    case "mode":
      return view.mode === change.mode ? view : { ...view, mode: change.mode };
    case "select":
      return sameTarget(view.selected, change.target) ? view : { ...view, selected: change.target };
    case "moment":
      return view.atNs === change.atNs ? view : { ...view, atNs: change.atNs };
    case "lanes":
      return { ...view, lanes: change.open };
    case "hover":
      return hover(view, change);
    case "light":
      return light(view, change.targets);
    case "frame":
      return framed(view, change, bounds);
    case "range":
      return shown(view, change, bounds);
    case "reveal":
      return reveal(view, change, bounds);
    case "settle":
      return scrolled(view, view.scrollPx, bounds);
  }
}

/**
 * @param {ViewState} view
 * @param {Range | null} range
 * @returns {ViewState}
 */
function ranged(view, range) {
  return { ...view, range: { ...view.range, [view.mode]: range } };
}

/**
 * @param {ViewState} view
 * @param {{ factor: number, atPx: number }} change
 * @param {Bounds} bounds
 */
function zoom(view, { factor, atPx }, bounds) {
  const { from, to } = visible(view, bounds);
  const whole = bounds.whole.to - bounds.whole.from;
  const length = Math.max(bounds.least, (to - from) / factor);
  if (length >= whole) return ranged(view, everything);
  const part = Math.min(1, Math.max(0, (atPx - bounds.leftPx) / bounds.widthPx));
  const fixed = from + part * (to - from);
  return ranged(view, within(fixed - part * length, length, bounds.whole));
}

/**
 * @param {ViewState} view
 * @param {{ dxPx: number, dyPx: number }} change
 * @param {Bounds} bounds
 */
function pan(view, { dxPx, dyPx }, bounds) {
  const next = scrolled(view, view.scrollPx + dyPx, bounds);
  const { from, to } = visible(view, bounds);
  const length = to - from;
  if (dxPx === 0 || length >= bounds.whole.to - bounds.whole.from) return next;
  return ranged(next, within(from + (dxPx * length) / bounds.widthPx, length, bounds.whole));
}

/**
 * @param {ViewState} view
 * @param {number} px
 * @param {Bounds} bounds
 */
function scrolled(view, px, bounds) {
  const scrollPx = Math.min(bounds.scrollMaxPx, Math.max(0, px));
  return scrollPx === view.scrollPx ? view : { ...view, scrollPx };
}

/**
 * @param {ViewState} view
 * @param {{ target: Target | null, atPx: number | null }} change
 */
function hover(view, { target, atPx }) {
  if (sameTarget(view.hovered, target) && view.cursorPx === atPx) return view;
  return { ...view, hovered: target, cursorPx: atPx };
}

/**
 * @param {ViewState} view
 * @param {readonly Target[]} targets
 */
function light(view, targets) {
  const same =
    targets.length === view.lit.length && targets.every((target, n) => sameTarget(target, view.lit[n]));
  return same ? view : { ...view, lit: targets };
}

/** What is framed has this share of its length free on both sides together. */
const roomAround = 0.4;

/**
 * framed zooms so that a range fills the view, which shows no less than `least`.
 * @param {ViewState} view
 * @param {{ from: number, to: number, least: number }} change
 * @param {Bounds} bounds
 */
function framed(view, { from, to, least }, bounds) {
  const length = Math.max(bounds.least, least, (to - from) * (1 + roomAround));
  if (length >= bounds.whole.to - bounds.whole.from) return update(view, { kind: "fit" }, bounds);
  return ranged(view, within((from + to - length) / 2, length, bounds.whole));
}

/**
 * shown brings just this range into view.
 * @param {ViewState} view
 * @param {Range} change
 * @param {Bounds} bounds
 */
function shown(view, { from, to }, bounds) {
  const whole = bounds.whole.to - bounds.whole.from;
  const length = Math.max(bounds.least, to - from);
  if (length >= whole) return update(view, { kind: "fit" }, bounds);
  const next = within(from, length, bounds.whole);
  const before = visible(view, bounds);
  return next.from === before.from && next.to === before.to ? view : ranged(view, next);
}

/**
 * reveal brings a range into view without zooming.
 * @param {ViewState} view
 * @param {Range} change
 * @param {Bounds} bounds
 */
function reveal(view, { from, to }, bounds) {
  const range = visible(view, bounds);
  if (from >= range.from && to <= range.to) return view;
  const length = range.to - range.from;
  return ranged(view, within((from + to - length) / 2, length, bounds.whole));
}

/**
 * @param {number} from
 * @param {number} length
 * @param {Range} whole
 * @returns {Range}
 */
function within(from, length, whole) {
  const begin = Math.max(whole.from, Math.min(from, whole.to - length));
  return { from: begin, to: begin + length };
}
