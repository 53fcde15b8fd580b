import assert from "node:assert/strict";
import test from "node:test";

import { eventTarget } from "../../model/target.js";
import { everything } from "../../state/view.js";
import { runOf, shownOf, withRun } from "./address.js";
import { createAddress, lanesIn, lookOf, withLanes, withLook, withShown } from "./addressed.js";

const none = { target: null, atNs: null };

test("an address shows again what it was written for, and keeps the rest", () => {
  const page = "http://lab/runs/some?lang=en";
  for (const shown of /** @type {import("./address.js").Shown[]} */ ([
    none,
    { target: eventTarget(7), atNs: null },
    { target: { kind: "segment", number: 3 }, atNs: null },
    { target: { kind: "range", fromNs: 5, toNs: 900 }, atNs: null },
    { target: null, atNs: 2500 },
  ])) {
    const address = new URL(withShown(page, shown));
    assert.deepEqual(shownOf(address.search), shown);
    assert.equal(address.searchParams.get("lang"), "en");
    assert.equal(withShown(address.href, none), page);
  }
});

test("what is selected and the moment are both in the address", () => {
  assert.equal(
    withShown("http://lab/runs/x", { target: eventTarget(2), atNs: 900 }),
    "http://lab/runs/x?sel=event.2&at=900",
  );
});

test("an address that makes no sense shows nothing", () => {
  for (const search of [
    "",
    "?sel=",
    "?sel=event.0&at=-5",
    "?sel=event.1.2",
    "?at=1e9",
    "?sel=page.2&at=soon",
  ]) {
    assert.deepEqual(shownOf(search), none, search);
  }
});

test("an address names a run and what is beside it, and nothing beside another run", () => {
  const both = withRun("http://lab/lessons/cork?lang=en", "one", "two");
  assert.equal(both, "http://lab/lessons/cork?lang=en&run=one&beside=two");
  assert.equal(runOf(new URL(both).search), "one");
  assert.equal(runOf(new URL(both).search, "beside"), "two");
  assert.equal(withRun(both, "three"), "http://lab/lessons/cork?lang=en&run=three");
  assert.equal(withRun(both, ""), "http://lab/lessons/cork?lang=en");
  assert.equal(runOf("?beside=a b", "beside"), "");
});

test("an address asks again for the axis that was looked at, and keeps the rest", () => {
  const page = "http://lab/runs/some?lang=en&at=900";
  const nothing = { axis: null, range: null, follows: false };
  for (const look of /** @type {import("../../state/view.js").Look[]} */ ([
    nothing,
    { axis: "time", range: null, follows: false },
    { axis: "folded", range: everything, follows: false },
    { axis: "event", range: { from: 12.5, to: 480.125 }, follows: false },
    { axis: "time", range: { from: 0, to: 5_000_000_000 }, follows: true },
  ])) {
    const address = new URL(withLook(page, look));
    assert.deepEqual(lookOf(address.search), look);
    assert.equal(address.searchParams.get("at"), "900");
    assert.equal(withLook(address.href, nothing), page);
  }
  for (const search of ["?range=1-2", "?axis=none&range=1-2", "?axis="])
    assert.deepEqual(lookOf(search), nothing, search);
  for (const range of ["2-1", "-4-5", "1e3-1e4", "3", "NaN-4", ""])
    assert.equal(lookOf(`?axis=time&range=${range}`).range, null, range);
});

test("an address opens and folds lanes, and keeps the rest", () => {
  const page = "http://lab/runs/some?lang=en&at=900";
  for (const lanes of [{}, { "receive.1": true, "calls.0.2": false, rest: true }]) {
    const address = withLanes(page, lanes);
    assert.deepEqual(lanesIn(new URL(address).search), lanes);
    assert.equal(new URL(address).searchParams.get("at"), "900");
    assert.equal(withLanes(address, {}), page);
  }
  assert.deepEqual(lanesIn("?lanes=a..1 x%2F 7 -- __proto__ wire.1"), { "wire.1": true });
});

/** @param {string} search */
function addressed(search) {
  /** @type {string[]} */
  const did = [];
  const location = new URL(`http://lab/lessons/x${search}`);
  const history = {
    state: null,
    replaceState: (/** @type {null} */ _, /** @type {string} */ __, /** @type {string} */ href) =>
      (location.href = href),
  };
  Object.assign(globalThis, { location, history, window: { setTimeout: () => 0 } });
  const viewport = {
    widthPx: 900,
    view: { lanes: {} },
    look: { axis: null, range: null, follows: false },
    bounds: () => ({ whole: { from: 0, to: chart.reach } }),
  };
  const chart = { reach: 100, trace: { ended: /** @type {object | null} */ (null) } };
  const timeline = {
    chart,
    viewport,
    tools: { followEnd: () => did.push("follow") },
    onLook: () => {},
    setMode: (/** @type {string} */ mode) => {
      did.push(mode);
      timeline.onLook();
    },
    fit: () => did.push("fit"),
    apply: (/** @type {{ from: number, to: number }} */ { from, to }) => did.push(`${from}-${to}`),
  };
  const whenPainted = queueMicrotask;
  const part = createAddress({ timeline: /** @type {any} */ (timeline), namesRun: true, whenPainted });
  return { part, chart, timeline, did, location };
}

const shownRun = /** @type {import("../../model/trace.js").Trace} */ (
  /** @type {unknown} */ ({ hello: { run: "r1" } })
);

test("a range that the run has not come to yet waits for it, and stays in the address", () => {
  const { part, chart, did, location } = addressed("?run=r1&axis=time&range=50-400&follow=end");
  part.show(shownRun);
  part.select(eventTarget(2));
  assert.deepEqual(did, ["time"]);
  assert.equal(location.searchParams.get("range"), "50-400");
  chart.reach = 450;
  part.changed();
  part.changed();
  assert.deepEqual(did, ["time", "time", "50-400", "follow"]);
});

test("whoever looks elsewhere, or runs again, is not taken to what the address asked for", async () => {
  for (const leave of [
    (/** @type {ReturnType<typeof addressed>} */ { timeline }) => timeline.onLook(),
    (/** @type {ReturnType<typeof addressed>} */ { part }) =>
      part.show(/** @type {any} */ ({ hello: { run: "r2" } })),
  ]) {
    const made = addressed("?run=r1&axis=event&range=50-400");
    made.part.show(shownRun);
    leave(made);
    made.chart.reach = 450;
    made.part.changed();
    assert.deepEqual(made.did, ["event"]);
    await null;
    assert.equal(made.location.searchParams.get("range"), null);
  }
});

test("a run that begins is in the address when it is painted, and what is put beside it then stays", async () => {
  const { part, location } = addressed("?run=r1&beside=b1&sel=event.3");
  const second = /** @type {any} */ ({ hello: { run: "r2" } });
  part.show(second);
  assert.equal(location.search, "?run=r1&beside=b1&sel=event.3");
  await null;
  assert.equal(location.search, "?run=r2");
  part.show(/** @type {any} */ ({ hello: { run: "r3" } }));
  location.href = withRun(location.href, "r3", "b3");
  await null;
  assert.equal(location.search, "?run=r3&beside=b3");
});

test("what changes in one go is in the address at once, many times in a row only", async () => {
  const { part, location } = addressed("?run=r1");
  part.show(shownRun);
  for (let n = 1; n <= 40; n++) {
    part.select(eventTarget(n));
    part.at(n * 10);
    await null;
    if (n === 5) assert.equal(location.search, "?run=r1&sel=event.5&at=50");
  }
  assert.notEqual(location.searchParams.get("sel"), "event.40");
});
