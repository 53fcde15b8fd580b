// What holds of the picture of every lesson, in all modes and at all widths.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";

import { askedCall, readAsked } from "../../layout/asked.js";
import { Chart } from "../../layout/chart.js";
import { extentOf, meet } from "../../layout/declutter.js";
import { mostCalls } from "../../layout/firstview.js";
import { Frame } from "../../layout/frame.js";
import { lanesOf } from "../../layout/lanes/lanes.js";
import { axisPx, narrowPx, Size } from "../../layout/metrics.js";
import { laneNameShapes } from "../../layout/names.js";
import { heightOf, sceneOf } from "../../layout/scene.js";
import { text as keys } from "../../layout/view.test.js";
import { carries, receives } from "../../model/call.js";
import { duration } from "../../model/label.js";
import { build, row, send, take } from "../../model/fixture.test.js";
import { Verdict } from "../../model/verdict.js";
import { lesson, lessons } from "../../net/lessons.test.js";
import { textsOf } from "../catalogue.test.js";
import { Viewport } from "./viewport.js";

/** @typedef {import("../../state/view.js").Mode} Mode */
/** @typedef {import("../../layout/shapes.js").Shape} Shape */

const course = new URL("../../../../lab/course/lessons/", import.meta.url);
const modes = /** @type {const} */ (["event", "folded", "time"]);
const widths = [390, 969, 1100, 1440];
const traces = new Map(lessons.map((name) => [name, lesson(name)]));

/**
 * seen is a run as a page shows it: at first, or all of it.
 * @param {import("../../model/trace.js").Trace} trace
 * @param {{ mode?: Mode, widthPx: number, isWhole?: boolean, roomPx?: number, text?: import("../../model/text.js").Text, asked?: string }} how mode: without one, the one that suits the run
 */
