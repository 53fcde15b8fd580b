// Keeps the page's address up to date: the run, what is selected in it, the moment,
// the axis and what of it is in view, and which lanes are folded. An address that asks for an axis gets it.

import { targetText } from "../../model/target.js";
import { afterPaint } from "../../state/painted.js";
import { everything } from "../../state/view.js";
import { runOf, shownOf, withRun } from "./address.js";

/** @typedef {import("../../state/view.js").Look} Look */
/** @typedef {import("./address.js").Shown} Shown */
/** @typedef {import("../timeline/timeline.js").Timeline} Timeline */

/** How many changes are written at once, and how long the next one then waits: Safari refuses more than 100 in 30 s. */
const burst = 12;
const restMs = 350;

/** What an address looks like that asks for no axis. @type {Look} */
const noLook = Object.freeze({ axis: null, range: null, follows: false });

const axes = /** @type {const} */ (["event", "folded", "time"]);

/**
 * lookOf reads which axis an address asks for, and what of it is in view; what
 * makes no sense is nothing.
 * @param {string} search
 * @returns {Look}
 */
export function lookOf(search) {
  const query = new URLSearchParams(search);
  const axis = axes.find((mode) => mode === query.get("axis"));
  if (!axis) return noLook;
  const written = query.get("range") ?? "";
  const [, from, to] = /^(\d{1,15}(?:\.\d{1,3})?)-(\d{1,15}(?:\.\d{1,3})?)$/.exec(written) ?? [];
  const part = Number(from) < Number(to) ? { from: Number(from), to: Number(to) } : null;
  const range = written === "all" ? everything : part;
  return { axis, range, follows: range !== null && query.get("follow") === "end" };
}

/**
 * withLook returns an address that asks for an axis, and keeps what else it asks for.
 * @param {string} href
 * @param {Look} look
 */
export function withLook(href, { axis, range, follows }) {
  const url = new URL(href);
  const set = (/** @type {string} */ key, /** @type {string | null} */ value) =>
    value === null ? url.searchParams.delete(key) : url.searchParams.set(key, value);
  const part = range && (range.to === Infinity ? "all" : `${written(range.from)}-${written(range.to)}`);
  set("axis", axis);
  set("range", part);
  set("follow", follows ? "end" : null);
  return url.href;
}

/** How many lanes an address may speak of, and how it names one: a minus folds it. */
const mostLanes = 200;
const laneWord = /^-?[a-z]+(\.\d{1,6}){0,2}$/;

/**
 * lanesIn reads which lanes an address opens or folds, by their keys.
 * @param {string} search
 * @returns {Record<string, boolean>}
 */
export function lanesIn(search) {
  const words = (new URLSearchParams(search).get("lanes") ?? "").split(" ").slice(0, mostLanes);
  const named = words.filter((word) => laneWord.test(word));
  return Object.fromEntries(named.map((word) => [word.replace("-", ""), !word.startsWith("-")]));
}

/**
 * withLanes returns an address that opens and folds lanes.
 * @param {string} href
 * @param {Readonly<Record<string, boolean>>} lanes
 */
export function withLanes(href, lanes) {
  const url = new URL(href);
  const words = Object.entries(lanes).map(([key, isOpen]) => (isOpen ? key : `-${key}`));
  if (words.length) url.searchParams.set("lanes", words.slice(0, mostLanes).join(" "));
  else url.searchParams.delete("lanes");
  return url.href;
}

/** @param {number} place */
const written = (place) => String(Math.round(place * 1000) / 1000);

/**
 * withShown returns an address that shows this and keeps what else it asks for.
 * @param {string} href
 * @param {Shown} shown
 */
export function withShown(href, { target, atNs }) {
  const url = new URL(href);
  url.searchParams.delete("sel");
  url.searchParams.delete("at");
  if (target) url.searchParams.set("sel", targetText(target));
  if (atNs !== null) url.searchParams.set("at", String(Math.round(atNs)));
  return url.href;
}

/**
 * createAddress is the part of a run's view that keeps the page's address up to
 * date, and on pages that can show several runs also which one it is.
 * @param {{ timeline: Timeline, namesRun: boolean, whenPainted?: (act: () => void) => void }} options
 */
export function createAddress({ timeline, namesRun, whenPainted = afterPaint }) {
  const shown = shownOf(location.search);
  /** What of the address has not been shown yet. */
  let wanted = lookOf(location.search);
  let isShowing = false;
  let waiting = 0;
  let isDue = false;
  let spare = burst;
  let lastMs = performance.now();
  /** The run that is shown and not in the address yet. */
  let begun = "";
  const write = () => {
    const { look, view } = timeline.viewport;
    const isNamed = !begun || runOf(location.search) === begun;
    const run = isNamed ? location.href : withRun(location.href, begun);
    begun = "";
    const href = withLanes(withShown(run, shown), view.lanes);
    history.replaceState(history.state, "", withLook(href, wanted.range ? wanted : look));
  };
  const spend = () => {
    isDue = false;
    const nowMs = performance.now();
    spare = Math.min(burst, spare + (nowMs - lastMs) / restMs);
    lastMs = nowMs;
    if (spare >= 1) {
      spare -= 1;
      return write();
    }
    waiting = window.setTimeout(() => {
      waiting = 0;
      write();
    }, restMs);
  };
  /** What changes in one go is written in one go, when it is painted: a browser takes long to write. */
  const changed = () => {
    if (isDue || waiting) return;
    isDue = true;
    whenPainted(spend);
  };
  const show = () => {
    if (!wanted.axis) return;
    isShowing = true;
    timeline.setMode(wanted.axis);
    if (!wanted.range || bring(timeline, wanted)) wanted = noLook;
    isShowing = false;
  };
  timeline.onLook = () => {
    if (isShowing) return;
    wanted = noLook; // the reader looks elsewhere
    changed();
  };
  return {
    /**
     * What the address asks for may come yet, but not in another run.
     * @param {import("../../model/trace.js").Trace} trace
     */
    show({ hello: { run = "" } }) {
      if (!namesRun || runOf(location.search) === run) {
        isShowing = true;
        fold(timeline);
        isShowing = false;
        return show();
      }
      Object.assign(shown, { target: null, atNs: null });
      wanted = noLook;
      begun = run;
      changed();
    },
    changed: show,
    /** @param {import("../../model/target.js").Target | null} target */
    select(target) {
      shown.target = target;
      changed();
    },
    /** @param {number | null} atNs */
    at(atNs) {
      shown.atNs = atNs;
      changed();
    },
  };
}

/**
 * fold opens and folds the lanes that the address speaks of.
 * @param {Timeline} timeline
 */
function fold(timeline) {
  const lanes = lanesIn(location.search);
  if (Object.keys(lanes).length === 0) return;
  timeline.apply({ kind: "lanes", open: { ...timeline.viewport.view.lanes, ...lanes } });
}

/**
 * bring brings a range into view when the run has got there; it reports whether
 * it did.
 * @param {Timeline} timeline
 * @param {Look} look
 */
function bring(timeline, { range, follows }) {
  const { chart, viewport, tools } = timeline;
  if (!chart || !range || viewport.widthPx === 0) return false;
  if (range.to === Infinity) timeline.fit();
  else {
    const isThere = chart.trace.ended !== null || viewport.bounds().whole.to >= range.to;
    if (!isThere || (follows && !tools)) return false;
    timeline.apply({ kind: "range", ...range });
  }
  if (follows) tools?.followEnd(true);
  return true;
}
