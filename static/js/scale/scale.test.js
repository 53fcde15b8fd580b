import assert from "node:assert/strict";
import test from "node:test";

import { Instants } from "./instants.js";
import { gapUnits, marginUnits, OrderScale, padUnits, waitUnits } from "./order.js";
import { formatNs, stepNs, ticks } from "./ticks.js";
import { fromPx, toPx } from "./time.js";

/** @param {{ start: number, end: number, track?: number, room?: number, late?: number }[]} calls */
function scaleOf(calls) {
  const spans = {
    start: calls.map((c) => c.start),
    end: calls.map((c) => c.end),
    track: calls.map((c) => c.track ?? 0),
    room: calls.map((c) => c.room ?? 100),
    late: calls.map((c) => c.late ?? 0),
  };
  const scale = new OrderScale();
  scale.update(spans, calls.length);
  return scale;
}

test("calls of one peer never overlap, however close in time", () => {
  const scale = scaleOf([
    { start: 0, end: 1 },
    { start: 1, end: 2 },
    { start: 2, end: 3, room: 30 },
  ]);
  assert.equal(scale.starts[0], marginUnits);
  assert.equal(scale.ends[0], marginUnits + 100);
  assert.equal(scale.starts[1], scale.ends[0] + padUnits);
  assert.equal(scale.ends[2], scale.starts[2] + 30);
  assert.equal(scale.extent, scale.ends[2] + marginUnits);
});

test("calls of two peers share the room but keep their order in time", () => {
  const scale = scaleOf([
    { start: 0, end: 100, track: 0 },
    { start: 10, end: 20, track: 1 },
  ]);
  assert.equal(scale.starts[1], scale.starts[0] + gapUnits);
  assert.ok(scale.ends[1] < scale.ends[0]);
});

test("a call that waited has its box after the wait", () => {
  const scale = scaleOf([
    { start: 0, end: 1000, late: 1, room: 80 },
    { start: 1001, end: 1002 },
  ]);
  assert.equal(scale.ends[0], scale.starts[0] + waitUnits);
  assert.equal(scale.starts[1], scale.ends[0] + 80 + padUnits);
});

test("a call that comes late into the log is put where it was in time", () => {
  const calls = [
    { start: 100, end: 200, track: 0 },
    { start: 300, end: 400, track: 0 },
    { start: 50, end: 350, track: 1 },
  ];
  const whole = scaleOf(calls);
  assert.ok(whole.starts[2] < whole.starts[0]);
  assert.ok(whole.ends[2] > whole.starts[1]);
  assert.ok(whole.ends[2] < whole.ends[1] || whole.ends[2] > whole.starts[1]);
});

test("growing call by call places them as all at once", () => {
  const calls = Array.from({ length: 200 }, (_, n) => ({
    start: n * 10 - (n % 3) * 25 + 100,
    end: n * 10 + 130,
    track: n % 3,
    room: 20 + (n % 5) * 30,
    late: n % 7 === 0 ? 1 : 0,
  }));
  const column = (/** @type {"start" | "end" | "track" | "room" | "late"} */ name) =>
    calls.map((c) => c[name]);
  const spans = {
    start: column("start"),
    end: column("end"),
    track: column("track"),
    room: column("room"),
    late: column("late"),
  };
  const grown = new OrderScale();
  for (let n = 1; n <= calls.length; n++) grown.update(spans, n);
  const whole = scaleOf(calls);
  assert.equal(grown.extent, whole.extent);
  assert.deepEqual(grown.starts.subarray(0, 200), whole.starts.subarray(0, 200));
});

/** @param {{ at: number, track?: number, room?: number }[]} points */
const columnsOf = (points) => ({
  at: points.map((p) => p.at),
  track: points.map((p) => p.track ?? 0),
  room: points.map((p) => p.room ?? 80),
});

test("instants are sorted, whatever the batches they come in", () => {
  let seed = 7;
  const random = () => (seed = (Math.imul(seed, 1103515245) + 12345) >>> 0) % 50;
  for (let round = 0; round < 50; round++) {
    const list = new Instants();
    /** @type {{ ns: number, id: number }[]} */
    const want = [];
    for (let id = 0; id < 200; id++) {
      const ns = random() + id / 4;
      want.push({ ns, id });
      list.push(ns, id);
      if (random() === 0) list.merge();
    }
    list.merge();
    want.sort((a, b) => a.ns - b.ns);
    assert.equal(list.count, 200);
    assert.deepEqual([...list.times.subarray(0, 200)], want.map(({ ns }) => ns)); // prettier-ignore
    assert.deepEqual([...list.ids.subarray(0, 200)], want.map(({ id }) => id)); // prettier-ignore
  }
});