function seen(trace, { mode, widthPx, isWhole = false, roomPx = 430, text = keys, asked = "" }) {
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
const labels = (shapes) => shapes.flatMap((s) => (s.t === "text" || s.t === "badge" ? [s] : []));

/**
 * apart fails where two labels lie over each other.
 * @param {import("../../layout/declutter.js").Label[]} all
 * @param {string} where
 */
function apart(all, where) {
  const placed = all.map((label) => ({ label, extent: extentOf(label) }));
  placed.sort((a, b) => a.extent.x0 - b.extent.x0);
  placed.forEach(({ label, extent }, n) => {
    for (let k = n + 1; k < placed.length && placed[k].extent.x0 < extent.x1; k++)
      assert.ok(!meet(extent, placed[k].extent), `${where}: ${label.text} lies over ${placed[k].label.text}`);
  });
}

/**
 * isIn reports whether a lane has all of a label.
 * @param {import("../../layout/declutter.js").Label} label
 * @param {import("../../layout/lanes/lanes.js").Placed} lane
 */
function isIn(label, { y, h }) {
  const { y0, y1 } = extentOf(label);
  return y0 >= y && y1 <= y + h;
}

/** As pages show runs: in both languages, with room for most lanes and next to none. */
const shown = /** @type {const} */ ([
  { lang: "zh", roomPx: 430 },
  { lang: "en", roomPx: 300 },
]);

for (const mode of modes) {
  test(`${mode}: no two labels of a lesson lie over each other, and none has another size than the three`, () => {
    /** @type {Set<number>} */
    const sizes = new Set(Object.values(Size));
    for (const { lang, roomPx } of shown) {
      const text = textsOf(lang);
      for (const [name, trace] of traces) {
        for (const widthPx of widths) {
          for (const isWhole of [false, true]) {
            const { frame, lanes, scene } = seen(trace, { mode, widthPx, isWhole, roomPx, text });
            const where = `${name} in ${lang} at ${widthPx}`;
            for (const label of labels(scene.shapes))
              if (label.t === "text") assert.ok(sizes.has(label.size), `${where}: ${label.text} has ${label.size} px`); // prettier-ignore
            /** @type {Shape[]} */
            const names = [];
            laneNameShapes(frame, lanes, names);
            apart(labels(names), where);
            for (const name of labels(names)) assert.ok(name.y < axisPx || lanes.some((lane) => isIn(name, lane)), `${where}: ${name.text} sticks out of its lane`); // prettier-ignore
            for (const { y, text: words } of labels(names))
              if (widthPx > narrowPx && words.endsWith("…")) assert.ok(lanes.some((lane) => lane.folded && y > lane.y && y < lane.y + lane.h), `${where}: ${words} is cut off`); // prettier-ignore
            for (const letter of labels(scene.shapes).filter(
              (one) => one.t === "badge" && one.about === "legend.letter",
            ))
              assert.ok(
                lanes.some((lane) => isIn(letter, lane)),
                `${where}: the letter ${letter.text} is cut off by its lane`,
              );
            apart(labels(scene.shapes).filter((label) => extentOf(label).x0 >= frame.leftPx), where); // prettier-ignore
          }
        }
      }
    }
  });
}

/**
 * heaps is calls at random times: bursts so dense that cards have no room, and gaps.
 * @param {number} seed
 */
function heaps(seed) {
  let state = seed;
  const dice = () => (state = (state * 1664525 + 1013904223) % 2 ** 32) / 2 ** 32;
  let [ns, off] = [0, 0];
  const rows = [];
  for (let n = 0; n < 120; n++) {
    ns += dice() < 0.1 ? 1e5 + dice() * 4e7 : 500 + Math.floor(dice() * 3e4);
    const size = 1 + Math.floor(dice() * 12);
    rows.push({ ...send("x".repeat(size), { off }), start: ns, end: ns + 400 });
    rows.push({
      ...take(off, size, { verdict: dice() < 0.3 ? Verdict.split : Verdict.exact }),
      start: ns + 450,
      end: ns + 900,
    });
    off += size;
  }
  return build(rows.sort((a, b) => a.start - b.start));
}

test("by time no card stands farther from its call than it is wide", () => {
  const random = Array.from({ length: 6 }, (_, n) => /** @type {const} */ ([`random ${n}`, heaps(n + 1)]));
  let cards = 0;
  for (const [name, trace] of [...traces, ...random]) {
    for (const mode of /** @type {const} */ (["folded", "time"])) {
      for (const widthPx of widths) {
        for (const isWhole of [false, true]) {
          const { frame } = seen(trace, { mode, widthPx, isWhole });
          for (let i = 0; i < trace.length; i++) {
            if (!carries(trace.columns.call.at[i])) continue;
            const { x, w, card } = frame.box(i);
            if (!card) continue;
            cards++;
            const offPx = Math.abs(x - frame.anchorX(i));
            assert.ok(
              offPx <= w,
              `${name}, ${mode} at ${widthPx}: event ${i + 1} is ${offPx} px off, ${w} wide`,
            );
          }
        }
      }
    }
  }
  assert.ok(cards > 3000, `${cards} cards`);
});

/**
 * askedOf is the call with bytes that a lesson's question is about, "" for none.
 * @param {string} name
 */
function askedOf(name) {
  const written = readFileSync(new URL(`${name}/expect.txt`, course), "utf8");
  return /^pause before (\S+ (?:recv(?:from)?|send) \d+)$/m.exec(written)?.[1] ?? "";
}

/**
 * isFarFromSend reports whether a receive is in view, and its send so far before it that
 * both have no room there.
 * @param {Frame} frame
 * @param {number} take -1 for none
 */
function isFarFromSend(frame, take) {
  if (take < 0) return false;
  const { x, w } = frame.box(take);
  const froms = frame.trace.pieces(take).map(({ index }) => frame.box(index).x);
  return (
    x >= frame.leftPx &&
    x + w <= frame.rightPx &&
    froms.some((from) => x + w - from > frame.rightPx - frame.leftPx)
  );
}

/** How wide the timeline is on the four screens that lessons are held to. */
const screens = [1009, 955, 878, 390];
/** What is shown whole: more calls than anybody reads. */
const isShownWhole = (/** @type {string} */ name) => name === "flood" || name === "udp-fifty";

for (const widthPx of screens) {
  test(`at ${widthPx} px, untouched, a lesson's bytes can be read where it begins to differ`, () => {
    for (const name of lessons.filter((one) => !isShownWhole(one))) {
      const trace = /** @type {import("../../model/trace.js").Trace} */ (traces.get(name));
      const asked = askedOf(name);
      const { frame, scene, mode } = seen(trace, { widthPx, roomPx: Infinity, asked });
      const { call, got, verdict, asked: wanted } = trace.columns;
      const moved = [...Array(trace.length).keys()].filter((i) => carries(call.at[i]) && got.at[i] > 0);
      const inView = moved.filter((i) => {
        const { x, w } = frame.box(i);
        return x >= frame.leftPx && x + w <= frame.rightPx;
      });
      const sends = moved.filter((i) => !receives(call.at[i]));
      const seenPx = (/** @type {number} */ i) => {
        const { x, w } = frame.box(i);
        return Math.min(x + w, frame.rightPx) - Math.max(x, frame.leftPx);
      };
      const isSendSeen = sends.length === 0 || sends.some((i) => seenPx(i) > 60) || widthPx < narrowPx;
      const isAskedFar = () => isFarFromSend(frame, askedCall(frame.chart, readAsked(asked)));
      assert.ok(isSendSeen || isAskedFar(), `${name}: no send is in view`);
      for (const i of inView) {
        const { shared } = frame.box(i);
        assert.ok(shared.readable, `${name}, ${mode}: the bytes of event ${i + 1} cannot be read`);
        assert.ok(
          shared.cell >= 14 - 1e-6,
          `${name}, ${mode}: event ${i + 1} has cells of ${shared.cell} px`,
        );
      }
      const said = new Set(labels(scene.shapes).map((label) => label.text));
      for (const i of inView.filter((n) => receives(call.at[n]))) {
        const label = new RegExp(`^recv(from)?\\(${wanted.at[i]}\\) → ${got.at[i]}$`);
        assert.ok(
          [...said].some((words) => label.test(words)),
          `${name}, ${mode}: event ${i + 1} has no words`,
        );
      }
      const wrong = inView.some((i) => receives(call.at[i]) && (verdict.at[i] & ~Verdict.exact) !== 0);
      const isAny = [...Array(trace.length).keys()].some(
        (i) => receives(call.at[i]) && got.at[i] > 0 && (verdict.at[i] & ~Verdict.exact) !== 0,
      );
      assert.ok(
        wrong || !isAny || asked || widthPx < narrowPx,
        `${name}, ${mode}: what differs is not in view`,
      );
    }
  });
}

test("the first view is that of all that has come, also where it was asked for before the chart knew it", () => {
  const range = (/** @type {Viewport} */ port) => port.window().from;
  const trace = build(Array.from({ length: 6 }, (_, n) => send("hello", { off: 5 * n, start: n * 20_000 })));
  const growing = new Viewport(keys);
  growing.widthPx = 390;
  growing.show(new Chart(trace));
  const before = range(growing);
  trace.addEvent(
    row({ ...take(0, 30, { start: 900_000, end: 910_000, verdict: Verdict.coalesced }), seq: 7 }),
  );
  assert.equal(range(growing), before);
  growing.chart?.update();
  assert.ok(range(growing) > before, "the receive is not in view");
});

test("by event all sends have words of one form, and so have all receives", () => {
  for (const [name, trace] of traces) {
    for (const isWhole of [false, true]) {
      const { scene } = seen(trace, { mode: "event", widthPx: 969, isWhole, roomPx: Infinity });
      for (const call of ["send", "sendto", "recv", "recvfrom"]) {
        const said = labels(scene.shapes).filter(({ text: words }) =>
          new RegExp(`^${call}[( ].* → `).test(words),
        );
        const forms = new Set(said.map(({ text: words }) => words.startsWith(`${call}(`)));
        assert.ok(forms.size <= 1, `${name}: ${said.map((label) => label.text).join(" | ")}`);
      }
    }
  }
});

test("time without idle is what a run is first shown in where it can be read in it", () => {
  const shown = (/** @type {string} */ name) =>
    seen(/** @type {import("../../model/trace.js").Trace} */ (traces.get(name)), { widthPx: 969 }).mode;
  assert.equal(shown("hello-feng"), "folded");
  assert.equal(shown("small-sends"), "event");
});

test("time without idle is what a run is first shown in where its lanes have room, too", () => {
  let other = 0;
  for (const [name, trace] of traces) {
    const wide = seen(trace, { widthPx: 1440, roomPx: 1600 });
    if (wide.mode !== "folded") continue;
    for (let roomPx = 120; roomPx <= 420; roomPx += 20) {
      const first = seen(trace, { widthPx: 1440, roomPx });
      const byEvent = seen(trace, { mode: "event", widthPx: 1440, roomPx });
      const where = `${name} in ${roomPx} px`;
      if (first.mode === "event") other++;
      else if (heightOf(first.lanes) > roomPx) assert.ok(heightOf(byEvent.lanes) > roomPx, where);
    }
  }
  assert.ok(other > 0, "no run has room by event alone");
});

test("what a lesson asks about is in its first view, and a wait that it asks about with how long it was", () => {
  let waits = 0;
  for (const [name, trace] of traces) {
    const asked = askedOf(name);
    const { call } = trace.columns;
    const moved = Array.from({ length: trace.length }, (_, i) => i).filter((i) => carries(call.at[i]));
    if (!asked || moved.length > mostCalls) continue; // such a run is first shown whole
    for (const widthPx of [878, 955, 1009, 390]) {
      const { frame, scene } = seen(trace, { widthPx, asked, text: textsOf("en") });
      const i = askedCall(frame.chart, readAsked(asked));
      const { x, w, shared } = frame.box(i);
      assert.ok(x >= frame.leftPx && x + Math.min(w, frame.rightPx - frame.leftPx - 24) <= frame.rightPx && shared.readable, `${name} at ${widthPx}: ${asked} is at ${x}, ${w} wide`); // prettier-ignore
      if (!frame.late(i) || frame.mode !== "event") continue;
      waits++;
      const long = duration(trace.columns.end.at[i] - trace.columns.start.at[i]);
      const words = labels(scene.shapes).find((label) => label.text.endsWith(long));
      assert.ok((frame.narrow || frame.startX(i) >= frame.leftPx) && words && extentOf(words).x0 > frame.leftPx, `${name} at ${widthPx}: no ${long} in view`); // prettier-ignore
    }
  }
  assert.ok(waits >= 4, `${waits} waits`);
});
