// What holds of the picture of every lesson, in all modes and at all widths.

import assert from "node:assert/strict";
import test from "node:test";

import { extentOf, meet } from "../../layout/declutter.js";
import { axisPx, narrowPx, Size } from "../../layout/metrics.js";
import { laneNameShapes } from "../../layout/names.js";
import { heightOf } from "../../layout/scene.js";
import { carries } from "../../model/call.js";
import { build, send, take } from "../../model/fixture.test.js";
import { Verdict } from "../../model/verdict.js";
import { textsOf } from "../catalogue.test.js";
import { labels, modes, seen, traces, widths } from "./seen.test.js";

/** @typedef {import("../../layout/shapes.js").Shape} Shape */

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

const ofCalls = new Set(["coalesced", "split", "truncated", "lost", "exact"].map((mark) => `legend.${mark}`));

test("where a run is first shown whole by time, no sign of a call stands over the right edge", () => {
  let signs = 0;
  for (const [name, trace] of traces) {
    for (const widthPx of [...widths, 700, 760, 820, 878, 1280]) {
      const { frame, scene, mode } = seen(trace, { widthPx });
      if (mode !== "folded" || frame.atX(trace.lastNs) > frame.rightPx) continue;
      for (const label of labels(scene.shapes)) {
        if (label.t !== "badge" || !ofCalls.has(label.about ?? "")) continue;
        signs++;
        const { x1 } = extentOf(label);
        assert.ok(
          x1 <= frame.rightPx,
          `${name} at ${widthPx}: ${label.text} ends at ${x1} of ${frame.rightPx}`,
        );
      }
    }
  }
  assert.ok(signs > 150, `${signs} signs`);
});
