// What holds of the ladder of every lesson, in all modes and at all widths.

import assert from "node:assert/strict";
import test from "node:test";

import { Chart } from "../../layout/chart.js";
import {
  beyond,
  captured,
  deep,
  paced,
  shower,
  standing,
  threads,
  visitors,
} from "../../layout/crowds.test.js";
import { extentOf, meet } from "../../layout/declutter.js";
import { mostShiftPx } from "../../layout/ladder/calls.js";
import { headPx } from "../../layout/ladder/columns.js";
import { ladderOverlay } from "../../layout/ladder/overlay.js";
import { chartAt } from "../../layout/past.js";
import { text } from "../../layout/view.test.js";
import { carries, receives } from "../../model/call.js";
import { seqOf, segmentOf } from "../../model/target.js";
import { lesson, lessons } from "../../net/lessons.test.js";
import { Viewport } from "../timeline/viewport.js";
import { lay, meant } from "./ladder.js";

/** @typedef {import("../../state/view.js").Mode} Mode */
/** @typedef {import("../../layout/ladder/ladder.js").LadderFrame} LadderFrame */
/** @typedef {import("../../layout/ladder/ladder.js").LadderScene} LadderScene */
/** @typedef {import("../../layout/shapes.js").Shape} Shape */

const modes = /** @type {const} */ (["event", "folded", "time"]);
const widths = [390, 969, 1440];
const traces = new Map(lessons.map((name) => [name, lesson(name)]));

/**
 * seen is a run on a ladder, at first or all of it.
 * @param {import("../../model/trace.js").Trace} trace
 * @param {{ mode: Mode, widthPx?: number, roomPx?: number, isWhole?: boolean, chart?: Chart }} how
 */
function seen(trace, { mode, widthPx = 969, roomPx = 430, isWhole = false, chart = new Chart(trace) }) {
  const port = new Viewport(text);
  port.widthPx = widthPx;
  port.roomPx = roomPx;
  port.show(chart);
  port.choose(mode);
  if (isWhole) port.apply({ kind: "fit" });
  return { port, ...laid(port, chart) };
}

/** @param {Viewport} port @param {Chart} chart */
function laid(port, chart) {
  const { frame, scene } = lay(port, chart, text);
  return { frame: /** @type {LadderFrame} */ (frame), scene: /** @type {LadderScene} */ (scene) };
}

/** @param {(name: string, mode: Mode, widthPx: number, of: ReturnType<typeof seen>) => void} hold */
function everywhere(hold) {
  for (const [name, trace] of traces) {
    for (const mode of modes) {
      for (const widthPx of widths) hold(name, mode, widthPx, seen(trace, { mode, widthPx }));
    }
  }
}

test("a call's bar is where the call was, and its words are near it", () => {
  everywhere((name, mode, widthPx, { frame, scene }) => {
    for (const { target, y, h, w } of scene.zones) {
      const seq = seqOf(target);
      if (seq === null) continue;
      const where = `${name} ${mode} ${widthPx}: event ${seq}`;
      if (w <= 10) {
        assert.equal(y, frame.startX(seq - 1), where);
        assert.ok(Math.abs(y + h - Math.max(frame.endX(seq - 1), y + 3)) < 1e-6, where);
      } else {
        const anchor = Math.max(frame.leftPx, frame.anchorX(seq - 1));
        assert.ok(y - anchor <= mostShiftPx && anchor - y <= h, `${where}: box at ${y}, call at ${anchor}`);
      }
    }
  });
});

