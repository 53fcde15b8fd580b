import assert from "node:assert/strict";
import test from "node:test";

import { eventTarget, segmentTarget } from "../model/target.js";
import { everything, newView, update, visible } from "./view.js";

const bounds = { whole: { from: 0, to: 1000 }, least: 10, leftPx: 200, widthPx: 500, scrollMaxPx: 300 };

/**
 * @param {import("./view.js").Change[]} changes
 * @param {import("./view.js").ViewState} [view]
 */
function after(changes, view = newView()) {
  return changes.reduce((state, change) => update(state, change, bounds), view);
}

test("everything is in view until somebody zooms", () => {
  assert.deepEqual(visible(newView(), bounds), { from: 0, to: 1000 });
});

test("a zoom keeps what is under the pointer", () => {
  for (const atPx of [200, 325, 450, 700]) {
    const fixed = ((atPx - 200) / 500) * 1000;
    const range = visible(after([{ kind: "zoom", factor: 4, atPx }]), bounds);
    assert.equal(range.to - range.from, 250);
    assert.ok(Math.abs(range.from + ((atPx - 200) / 500) * 250 - fixed) < 1e-9, `at ${atPx}`);
  }
});

test("a zoom stops at the least range, and out of it is everything again", () => {
  const close = after([{ kind: "zoom", factor: 1e9, atPx: 450 }]);
  assert.equal(visible(close, bounds).to - visible(close, bounds).from, 10);
  const out = after([{ kind: "zoom", factor: 1e-9, atPx: 450 }], close);
  assert.equal(out.range.event, everything);
  assert.deepEqual(visible(out, bounds), bounds.whole);
});

test("a pan stops at both ends, and is nothing while everything is in view", () => {
  const whole = newView();
  assert.equal(update(whole, { kind: "pan", dxPx: 50, dyPx: 0 }, bounds), whole);
  const zoomed = after([{ kind: "zoom", factor: 2, atPx: 450 }]);
  assert.deepEqual(visible(after([{ kind: "pan", dxPx: 50, dyPx: 0 }], zoomed), bounds), {
    from: 300,
    to: 800,
  });
  assert.deepEqual(visible(after([{ kind: "pan", dxPx: 9999, dyPx: 0 }], zoomed), bounds), {
    from: 500,
    to: 1000,
  });
  assert.deepEqual(visible(after([{ kind: "pan", dxPx: -9999, dyPx: 0 }], zoomed), bounds), {
    from: 0,
    to: 500,
  });
});

test("the first view is what the bounds say until somebody looks elsewhere; fit is all of the run", () => {
  const known = { ...bounds, first: { from: 400, to: 600 } };
  assert.deepEqual(visible(newView(), known), known.first);
  const panned = update(newView(), { kind: "pan", dxPx: 50, dyPx: 0 }, known);
  assert.deepEqual(visible(panned, known), { from: 420, to: 620 });
  const closer = update(newView(), { kind: "zoom", factor: 2, atPx: 200 }, known);
  assert.deepEqual(visible(closer, known), { from: 400, to: 500 });
  const all = update(newView(), { kind: "fit" }, known);
  assert.deepEqual(visible(all, known), bounds.whole);
  assert.equal(update(all, { kind: "pan", dxPx: 50, dyPx: 0 }, known), all);
});

test("scrolling stays within the lanes", () => {
  assert.equal(after([{ kind: "pan", dxPx: 0, dyPx: 9999 }]).scrollPx, 300);
  assert.equal(after([{ kind: "pan", dxPx: 0, dyPx: -5 }]).scrollPx, 0);
  const low = after([{ kind: "pan", dxPx: 0, dyPx: 200 }]);
  assert.equal(update(low, { kind: "settle" }, { ...bounds, scrollMaxPx: 40 }).scrollPx, 40);
});

test("each mode keeps its own range", () => {
  const view = after([
    { kind: "zoom", factor: 2, atPx: 200 },
    { kind: "mode", mode: "time" },
  ]);
  assert.deepEqual(visible(view, bounds), bounds.whole);
  assert.deepEqual(visible(after([{ kind: "mode", mode: "event" }], view), bounds), { from: 0, to: 500 });
});

test("fit brings everything back", () => {
  const view = after([
    { kind: "zoom", factor: 3, atPx: 300 },
    { kind: "pan", dxPx: 0, dyPx: 100 },
    { kind: "fit" },
  ]);
  assert.deepEqual([view.range.event, view.scrollPx], [everything, 0]);
});

test("what is revealed comes into view, what is in view stays where it is", () => {
  const view = after([{ kind: "zoom", factor: 4, atPx: 200 }]);
  assert.equal(update(view, { kind: "reveal", from: 10, to: 90 }, bounds), view);
  assert.deepEqual(visible(after([{ kind: "reveal", from: 600, to: 700 }], view), bounds), {
    from: 525,
    to: 775,
  });
});

test("a change that changes nothing gives the same state", () => {
  const view = newView();
  for (const change of /** @type {import("./view.js").Change[]} */ ([
    { kind: "select", target: null },
    { kind: "moment", atNs: null },
    { kind: "mode", mode: "event" },
    { kind: "hover", target: null, atPx: null },
    { kind: "reveal", from: 1, to: 2 },
    { kind: "settle" },
  ])) {
    assert.equal(update(view, change, bounds), view, change.kind);
  }
});

test("one thing is selected and one is hovered, whatever they are", () => {
  const event = update(newView(), { kind: "select", target: eventTarget(4) }, bounds);
  assert.deepEqual(event.selected, { kind: "event", seq: 4 });
  assert.equal(update(event, { kind: "select", target: eventTarget(4) }, bounds), event);
  const segment = update(event, { kind: "select", target: segmentTarget(2) }, bounds);
  assert.deepEqual(segment.selected, { kind: "segment", number: 2 });
  const over = update(segment, { kind: "hover", target: segmentTarget(7), atPx: 30 }, bounds);
  assert.deepEqual([over.hovered, over.selected, over.cursorPx], [segmentTarget(7), segmentTarget(2), 30]);
});

test("the moment is the view's own and stays when something is selected", () => {
  const view = after([
    { kind: "moment", atNs: 2500 },
    { kind: "select", target: eventTarget(1) },
  ]);
  assert.equal(view.atNs, 2500);
  assert.equal(update(view, { kind: "moment", atNs: 2500 }, bounds), view);
  assert.equal(update(view, { kind: "moment", atNs: null }, bounds).atNs, null);
});

test("what is framed fills the view, with room on both sides", () => {
  const bounds = { whole: { from: 0, to: 10_000 }, least: 60, leftPx: 0, widthPx: 1000, scrollMaxPx: 0 };
  const near = update(newView(), { kind: "frame", from: 4000, to: 6000, least: 0 }, bounds);
  assert.deepEqual(near.range.event, { from: 3600, to: 6400 });
  const small = update(newView(), { kind: "frame", from: 5000, to: 5010, least: 1000 }, bounds);
  assert.deepEqual(small.range.event, { from: 4505, to: 5505 });
});

test("the same light is no change", () => {
  const bounds = { whole: { from: 0, to: 10 }, least: 1, leftPx: 0, widthPx: 10, scrollMaxPx: 0 };
  const lit = update(newView(), { kind: "light", targets: [{ kind: "event", seq: 3 }] }, bounds);
  assert.equal(update(lit, { kind: "light", targets: [{ kind: "event", seq: 3 }] }, bounds), lit);
  assert.equal(update(lit, { kind: "light", targets: [] }, bounds).lit.length, 0);
});
