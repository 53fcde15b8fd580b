import assert from "node:assert/strict";
import test from "node:test";

import { Chart } from "../../layout/chart.js";
import { chartAt } from "../../layout/past.js";
import { lesson } from "../../net/lessons.test.js";
import { Replay } from "./replay.js";

/** @returns {any} an element that keeps what it is told */
function fakeElement() {
  /** @type {any} */
  const made = {
    hidden: false,
    dataset: {},
    textContent: "",
    on: {},
    addEventListener: (/** @type {string} */ type, /** @type {() => void} */ act) => (made.on[type] = act),
    setAttribute() {},
    getAttribute: () => "icons.svg#play",
    toggleAttribute() {},
    after() {},
    querySelectorAll: () => [],
    querySelector: (/** @type {string} */ selector) => (made.parts[selector] ??= fakeElement()),
    parts: {},
  };
  return made;
}

/** @param {{ reduced?: boolean }} [options] */
function replayOf({ reduced = false } = {}) {
  /** @type {string[]} */
  const said = [];
  Object.assign(globalThis, { document: { activeElement: null } });
  const chart = new Chart(lesson("hello-feng"));
  /** @type {number[]} */
  const moments = [];
  /** @type {any} */
  const view = {
    atNs: null,
    selected: null,
    section: fakeElement(),
    root: fakeElement(),
    select(/** @type {any} */ target) {
      this.selected = target;
    },
  };
  view.timeline = {
    chart,
    player: null,
    setMoment(/** @type {number | null} */ atNs) {
      view.atNs = atNs;
      if (atNs !== null) moments.push(atNs);
      replay.at(atNs);
    },
    moments: {},
    known: () => (view.atNs === null ? chart : chartAt(chart, view.atNs)),
  };
  let nowMs = 0;
  /** @type {((ms: number) => void)[]} */
  const frames = [];
  const clock = {
    request: (/** @type {(ms: number) => void} */ frame) => frames.push(frame),
    cancel: () => (frames.length = 0),
    now: () => nowMs,
  };
  /** @type {any} */
  const text = (/** @type {string} */ key, /** @type {any[]} */ ...args) => [key, ...args].join(" ");
  const mount = fakeElement();
  const bar = fakeElement();
  mount.parts["[data-replay-bar]"] = bar;
  const replay = new Replay({
    mount,
    view,
    text,
    say: (sentence) => said.push(sentence),
    clock,
    reduced: () => reduced,
  });
  const run = (/** @type {number} */ ms) => {
    for (const until = nowMs + ms; nowMs < until && frames.length;) {
      nowMs += 16;
      frames.shift()?.(nowMs);
    }
  };
  return { replay, view, chart, moments, run, said, frames };
}

test("it plays from the start to the end, and then all is shown", () => {
  const { replay, view, chart, moments, run, said } = replayOf();
  assert.equal(replay.toggle(), true);
  run(2000);
  assert.equal(replay.isPlaying, true);
  assert.ok(view.atNs > 0 && view.atNs < chart.trace.lastNs);
  run(20_000);
  assert.equal(replay.isPlaying, false);
  assert.equal(view.atNs, null);
  assert.deepEqual(
    moments,
    [...moments].sort((a, b) => a - b),
  );
  assert.deepEqual(said, ["replay.playing", "replay.over"]);
});

test("it pauses, and goes on from there", () => {
  const { replay, view, run } = replayOf();
  replay.toggle();
  run(3000);
  replay.toggle();
  const paused = view.atNs;
  run(3000);
  assert.equal(view.atNs, paused);
  assert.ok(view.selected.seq > 0, "what happened last is selected");
  replay.toggle();
  run(100);
  assert.ok(view.atNs > paused);
});

test("a step goes to the next event and says it; a step back undoes it", () => {
  const { replay, view, chart, said } = replayOf();
  replay.first();
  assert.equal(view.atNs, chart.trace.columns.end.at[view.selected.seq - 1]);
  const first = view.atNs;
  replay.step(1);
  assert.ok(view.atNs > first);
  replay.step(-1);
  assert.equal(view.atNs, first);
  assert.equal(said.length, 3);
  assert.equal(said[0], said[2]);
  replay.step(-1);
  assert.deepEqual([view.atNs, said.at(-1)], [0, "replay.begin"]);
  replay.step(10);
  const tenth = view.atNs;
  for (let n = 0; n < 9; n++) replay.step(-1);
  for (let n = 0; n < 9; n++) replay.step(1);
  assert.equal(view.atNs, tenth);
});

test("behind the last event all is shown, and from there back is the last event", () => {
  const { replay, view, chart, said } = replayOf();
  replay.step(1000);
  replay.step(1);
  assert.deepEqual([view.atNs, said.at(-1)], [null, "replay.left"]);
  replay.step(-1);
  assert.equal(view.atNs, Math.max(...chart.trace.columns.end.at));
});

test("scrubbing stays within the run and ends playing", () => {
  const { replay, view, chart } = replayOf();
  replay.toggle();
  replay.scrub(-5);
  assert.deepEqual([view.atNs, replay.isPlaying], [0, false]);
  replay.scrub(1e12);
  assert.equal(view.atNs, chart.trace.lastNs);
  assert.equal(replay.leave(), true);
  assert.equal(replay.leave(), false);
});

test("with reduced motion it goes from event to event and does not glide", () => {
  const { replay, chart, moments, run } = replayOf({ reduced: true });
  replay.toggle();
  run(20_000);
  const ends = new Set([0, ...chart.trace.columns.end.at]);
  assert.ok(moments.length > 5 && moments.length <= chart.trace.length + 2, `${moments.length} moments`);
  for (const ns of moments) assert.ok(ends.has(ns), `${ns} is no end of a call`);
});
