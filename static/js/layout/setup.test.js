// The calls that make a socket ready are folded into one chip.

import assert from "node:assert/strict";
import test from "node:test";

import { Call } from "../model/call.js";
import { build, send } from "../model/fixture.test.js";
import { seqOf } from "../model/target.js";
import { frameOf } from "./view.test.js";
import { sceneOf } from "./scene.js";

const make = (/** @type {number} */ call, /** @type {object} */ more = {}) => ({ call, conn: 1, peer: 0, ...more }); // prettier-ignore
/** A listening socket, and one that sends. */
const usual = () => [
  make(Call.socket),
  make(Call.bind),
  make(Call.listen),
  make(Call.socket, { conn: 2, peer: 1 }),
  make(Call.connect, { conn: 2, peer: 1 }),
  send("hello"),
];

/**
 * drawn is the words and the places of calls of a run.
 * @param {import("../model/trace.js").Trace} trace
 * @param {object} [view]
 * @param {number} [chosen]
 */
function drawn(trace, view, chosen = -1) {
  const frame = frameOf(trace, { widthPx: 460, ...view });
  frame.chosen = chosen;
  const { shapes, zones } = sceneOf(frame);
  const texts = shapes.flatMap((shape) => (shape.t === "text" ? [shape.text] : []));
  return { frame, texts, zones, chips: zones.filter(({ hint }) => hint) };
}

for (const mode of /** @type {const} */ (["event", "folded", "time"])) {
  test(`${mode}: what makes a socket ready is one chip that names its calls, and each is there to be pointed at`, () => {
    const { frame, texts, chips } = drawn(build(usual()), { mode, widthPx: 460 });
    assert.deepEqual(chips.map(({ target }) => seqOf(target)), [1, 2, 3]); // prettier-ignore
    const [{ x, w, hint }] = chips;
    assert.ok(chips.every((zone) => zone.x === x && zone.w === w && zone.hint === hint));
    assert.equal(hint, "setup.hint socket · bind · listen 3");
    assert.ok(x >= frame.startX(0) && x + w <= frame.box(2).x + frame.box(2).w, "it is where its calls are");
    assert.ok(x + w > frame.box(2).x);
    assert.ok(!texts.includes("bind") && !texts.includes("listen"), "nothing else stands for them");
  });
}

test("a chip opens where one of its calls is chosen, and only that", () => {
  const trace = build([...usual(), make(Call.bind, { conn: 4 })]);
  for (const chosen of [0, 1, 2]) {
    const { texts, chips } = drawn(trace, {}, chosen);
    assert.deepEqual(chips, []);
    for (const name of ["socket", "bind", "listen"]) assert.ok(texts.includes(name), `${name} of ${texts}`);
  }
  for (const chosen of [-1, 3, 5]) assert.equal(drawn(trace, {}, chosen).chips.length, 3);
});

test("a chip says how many calls it has; where that has no room there is none", () => {
  let [some, none] = [0, 0];
  for (let last = 3e5; last < 6e6; last += 1e5) {
    const rows = [make(Call.socket), make(Call.bind), make(Call.connect), send("x", { start: last })];
    const { texts, chips } = drawn(build(rows), { mode: "time" });
    if (chips.length) {
      some++;
      assert.ok(texts.includes("2") || texts.includes("setup 2"), `${texts}`);
    } else none++;
  }
  assert.ok(some > 3 && none > 3, `${some} and ${none}`);
});

test("where dots are close to each other the chosen one has its name", () => {
  const rows = [...usual(), send("x", { off: 5, start: 3e6 })];
  for (const [chosen, name] of /** @type {const} */ ([
    [0, "socket"],
    [1, "bind"],
    [2, "listen"],
  ])) {
    const { texts } = drawn(build(rows), { mode: "time" }, chosen);
    assert.ok(texts.some((words) => words.startsWith(name)), `${name} of ${texts}`); // prettier-ignore
  }
});

test("what failed, is of another socket, or comes much later stands for itself", () => {
  const of = (/** @type {object[]} */ rows, view = /** @type {object} */ ({ to: 600 })) => drawn(build(rows), view).chips.map(({ target }) => seqOf(target)); // prettier-ignore
  assert.deepEqual(of([make(Call.socket), make(Call.bind, { err: "EADDRINUSE" }), send("x")]), []);
  assert.deepEqual(
    of([make(Call.socket), make(Call.socket, { conn: 5 }), make(Call.bind, { conn: 5 }), send("hello")]),
    [2, 3],
  );
  assert.deepEqual(of([make(Call.bind), make(Call.listen), send("x")]), [], "nothing opened it");
  assert.deepEqual(of([make(Call.socket), make(Call.bind, { conn: 5 }), send("hello")]), []);
  const late = [
    make(Call.socket),
    make(Call.bind),
    make(Call.listen, { start: 9e6 }),
    send("x", { start: 1e7 }),
  ];
  assert.deepEqual(of(late, { mode: "time" }), [1, 2]);
});