test("points have room between calls, one track beside the other", () => {
  const calls = { start: [0, 100], end: [50, 150], track: [0, 0], room: [100, 100], late: [0, 0] };
  const points = columnsOf([
    { at: 10 },
    { at: 20, room: 8 },
    { at: 30, track: 1 },
    { at: 40, track: 1 },
    { at: 60 },
  ]);
  const scale = new OrderScale();
  scale.update(calls, 2, points, 5);
  const [a, b, c, d, e] = scale.points;
  assert.equal(a, scale.starts[0] + gapUnits);
  assert.equal(b, a + 80, "the second waits for the box of the first");
  assert.equal(c, b + gapUnits, "another track has room of its own");
  assert.equal(d, c + 80);
  assert.equal(scale.ends[0], d + gapUnits, "the call ends after what was on the wire before its end");
  assert.equal(e, scale.ends[0] + gapUnits);
  assert.equal(scale.starts[1], Math.max(e + gapUnits, scale.ends[0] + padUnits));
  assert.ok(scale.extent >= e + 80);
});

test("points that come after all calls are placed as if they had come in time", () => {
  const calls = Array.from({ length: 60 }, (_, n) => ({ start: n * 100, end: n * 100 + 50, track: n % 2 }));
  const points = columnsOf(
    calls.map(({ start }, n) => ({ at: start + (n % 4) * 30, track: n % 3, room: 9 })),
  );
  const spans = {
    start: calls.map((c) => c.start),
    end: calls.map((c) => c.end),
    track: calls.map((c) => c.track),
    room: calls.map(() => 40),
    late: calls.map(() => 0),
  };
  const whole = new OrderScale();
  whole.update(spans, 60, points, 60);
  const late = new OrderScale();
  late.update(spans, 60);
  for (let n = 7; n <= 60; n += 1) late.update(spans, 60, points, n);
  assert.equal(late.extent, whole.extent);
  assert.deepEqual(late.starts.subarray(0, 60), whole.starts.subarray(0, 60));
  assert.deepEqual(late.points.subarray(0, 60), whole.points.subarray(0, 60));
});

test("places are the same whether they grew or were made at once, over many checkpoints", () => {
  let seed = 5;
  const random = (/** @type {number} */ n) => (seed = (Math.imul(seed, 1103515245) + 12345) >>> 0) % n;
  for (const { calls, batch, reach } of [
    { calls: 12_000, batch: 700, reach: 40 },
    { calls: 9_000, batch: 250, reach: 60_000 }, // calls that waited for long come late into the log
    { calls: 3_000, batch: 1, reach: 300 },
  ]) {
    const spans = {
      start: /** @type {number[]} */ ([]),
      end: /** @type {number[]} */ ([]),
      track: /** @type {number[]} */ ([]),
      room: /** @type {number[]} */ ([]),
      late: /** @type {number[]} */ ([]),
    };
    for (let n = 0; n < calls; n++) {
      const end = 100_000 + n * 10 + random(9) + n / 1e6; // no two at the same time
      spans.start.push(end - random(random(50) === 0 ? reach : 30));
      spans.end.push(end);
      spans.track.push(random(4));
      spans.room.push(10 + random(90));
      spans.late.push(random(3));
    }
    const points = columnsOf(
      spans.end.map((end) => ({ at: end - random(40) + 1e-7, track: random(2), room: 8 + random(50) })),
    );
    const grown = new OrderScale();
    let come = 0;
    for (let n = batch; n < calls + batch; n += batch) {
      const count = Math.min(n, calls);
      grown.update(spans, count, points, (come = Math.max(come, count - random(50))));
    }
    grown.update(spans, calls, points, calls);
    const whole = new OrderScale();
    whole.update(spans, calls, points, calls);
    assert.equal(grown.extent, whole.extent);
    for (const name of /** @type {const} */ (["starts", "ends", "points"]))
      assert.deepEqual(grown[name].subarray(0, calls), naive(spans, points, calls)[name], name);
    for (let ns = 90_000; ns < 230_000; ns += 777) assert.equal(grown.atNs(ns), whole.atNs(ns));
  }
});

/**
 * naive places all of them from the start, as the scale is defined.
 * @param {{ start: number[], end: number[], track: number[], room: number[], late: number[] }} spans
 * @param {{ at: number[], track: number[], room: number[] }} points
 * @param {number} count
 */
