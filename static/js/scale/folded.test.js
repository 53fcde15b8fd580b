import assert from "node:assert/strict";
import test from "node:test";

import { FoldedScale } from "./folded.js";
import { Instants } from "./instants.js";

/** @param {number} seed @returns {() => number} in [0, 1) */
function random(seed) {
  let state = seed;
  return () => {
    state = (state * 1664525 + 1013904223) % 2 ** 32;
    return state / 2 ** 32;
  };
}

/**
 * scaleOf folds instants that come all at once.
 * @param {number[]} times
 */
function scaleOf(times) {
  const scale = new FoldedScale();
  const sorted = Float64Array.from(times).sort();
  scale.update({ times: sorted, count: sorted.length }, 0);
  return scale;
}

/**
 * bursts is instants a few µs apart, with pauses of up to 50 ms between bursts.
 * @param {number} count
 * @param {() => number} dice
 */
function bursts(count, dice) {
  let ns = 0;
  return Array.from({ length: count }, () => (ns += dice() < 0.1 ? dice() * 5e7 : Math.floor(dice() * 12e3)));
}

test("within a burst time is to scale, an idle time has one width however long it is", () => {
  const scale = scaleOf([10_000, 20_000, 25_000, 50_025_000, 50_030_000, 90_000_000_000, 90_000_004_000]);
  assert.equal(scale.atNs(20_000) - scale.atNs(10_000), 10_000);
  assert.equal(scale.atNs(50_030_000) - scale.atNs(50_025_000), 5_000);
  const widths = [
    [25_000, 50_025_000],
    [50_030_000, 90_000_000_000],
  ].map(([a, b]) => scale.atNs(b) - scale.atNs(a));
  assert.deepEqual(widths, [scale.breakWidth, scale.breakWidth]);
  const found = scale.breaksIn(0, 1e12).map(({ fromNs, toNs }) => [fromNs, toNs]);
  assert.deepEqual(found, [
    [25_000, 50_025_000],
    [50_030_000, 90_000_000_000],
  ]);
});

test("a gap of exactly the threshold is a break, one of a ns less is not", () => {
  const base = [0, 1000, 2000, 3000, 4000];
  const { thresholdNs } = scaleOf(base);
  const [short, long] = [thresholdNs - 1, thresholdNs].map((gap) => scaleOf([...base, 4000 + gap]));
  assert.deepEqual([short.breaks, long.breaks], [0, 1]);
});

test("placing rises, and nsAt is its inverse", () => {
  for (let seed = 1; seed <= 20; seed++) {
    const dice = random(seed);
    const times = bursts(400, dice);
    const scale = scaleOf(times);
    const last = times[times.length - 1];
    if (seed % 2) scale.until(last + dice() * 1e9);
    let before = -1;
    for (let n = 0; n <= 2000; n++) {
      const ns = (last * 1.1 * n) / 2000;
      const place = scale.atNs(ns);
      assert.ok(place > before, `seed ${seed}: ${ns} is at ${place}, what is before it at ${before}`);
      before = place;
      assert.ok(
        Math.abs(scale.nsAt(place) - ns) < 1 + ns * 1e-9,
        `seed ${seed}: ${ns} -> ${scale.nsAt(place)}`,
      );
    }
  }
});

test("a run that grows, in whatever order its instants come, is folded as one that is there at once", () => {
  for (let seed = 1; seed <= 12; seed++) {
    const dice = random(seed);
    const times = bursts(9000, dice);
    const growing = new FoldedScale();
    const instants = new Instants();
    for (let at = 0; at < times.length;) {
      const next = Math.min(times.length, at + 1 + Math.floor(dice() * 3000));
      // a call that ends late brings an earlier instant with it
      const some = times.slice(at, next).map((ns) => (dice() < 0.05 ? Math.max(0, ns - dice() * 3e6) : ns));
      times.splice(at, next - at, ...some);
      for (const ns of some) instants.push(ns, 0);
      growing.update(instants, instants.merge());
      growing.until(Math.max(...some) + dice() * 1e8);
      at = next;
    }
    const whole = scaleOf(times);
    growing.until(0);
    assert.equal(growing.thresholdNs, whole.thresholdNs);
    assert.deepEqual(growing.breaksIn(0, 1e15), whole.breaksIn(0, 1e15), `seed ${seed}`);
    for (const ns of times) assert.equal(growing.atNs(ns), whole.atNs(ns));
  }
});

test("idle time at the end folds while it grows, and unfolds when something happens", () => {
  const scale = scaleOf([1000, 2000, 3000, 4000]);
  assert.equal(scale.until(9000), 9000);
  const folded = scale.until(3e9);
  assert.equal(folded, 4000 + scale.breakWidth);
  assert.equal(scale.until(6e9), folded);
  assert.equal(scale.until(5000), 5000);
});

test("a run without instants has an axis of real time", () => {
  const scale = scaleOf([]);
  assert.deepEqual([scale.atNs(1234), scale.nsAt(1234), scale.breaks], [1234, 1234, 0]);
});

test("a million instants: what is new is placed without going through the rest", () => {
  const dice = random(5);
  const count = 1_000_000;
  const times = new Float64Array(count + 100);
  for (let at = 0, ns = 0; at < times.length; at++) times[at] = ns += dice() < 0.001 ? 1e7 : dice() * 2e3;
  const scale = new FoldedScale();
  scale.update({ times, count }, 0);
  let looked = 0;
  const counted = new Proxy(times, {
    get(all, key) {
      looked++;
      return Reflect.get(all, key);
    },
  });
  scale.update({ times: counted, count: count + 100 }, count);
  assert.ok(looked < 40_000, `${looked} looks`);
});
