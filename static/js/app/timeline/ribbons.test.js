// Ribbons run forward: what no ribbon may do, in every lesson and in random runs.

import assert from "node:assert/strict";
import test from "node:test";

import { Call } from "../../model/call.js";
import { wired } from "../../model/capture.test.js";
import { build, probe, send, take } from "../../model/fixture.test.js";
import { lesson, lessons } from "../../net/lessons.test.js";
import { sceneOf } from "../../layout/scene.js";
import { frameOf } from "../../layout/view.test.js";

/** @typedef {import("../../layout/shapes.js").Band} Band */
/** @typedef {Extract<import("../../layout/shapes.js").Shape, { t: "rect" }>} Rect */

const modes = /** @type {const} */ (["event", "folded", "time"]);

/** How far a place may be beside another for the rounding of numbers. */
const near = 1;

/**
 * wrongIn lists the ribbons of a picture that go into a queue left of the segment
 * that brought them, and those that begin or end in a queue where no bytes lay.
 * @param {import("../../model/trace.js").Trace} trace
 * @param {{ mode: typeof modes[number], widthPx: number }} view
 */
function wrongIn(trace, view) {
  const { bands, lanes, shapes } = sceneOf(frameOf(trace, view));
  const kindAt = (/** @type {number} */ y) =>
    lanes.find((lane) => y >= lane.y - near && y <= lane.y + lane.h + near)?.kind;
  const strips = shapes.filter(
    (shape) => shape.t === "rect" && (shape.pattern !== undefined || shape.alpha === 0.3),
  );
  const lies = (/** @type {number} */ x, /** @type {number} */ y) =>
    strips.some(
      (/** @type {any} */ r) =>
        x >= r.x - near && x <= r.x + r.w + near && y >= r.y - near && y <= r.y + r.h + near,
    );
  return bands.flatMap(({ ax0, ax1, ay, bx0, bx1, by, send: from, take: to }) => {
    const [begin, end] = [kindAt(ay), kindAt(by)];
    const wrong = [];
    if (begin === "wire" && end === "receive" && bx0 < ax0 - near) wrong.push(`back by ${ax0 - bx0}`);
    if (begin === "receive" && !(lies(ax0, ay) && lies(ax1, ay)))
      wrong.push(`begins in the air at ${ax0}, ${ay}`);
    if (end === "receive" && !(lies(bx0, by) && lies(bx1, by)))
      wrong.push(`ends in the air at ${bx0}, ${by}`);
    return wrong.map((words) => `${from} to ${to} ${words}`);
  });
}

test("no ribbon of a lesson runs back from its segment, or begins where nothing is", () => {
  let through = 0;
  for (const name of lessons) {
    const trace = lesson(name);
    for (const mode of modes) {
      for (const widthPx of [1440, 700]) {
        assert.deepEqual(wrongIn(trace, { mode, widthPx }), [], `${name} ${mode} ${widthPx}`);
      }
    }
    const { bands, lanes } = sceneOf(frameOf(trace, { widthPx: 1440 }));
    through += bands.filter(({ by }) =>
      lanes.some(({ kind, y, h }) => kind === "receive" && by >= y && by <= y + h),
    ).length;
  }
  assert.ok(through > 100, `only ${through} ribbons go through a queue`);
});

/** Random is a small generator of numbers: the same ones for a seed. */
class Random {
  /** @param {number} seed */
  constructor(seed) {
    this.state = seed * 2654435761 + 1;
  }

  /** below returns a whole number from 0 on. @param {number} n */
  below(n) {
    this.state = (Math.imul(this.state, 1664525) + 1013904223) >>> 0;
    return Math.floor((this.state / 2 ** 32) * n);
  }
}

/**
 * randomRun is a stream that a sender hands to the kernel and a receiver takes, with
 * segments that leave during a send or long after, and receives that go on while
 * more arrives.
 * @param {Random} random
 */
function randomRun(random) {
  const rows = [];
  /** @type {{ at: number, seq: number, len: number }[]} */
  const segments = [];
  let [now, sent, gone, taken] = [100_000, 0, 0, 0];
  const leave = (/** @type {number} */ at) => {
    while (gone < sent) {
      const len = Math.min(sent - gone, 1 + random.below(4000));
      segments.push({ at, seq: gone, len });
      gone += len;
      if (random.below(3) === 0) return;
    }
  };
  for (let n = 4 + random.below(24); n > 0; n--) {
    const start = now;
    now += 3000 + random.below(40_000);
    if (random.below(5) < 3 || gone === taken) {
      const len = 1 + random.below(3000);
      const off = sent;
      sent += len;
      if (random.below(4) > 0) leave(start + random.below(now - start));
      const own = probe({ outq: sent - gone, unsent: sent - gone, segs_out: segments.length });
      rows.push(
        send("x".repeat(len), { off, start, end: now, probe: own, far: probe({ inq: gone - taken }) }),
      );
    } else {
      const got = 1 + random.below(gone - taken);
      if (random.below(2)) leave(start + random.below(now - start));
      const off = taken;
      taken += got;
      rows.push(take(off, got, { asked: 4096, start, end: now, probe: probe({ inq: gone - taken }) }));
    }
    now += random.below(5) ? 2000 : 3_000_000;
    if (random.below(3) === 0) leave(now - 1000);
  }
  return wired(build([{ peer: 0, conn: 1, call: Call.listen, start: 0 }, ...rows]), segments);
}

test("no ribbon of 200 random runs does", () => {
  for (let seed = 1; seed <= 200; seed++) {
    const trace = randomRun(new Random(seed));
    for (const mode of modes)
      assert.deepEqual(wrongIn(trace, { mode, widthPx: 1440 }), [], `${seed} ${mode}`);
  }
});
