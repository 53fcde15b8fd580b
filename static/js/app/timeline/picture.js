// The lanes and the frame of what a viewport shows of a chart.

import { Frame } from "../../layout/frame.js";
import { lanesOf } from "../../layout/lanes/lanes.js";

/** @typedef {import("../../layout/chart.js").Chart} Chart */
/** @typedef {import("../../model/text.js").Text} Text */
/** @typedef {import("./viewport.js").Viewport} Viewport */

/**
 * lanesIn lists the lanes.
 * @param {Viewport} port
 * @param {Chart} chart what is known
 * @param {Text} text
 */
export function lanesIn({ isNarrow, view, roomPx }, chart, text) {
  return lanesOf(chart, text, {
    narrow: isNarrow,
    byEvent: view.mode === "event",
    roomPx,
    open: view.lanes,
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
  });
}
