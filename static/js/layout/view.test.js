// Views of traces for the tests of the layout.

import assert from "node:assert/strict";
import test from "node:test";

import { build, send, sticky, take } from "../model/fixture.test.js";
import { Chart } from "./chart.js";
import "./accepting.js"; // what is loaded late: tests have it from the start
import "./datagrams.js";
import "./decoding.js";
import "./farbands.js";
import { Frame } from "./frame.js";
import "./held.js";
import "./losses.js";
import "./density.js";
import "./segmentdensity.js";
import { namesPx } from "./metrics.js";
import { sceneOf } from "./scene.js";
import { fromPx } from "../scale/time.js";
import "./numbers.js";
import "./overlay.js";
import "./rail.js";
import "./setup.js";
import "./wire.js";

/**
 * text says a key and its arguments as they are.
 * @type {import("../model/text.js").Text}
 */
export const text = (key, ...args) => signs[key] ?? [key, ...args].join(" ");

/** Marks are short. @type {Record<string, string>} */
const signs = {
  "mark.coalesced": "粘",
  "mark.split": "拆",
  "mark.truncated": "截",
  "mark.lost": "丢",
  "mark.exact": "✓",
  "mark.again": "重传",
  "mark.fault": "错",
};

/**
 * frameOf is a view of a trace, of all of it when nothing else is said.
 * @param {import("../model/trace.js").Trace} trace
 * @param {{ mode?: import("../scale/time.js").Mode, from?: number, to?: number, widthPx?: number, narrow?: boolean }} [view]
 */
export function frameOf(trace, { mode = "event", from = 0, to, widthPx = 1200, narrow = false } = {}) {
  const chart = new Chart(trace);
  const leftPx = narrow ? 0 : namesPx;
  const last = mode === "folded" ? chart.folded.until(trace.lastNs) : trace.lastNs;
  const whole = mode === "event" ? chart.order.extent : last * 1.03;
  return new Frame({
    chart,
    text,
    mode,
    window: { from, to: to ?? whole, leftPx, widthPx: widthPx - leftPx },
    widthPx,
    heightPx: 900,
    scrollPx: 0,
    nowNs: trace.lastNs,
    narrow,
  });
}

/**
 * texts lists all that is written, marks by their keys.
 * @param {import("./shapes.js").Shape[]} shapes
 */
export const texts = (shapes) =>
  shapes.flatMap((s) => (s.t === "text" || s.t === "badge" ? [keyOf(s.text) ?? s.text] : []));

/** @param {string} sign */
const keyOf = (sign) => Object.keys(signs).find((key) => signs[key] === sign);

test("a view of all begins and ends with the plot", () => {
  const frame = frameOf(sticky());
  assert.deepEqual([frame.leftPx, frame.rightPx], [namesPx, 1200]);
  assert.ok(frame.startX(0) > namesPx && frame.endX(6) < 1200);
});

test("the words of a box that begins left of the view stand where the view does", () => {
  const trace = build([send("hello, hello, hello"), take(0, 19, { asked: 99 })]);
  const { x, w } = frameOf(trace, { widthPx: 1400 }).box(0);
  const whole = frameOf(trace, { widthPx: 1400 });
  const from = fromPx(whole.window, x + 60);
  const frame = frameOf(trace, { from, to: from + whole.window.to - whole.window.from, widthPx: 1400 });
  const label = sceneOf(frame).shapes.find((s) => s.t === "text" && /^send.* → 19$/.test(s.text));
  assert.ok(label?.t === "text" && label.x >= frame.leftPx && label.x < frame.leftPx + w - 60, JSON.stringify(label)); // prettier-ignore
});