function naive(spans, points, count) {
  const instants = [];
  for (let n = 0; n < count; n++) {
    instants.push({ ns: spans.start[n], call: n, order: 2 * n, kind: "start" });
    instants.push({ ns: spans.end[n], call: n, order: 2 * n + 1, kind: "end" });
    instants.push({ ns: points.at[n], call: n, order: 2 * count + n, kind: "point" });
  }
  instants.sort((a, b) => a.ns - b.ns || a.order - b.order);
  const places = {
    starts: new Uint32Array(count),
    ends: new Uint32Array(count),
    points: new Uint32Array(count),
  };
  const free = [0, 0, 0, 0];
  const tracks = [0, 0];
  let x = 0;
  instants.forEach(({ call, kind }, nth) => {
    const gap = nth > 0 ? gapUnits : marginUnits;
    if (kind === "start") {
      places.starts[call] = x = Math.max(x + gap, free[spans.track[call]] + padUnits);
    } else if (kind === "end") {
      const before = [spans.room[call], waitUnits, 0][spans.late[call]];
      places.ends[call] = x = Math.max(x + gapUnits, places.starts[call] + before);
      free[spans.track[call]] = spans.late[call] ? x + spans.room[call] : x;
    } else {
      places.points[call] = x = Math.max(x + gap, tracks[points.track[call]]);
      tracks[points.track[call]] = x + points.room[call];
    }
  });
  return places;
}

test("places grow with time, and back again", () => {
  const scale = scaleOf([
    { start: 0, end: 10 },
    { start: 20, end: 50_000 },
    { start: 60_000, end: 60_010 },
  ]);
  let before = -Infinity;
  for (let ns = 0; ns <= 60_010; ns += 10) {
    const place = scale.atNs(ns);
    assert.ok(place >= before, `at ${ns}`);
    before = place;
    assert.ok(Math.abs(scale.nsAt(place) - ns) < 1, `${ns} came back as ${scale.nsAt(place)}`);
  }
  assert.equal(scale.nsAt(-5), 0);
  assert.equal(scale.nsAt(1e9), 60_010);
});

test("an empty scale has places too", () => {
  const scale = new OrderScale();
  assert.equal(scale.atNs(5), marginUnits);
  assert.equal(scale.nsAt(5), 0);
});

test("pixels and values are each other's inverse", () => {
  const window = { from: 100, to: 300, leftPx: 50, widthPx: 400 };
  assert.equal(toPx(window, 100), 50);
  assert.equal(toPx(window, 300), 450);
  for (const px of [50, 77.5, 450]) assert.equal(toPx(window, fromPx(window, px)), px);
});

test("ticks are multiples of 1, 2 or 5", () => {
  assert.deepEqual([1, 3, 6, 10, 11, 21, 51, 4e6].map(stepNs), [1, 5, 10, 10, 20, 50, 100, 5e6]);
  assert.deepEqual(ticks(95, 205, 50), [100, 150, 200]);
  assert.deepEqual(ticks(-10, 20, 10), [0, 10, 20]);
});

test("instants are written in the unit that suits them", () => {
  /** @type {[number, number, string][]} */
  const cases = [
    [0, 0, "0"],
    [999, 0, "999 ns"],
    [1000, 0, "1.00 µs"],
    [12_000, 0, "12.0 µs"],
    [446_000, 0, "446 µs"],
    [50_846_000, 0, "50.8 ms"],
    [50_846_000, 1000, "50.846 ms"],
    [50_000_000, 10_000_000, "50 ms"],
    [1_500_000_000, 500_000_000, "1.5 s"],
  ];
  for (const [ns, step, want] of cases) assert.equal(formatNs(ns, step), want);
});

test("instants along many places are those of each, from afar right to a part of a step", () => {
  const calls = Array.from({ length: 30_000 }, (_, n) => ({
    start: n * 100 + ((n * n) % 37),
    end: n * 100 + 60,
    track: n % 2,
    room: 20 + (n % 50),
  }));
  const scale = scaleOf(calls);
  for (const count of [8, 20, 600, 5000]) {
    const step = scale.extent / count;
    const along = scale.nsAlong(0, step, count + 1);
    for (let n = 0; n <= count; n++) {
      const [early, late] = [scale.nsAt((n - 0.3) * step), scale.nsAt((n + 0.3) * step)];
      assert.ok(along[n] >= early && along[n] <= late, `${n} of ${count}: ${along[n]} is not in ${early} to ${late}`); // prettier-ignore
      if (count > 100) assert.equal(along[n], scale.nsAt(n * step));
    }
  }
  assert.deepEqual([...new OrderScale().nsAlong(0, 1, 2)], [0, 0]);
});