test("a segment's arrow is level, at the time when it was seen, and goes from its sender", () => {
  let arrows = 0;
  everywhere((name, mode, _, { frame, scene }) => {
    const { segments } = frame.trace;
    for (const { target, y, h } of scene.zones) {
      const n = segmentOf(target);
      if (n === null) continue;
      arrows++;
      assert.equal(y + h / 2, frame.segmentX(n - 1), `${name} ${mode}: segment ${n}`);
      const middle = y + h / 2;
      const level = scene.shapes.some((s) => s.t === "line" && s.y1 === middle && s.y2 === middle);
      assert.ok(level, `${name} ${mode}: segment ${n} has no level line`);
      const from = frame.chart.sockets.byConn.get(segments.from.at[n - 1]);
      const column = frame.columns.find(({ peer }) => peer === from?.peer);
      if (!column) continue;
      const starts = scene.shapes.some(
        (s) => s.t === "line" && s.y1 === middle && Math.abs(s.x1 - column.x) <= 5,
      );
      assert.ok(starts, `${name} ${mode}: segment ${n} does not begin at its sender`);
    }
  });
  assert.ok(arrows > 1000, `${arrows} arrows`);
});

test("where nothing was captured there are calls only, and it says so", () => {
  for (const name of ["udp-echo", "unix-stream"]) {
    const { frame, scene } = seen(/** @type {any} */ (traces.get(name)), { mode: "event" });
    const says = scene.shapes.some((s) => s.t === "text" && s.text === "ladder.uncaptured");
    assert.equal(says, frame.trace.segments.length === 0, name);
    if (says) assert.ok(scene.zones.every(({ target }) => segmentOf(target) === null));
  }
  const { scene } = seen(deep(20, 8), { mode: "event" });
  assert.ok(scene.shapes.some((s) => s.t === "text" && s.text === "ladder.uncaptured"));
});

test("ways of bytes are those that the trace ties, and go down", () => {
  let ties = 0;
  everywhere((name, mode, _, { frame, scene }) => {
    const { trace } = frame;
    for (const { send, take, y1, y2 } of scene.ties) {
      ties++;
      const where = `${name} ${mode}: ${send} to ${take}`;
      assert.ok(receives(trace.columns.call.at[take - 1]), where);
      assert.ok(
        trace.pieces(take - 1).some(({ index }) => index === send - 1),
        where,
      );
      const [{ at: start }, { at: end }] = [trace.columns.start, trace.columns.end];
      assert.ok(start[send - 1] <= end[take - 1], where);
      assert.ok(Number.isFinite(y1) && Number.isFinite(y2), where);
    }
  });
  assert.ok(ties > 500, `${ties} ties`);
});

test("no words lie over others", () => {
  everywhere((name, mode, widthPx, { frame, scene }) => {
    const shown = scene.shapes.flatMap((s) => {
      if (s.t !== "text" && s.t !== "badge") return [];
      const extent = extentOf(s);
      return extent.y1 > headPx && extent.y0 < frame.size.heightPx ? [{ s, extent }] : [];
    });
    shown.forEach(({ s, extent }, k) => {
      for (const other of shown.slice(k + 1)) {
        const both = `${s.text} / ${other.s.text}`;
        assert.ok(!meet(extent, other.extent), `${name} ${mode} ${widthPx}: ${both}`);
      }
    });
  });
});

test("every call in view can be chosen, as on the timeline", () => {
  everywhere((name, mode, widthPx, { frame, scene }) => {
    const there = new Set(scene.zones.map(({ target }) => seqOf(target)));
    frame.trace.columns.call.at.subarray(0, frame.trace.length).forEach((call, i) => {
      const isIn = frame.startX(i) > frame.leftPx && frame.endX(i) < frame.rightPx;
      const isDense = frame.trace.length > 90;
      if (isIn && carries(call) && !isDense)
        assert.ok(there.has(i + 1), `${name} ${mode} ${widthPx}: ${i + 1}`);
    });
  });
});

test("what is selected is ringed, with what its bytes went to", () => {
  const { frame, scene } = seen(/** @type {any} */ (traces.get("hello-feng")), { mode: "event" });
  const take = scene.ties[0].take;
  const view = {
    selected: /** @type {const} */ ({ kind: "event", seq: take }),
    hovered: null,
    cursorPx: null,
  };
  const rings = ladderOverlay(frame, scene, view).filter((s) => s.t === "rect" && s.line === 2.5);
  assert.equal(rings.length, scene.zones.filter(({ target }) => seqOf(target) === take).length);
  const touched = ladderOverlay(frame, scene, view).filter((s) => s.t === "rect" && s.line === 1.5);
  assert.ok(touched.length >= 2, "its sends and segments are ringed too");
});

