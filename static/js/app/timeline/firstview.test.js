// What a reader sees of each lesson's run at first, on the screens that lessons are held to.

import assert from "node:assert/strict";
import test from "node:test";

import { askedCall, readAsked } from "../../layout/asked.js";
import { Chart } from "../../layout/chart.js";
import { extentOf } from "../../layout/declutter.js";
import { mostCalls } from "../../layout/firstview.js";
import { narrowPx } from "../../layout/metrics.js";
import { text as keys } from "../../layout/view.test.js";
import { carries, receives } from "../../model/call.js";
import { duration } from "../../model/label.js";
import { build, row, send, take } from "../../model/fixture.test.js";
import { Verdict } from "../../model/verdict.js";
import { lessons } from "../../net/lessons.test.js";
import { textsOf } from "../catalogue.test.js";
import { askedOf, labels, seen, traces } from "./seen.test.js";
import { Viewport } from "./viewport.js";

/** @typedef {import("../../layout/frame.js").Frame} Frame */

/** How wide the timeline is on the four screens that lessons are held to. */
const screens = [1009, 955, 878, 390];
/** What is shown whole: more calls than anybody reads. */
const isShownWhole = (/** @type {string} */ name) => name === "flood" || name === "udp-fifty";

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
          shared.cell >= (mode === "event" ? 10 : 14) - 1e-6,
          `${name}, ${mode}: event ${i + 1} has cells of ${shared.cell} px`,
        );
      }
      const said = new Set(labels(scene.shapes).map((label) => label.text));
      for (const i of inView.filter((n) => receives(call.at[n]))) {
        const argument = frame.byEvent && frame.zoom < 2 / 3 - 1e-6 ? "" : `\\(${wanted.at[i]}\\)`; // from farther off
        const label = new RegExp(`^recv(from)?${argument} → ${got.at[i]}$`);
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

/**
 * exchangeOf is the receive that a lesson is about, that of its question or the first that
 * did not get exactly a message, with the sends of its bytes; where nothing differs, all
 * that moved bytes.
 * @param {Frame} frame
 * @param {string} asked
 * @returns {{ calls: number[], receive: number }} no calls where there is none, -1 where no receive is meant
 */
function exchangeOf({ chart, trace }, asked) {
  const { call, got, verdict, start, asked: wanted } = trace.columns;
  const moved = Array.from({ length: trace.length }, (_, i) => i).filter((i) => carries(call.at[i]) && got.at[i] > 0); // prettier-ignore
  const sends = (/** @type {number} */ i) => trace.pieces(i).map(({ index }) => index);
  const of = (/** @type {number} */ receive) => ({ calls: [...sends(receive), receive], receive });
  const takes = moved.filter((i) => receives(call.at[i]));
  const inQuestion = askedCall(chart, readAsked(asked));
  if (inQuestion >= 0 && receives(call.at[inQuestion])) return of(inQuestion);
  if (inQuestion >= 0 && got.at[inQuestion] < wanted.at[inQuestion])
    return { calls: [inQuestion], receive: -1 };
  if (inQuestion >= 0) return of(takes.find((i) => sends(i).includes(inQuestion)) ?? -1);
  const wrong = takes.filter((i) => (verdict.at[i] & ~Verdict.exact) !== 0);
  const [receive] = wrong.sort((a, b) => start.at[a] - start.at[b]);
  return receive === undefined ? { calls: moved, receive: -1 } : of(receive);
}

test("the first view holds the receive that a lesson is about, and its sends with it where they can be read", () => {
  let whole = 0;
  for (const [name, trace] of traces) {
    if (isShownWhole(name)) continue;
    for (const widthPx of screens.filter((one) => one > narrowPx)) {
      const asked = askedOf(name);
      const { frame } = seen(trace, { widthPx, asked });
      const { calls, receive } = exchangeOf(frame, asked);
      const isIn = (/** @type {number} */ i) =>
        frame.box(i).x >= frame.leftPx && frame.box(i).x + frame.box(i).w <= frame.rightPx;
      const where = `${name} at ${widthPx}`;
      assert.ok(receive < 0 || isIn(receive), `${where}: the receive is not in view`);
      if (calls.every(isIn)) whole++;
      else {
        const from = Math.min(...calls.map((i) => frame.startX(i)));
        const to = Math.max(...calls.map((i) => frame.box(i).x + frame.box(i).w));
        const leastPx = ((to - from) / frame.zoom) * 0.5;
        const roomPx = frame.window.widthPx - 40;
        assert.ok(frame.byEvent && leastPx > roomPx, `${where}: with cells of half the size all would be in view`); // prettier-ignore
      }
    }
  }
  assert.ok(whole > 110, `${whole} whole exchanges`);
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
      const inQuestion = askedCall(frame.chart, readAsked(asked));
      const i = name === "small-sends" ? exchangeOf(frame, asked).receive : inQuestion; // what became of the send
      const { x, w, shared } = frame.box(i);
      assert.ok(x >= frame.leftPx && x + Math.min(w, frame.rightPx - frame.leftPx - 24) <= frame.rightPx && shared.readable, `${name} at ${widthPx}: ${asked} is at ${x}, ${w} wide`); // prettier-ignore
      if (!frame.late(i) || frame.mode !== "event") continue;
      waits++;
      const long = duration(trace.columns.end.at[i] - trace.columns.start.at[i]);
      const words = labels(scene.shapes).find((label) => label.text.endsWith(long));
      const leastPx = ((x - frame.startX(i)) / frame.zoom + frame.chart.room.at[i]) * 0.5; // from as far off as bytes can be read
      const hasRoom = !frame.narrow && leastPx <= frame.window.widthPx - 40;
      assert.ok((!hasRoom || frame.startX(i) >= frame.leftPx) && words && extentOf(words).x0 > frame.leftPx, `${name} at ${widthPx}: no ${long} in view`); // prettier-ignore
    }
  }
  assert.ok(waits >= 4, `${waits} waits`);
});

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
