// Recorded runs of the lessons as their pages show them, for tests.

import { readFileSync } from "node:fs";

import { readAsked } from "../../layout/asked.js";
import { Chart } from "../../layout/chart.js";
import { Frame } from "../../layout/frame.js";
import { lanesOf } from "../../layout/lanes/lanes.js";
import { heightOf, sceneOf } from "../../layout/scene.js";
import { text as keys } from "../../layout/view.test.js";
import { lesson, lessons } from "../../net/lessons.test.js";
import { Viewport } from "./viewport.js";

/** @typedef {import("../../state/view.js").Mode} Mode */
/** @typedef {import("../../layout/shapes.js").Shape} Shape */

const course = new URL("../../../../lab/course/lessons/", import.meta.url);
export const modes = /** @type {const} */ (["event", "folded", "time"]);
export const widths = [390, 969, 1100, 1440];
export const traces = new Map(lessons.map((name) => [name, lesson(name)]));

/**
 * seen is a run as a page shows it: at first, or all of it.
 * @param {import("../../model/trace.js").Trace} trace
 * @param {{ mode?: Mode, widthPx: number, isWhole?: boolean, roomPx?: number, text?: import("../../model/text.js").Text, asked?: string }} how mode: without one, the one that suits the run
 */
export function seen(trace, { mode, widthPx, isWhole = false, roomPx = 430, text = keys, asked = "" }) {
  const port = new Viewport(text);
  port.widthPx = widthPx;
  port.roomPx = roomPx;
  port.asked = readAsked(asked);
  port.show(new Chart(trace));
  if (mode) port.choose(mode);
  else port.settleMode();
  if (isWhole) port.apply({ kind: "fit" });
  const chart = /** @type {Chart} */ (port.chart);
  const look = { byEvent: port.view.mode === "event", narrow: port.isNarrow, roomPx };
  const lanes = lanesOf(chart, text, look);
  port.fitLanes(heightOf(lanes));
  const frame = new Frame({
    chart,
    text,
    mode: port.view.mode,
    window: port.window(),
    widthPx,
    heightPx: port.heightPx,
    scrollPx: 0,
    nowNs: trace.lastNs,
    narrow: port.isNarrow,
    named: trace.peers.map((peer) => `${peer} sockets`),
  });
  return { frame, lanes, scene: sceneOf(frame, lanes), mode: port.view.mode };
}

/** @param {Shape[]} shapes */
export const labels = (shapes) => shapes.flatMap((s) => (s.t === "text" || s.t === "badge" ? [s] : []));

/**
 * askedOf is the call with bytes that a lesson's question is about, "" for none.
 * @param {string} name
 */
export function askedOf(name) {
  const written = readFileSync(new URL(`${name}/expect.txt`, course), "utf8");
  return /^pause before (\S+ (?:recv(?:from)?|send) \d+)$/m.exec(written)?.[1] ?? "";
}