test("a moment hides what came after it", () => {
  const { port } = seen(/** @type {any} */ (traces.get("hello-feng")), { mode: "event" });
  const whole = /** @type {Chart} */ (port.chart);
  const { end } = whole.trace.columns;
  for (const seq of [3, 8, 14]) {
    const known = chartAt(whole, end.at[seq - 1]);
    const { scene } = laid(port, known);
    for (const { target } of scene.zones) {
      const own = seqOf(target);
      if (own !== null) assert.ok(end.at[own - 1] <= end.at[seq - 1], `event ${own} at the end of ${seq}`);
    }
  }
});

/** @type {[string, () => import("../../model/trace.js").Trace][]} */
const crowds = [
  ["3 000 sends, then receives of 8 bytes", () => deep(3000, 8)],
  ["5 000 sends, then one receive", () => deep(5000, 10_000)],
  ["a queue of 60 that is always full", () => standing(60, 90)],
  ["20 000 sends that are taken at once", () => paced(20_000)],
  ["40 000 datagrams", () => shower(40_000)],
  ["400 datagrams", () => shower(400)],
  ["2 000 segments", () => captured(2000, 1)],
  ["3 segments of 1 000 sends", () => captured(3000, 1000)],
  ["40 threads", () => threads(40, 50)],
  ["700 connections", () => visitors(700)],
  ["5 000 sends to a peer outside", () => beyond(5000)],
];

/** So many shapes and zones a pixel of height has a column, and so many what lies between two. */
const mostPerPx = 3;

for (const [name, make] of crowds) {
  test(`${name}: the ladder draws by the pixel`, () => {
    const trace = make();
    const chart = new Chart(trace);
    for (const mode of modes) {
      const { port, frame: first } = seen(trace, { mode, isWhole: true, chart });
      for (const zoom of [1, 4, 10, 40, 1000]) {
        port.apply({ kind: "fit" });
        const { leftPx, widthPx } = port.bounds();
        port.apply({ kind: "zoom", factor: zoom, atPx: leftPx + widthPx * 0.9 });
        const { scene, frame } = laid(port, chart);
        const parts = 2 * first.columns.length - 1;
        const most = mostPerPx * frame.size.heightPx * parts;
        const count = scene.shapes.length + scene.zones.length;
        assert.ok(count <= most, `${mode} x${zoom}: ${count} of ${most}`);
      }
    }
  });
}

test("zooming keeps the time under the pointer, and panning moves what is under it", () => {
  for (const mode of modes) {
    const { port, frame } = seen(/** @type {any} */ (traces.get("tcp-loop")), { mode, isWhole: true });
    const yPx = 200;
    const zoom = meant({ kind: "zoom", factor: 4, atPx: 77 }, { port, frame, atPx: yPx });
    assert.ok(zoom?.kind === "zoom" && zoom.atPx !== null);
    port.apply({ ...zoom, atPx: zoom.atPx });
    const after = laid(port, /** @type {Chart} */ (port.chart)).frame;
    assert.ok(Math.abs(after.atX(frame.nsAt(yPx)) - yPx) < 0.5, mode);
    const pan = meant({ kind: "pan", dxPx: 0, dyPx: 30 }, { port, frame: after, atPx: yPx });
    assert.ok(pan?.kind === "pan" && pan.dyPx === 0);
    const under =
      after.window.from +
      (100 - after.leftPx) * ((after.window.to - after.window.from) / after.window.widthPx);
    port.apply(pan);
    const moved = laid(port, /** @type {Chart} */ (port.chart)).frame;
    const perPx = moved.window.widthPx / (moved.window.to - moved.window.from);
    const now = moved.leftPx + (under - moved.window.from) * perPx;
    assert.ok(Math.abs(now - 70) < 0.5 || moved.window.to >= port.bounds().whole.to, `${mode}: ${now}`);
  }
});
