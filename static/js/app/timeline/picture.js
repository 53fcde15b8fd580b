// The lanes and the frame of what a viewport shows of a chart.

import { Frame } from "../../layout/frame.js";
import { lanesOf } from "../../layout/lanes/lanes.js";
import { lateOverlay } from "../../layout/late.js";
import { heightOf, sceneOf } from "../../layout/scene.js";
import { seqOf } from "../../model/target.js";

/** @typedef {import("../../layout/chart.js").Chart} Chart */
/** @typedef {import("../../model/text.js").Text} Text */
/** @typedef {import("./viewport.js").Viewport} Viewport */

/**
 * lanesIn lists the lanes.
 * @param {Viewport} port
 * @param {Chart} chart what is known
 * @param {Text} text
 */
export function lanesIn({ isNarrow, view, roomPx, named }, chart, text) {
  return lanesOf(chart, text, {
    narrow: isNarrow,
    byEvent: view.mode === "event",
    roomPx,
    open: view.lanes,
    named,
  });
}

/**
 * frameIn makes the frame.
 * @param {Viewport} port
 * @param {Chart} chart what is known
 * @param {Text} text
 */
export function frameIn(port, chart, text) {
  const { widthPx, heightPx, view, isNarrow } = port;
  return new Frame({
    chart,
    text,
    mode: view.mode,
    window: port.window(),
    widthPx,
    heightPx,
    scrollPx: view.scrollPx,
    nowNs: view.atNs ?? port.nowNs,
    past: view.atNs !== null,
    narrow: isNarrow,
    named: port.named,
    chosen: (seqOf(view.selected) ?? 0) - 1,
  });
}

/**
 * Look is a way to show a run: how it is laid out, what lies over that, and what a
 * person means by what is done there; null for nothing.
 * @typedef {object} Look
 * @property {(port: Viewport, chart: Chart, text: Text) => Laid} lay
 * @property {(laid: Laid, marked: import("../../layout/overlay.js").Marked, tools: Shape[]) => Shape[]} over
 * @property {(intent: Intent, port: Viewport, frame: Frame | null) => Intent | null} meant
 */

/** @typedef {import("../../input/intent.js").Intent} Intent */
/** @typedef {import("../../layout/shapes.js").Shape} Shape */
/** @typedef {{ frame: Frame, scene: import("../../layout/scene.js").Scene }} Laid */

/** The timeline itself: time runs to the right. @type {Look} */
export const along = {
  lay(port, chart, text) {
    const lanes = lanesIn(port, chart, text);
    port.fitLanes(heightOf(lanes));
    const frame = frameIn(port, chart, text);
    return { frame, scene: sceneOf(frame, lanes) };
  },
  over: ({ frame, scene }, marked, tools) => [...tools, ...(lateOverlay.draw(frame, scene, marked) ?? [])],
  meant: (intent, port, frame) =>
    intent.kind === "zoom" ? { ...intent, atPx: intent.atPx ?? focusPx(port, frame) } : intent,
};

/**
 * focusPx is what to magnify around: the selected call when it is in view, else the
 * middle.
 * @param {Viewport} port
 * @param {Frame | null} frame
 */
function focusPx(port, frame) {
  const { leftPx, widthPx } = port.bounds();
  const { selected } = port.view;
  const atPx = selected?.kind === "event" && frame ? frame.anchorX(selected.seq - 1) : NaN;
  return atPx >= leftPx && atPx <= leftPx + widthPx ? atPx : leftPx + widthPx / 2;
}
