import assert from "node:assert/strict";
import test from "node:test";

import { isSign, keyOf, keys, useSigns } from "./keys.js";
import { Gesture } from "./pointer.js";
import { intentOfWheel } from "./wheel.js";

const press = { shiftKey: false, ctrlKey: false, metaKey: false, altKey: false };
const turn = { deltaX: 0, deltaY: 0, deltaMode: 0, ctrlKey: false, metaKey: false, shiftKey: false };

test("keys", () => {
  /** @type {[object, object | null][]} */
  const cases = [
    [{ key: "ArrowRight" }, { kind: "step", by: 1 }],
    [{ key: "ArrowLeft" }, { kind: "step", by: -1 }],
    [
      { key: "ArrowRight", shiftKey: true },
      { kind: "pan", dxPx: 120, dyPx: 0 },
    ],
    [{ key: "ArrowDown" }, { kind: "pan", dxPx: 0, dyPx: 120 }],
    [{ key: "Home" }, { kind: "end", last: false }],
    [{ key: "0" }, { kind: "fit" }],
    [{ key: "x" }, { kind: "wire" }],
    [{ key: "w" }, { kind: "zoom", factor: 1.5, atPx: null }],
    [{ key: "S" }, { kind: "zoom", factor: 1 / 1.5, atPx: null }],
    [{ key: "a" }, { kind: "pan", dxPx: -120, dyPx: 0 }],
    [{ key: "d" }, { kind: "pan", dxPx: 120, dyPx: 0 }],
    [{ key: "f" }, { kind: "frame" }],
    [{ key: "m" }, { kind: "measure" }],
    [
      { key: "+", shiftKey: true },
      { kind: "zoom", factor: 1.5, atPx: null },
    ],
    [{ key: "Escape" }, { kind: "clear" }],
    [{ key: "Enter" }, { kind: "open" }],
    [{ key: " " }, { kind: "play" }],
    [{ key: "," }, { kind: "replay", by: -1 }],
    [{ key: "." }, { kind: "replay", by: 1 }],
    [
      { key: ">", shiftKey: true },
      { kind: "replay", by: 10 },
    ],
    [{ key: "0", ctrlKey: true }, null],
    [{ key: "ArrowLeft", altKey: true }, null],
    [{ key: "Tab" }, null],
  ];
  for (const [given, want] of cases) {
    const key = keyOf({ key: "", ...press, ...given }, ["timeline"]);
    assert.deepEqual(key?.intent ?? null, want, JSON.stringify(given));
  }
});

test("keys of the page: letters as they are, Ctrl or Cmd with Enter, and no key of the timeline", () => {
  const name = (/** @type {object} */ given) => keyOf({ key: "", ...press, ...given }, ["page", "run"])?.name;
  assert.equal(name({ key: "?", shiftKey: true }), "list");
  assert.equal(name({ key: "Enter", ctrlKey: true }), "run");
  assert.equal(name({ key: "Enter", metaKey: true }), "run");
  assert.equal(name({ key: "Enter" }), undefined);
  assert.equal(name({ key: "n" }), "find.next");
  assert.equal(name({ key: "N", shiftKey: true }), "find.before");
  assert.equal(name({ key: "C" }), "drawer");
  assert.equal(name({ key: "x" }), undefined);
  assert.equal(name({ key: "c", altKey: true }), undefined);
});

test("in each place a chord stands for one thing, and no name is used twice", () => {
  for (const where of /** @type {const} */ (["page", "run", "timeline"])) {
    const chords = keys.flatMap((key) => (key.where === where ? key.chords : []));
    assert.equal(new Set(chords).size, chords.length, `${where}: ${chords.join(" ")}`);
  }
  const names = keys.map(({ name }) => name);
  assert.equal(new Set(names).size, names.length);
});

test("where letters and signs are no keys, all others still are", () => {
  useSigns(false);
  try {
    for (const { where, chords, name } of keys)
      for (const chord of chords) {
        const [key, ...held] = chord.split(/(?<=.)\+/).reverse();
        const pressed = { ...press, key, ctrlKey: held.includes("Ctrl"), shiftKey: held.includes("Shift") };
        assert.equal(keyOf(pressed, [where])?.name, isSign(chord) ? undefined : name, chord);
      }
  } finally {
    useSigns(true);
  }
});

test("the wheel zooms with Ctrl or Cmd, pans sideways or with Shift, else scrolls", () => {
  assert.deepEqual(intentOfWheel({ ...turn, deltaY: 30 }, 50), { kind: "pan", dxPx: 0, dyPx: 30 });
  assert.deepEqual(intentOfWheel({ ...turn, deltaX: 4 }, 50), { kind: "pan", dxPx: 4, dyPx: 0 });
  assert.deepEqual(intentOfWheel({ ...turn, deltaY: 3, deltaMode: 1, shiftKey: true }, 50), {
    kind: "pan",
    dxPx: 48,
    dyPx: 0,
  });
  for (const key of ["ctrlKey", "metaKey"]) {
    const zoom = intentOfWheel({ ...turn, deltaY: -100, [key]: true }, 50);
    assert.ok(zoom.kind === "zoom" && zoom.factor > 1 && zoom.atPx === 50);
  }
  const wild = intentOfWheel({ ...turn, deltaY: -1e6, ctrlKey: true }, 0);
  assert.ok(wild.kind === "zoom" && wild.factor < 3);
});

test("a press without moving picks, a drag pans, and says where it is for an axis that takes it", () => {
  const gesture = new Gesture();
  assert.deepEqual(gesture.move({ id: 1, xPx: 5, yPx: 6 }), [{ kind: "point", xPx: 5, yPx: 6 }]);
  const pressed = gesture.press({ id: 1, xPx: 100, yPx: 50 });
  assert.deepEqual(pressed, [{ kind: "press", xPx: 100, yPx: 50 }]);
  assert.deepEqual(gesture.move({ id: 1, xPx: 101, yPx: 50 }), []);
  assert.deepEqual(gesture.release({ id: 1, xPx: 101, yPx: 50 }), [{ kind: "pick", xPx: 101, yPx: 50 }]);
  gesture.press({ id: 1, xPx: 100, yPx: 50 });
  assert.deepEqual(gesture.move({ id: 1, xPx: 60, yPx: 50 }), [
    { kind: "drag", xPx: 60 },
    { kind: "pan", dxPx: 40, dyPx: 0 },
  ]);
  assert.deepEqual(gesture.release({ id: 1, xPx: 60, yPx: 50 }), []);
  assert.equal(gesture.active, false);
});

test("a drag with Shift measures", () => {
  const gesture = new Gesture();
  gesture.press({ id: 1, xPx: 100, yPx: 50, shift: true });
  assert.deepEqual(gesture.move({ id: 1, xPx: 160, yPx: 50 }), [
    { kind: "span", fromPx: 100, toPx: 160, over: false },
  ]);
  assert.deepEqual(gesture.release({ id: 1, xPx: 170, yPx: 50 }), [
    { kind: "span", fromPx: 100, toPx: 170, over: true },
  ]);
});

test("two fingers zoom around their middle", () => {
  const gesture = new Gesture();
  gesture.press({ id: 1, xPx: 100, yPx: 50 });
  assert.deepEqual(gesture.press({ id: 2, xPx: 200, yPx: 50 }), []);
  const [zoom] = gesture.move({ id: 2, xPx: 300, yPx: 50 });
  assert.deepEqual(zoom, { kind: "zoom", factor: 2, atPx: 200 });
  assert.deepEqual(gesture.release({ id: 2, xPx: 300, yPx: 50 }), []);
  assert.deepEqual(gesture.release({ id: 1, xPx: 100, yPx: 50 }), []);
});

test("a cancelled touch does nothing", () => {
  const gesture = new Gesture();
  gesture.press({ id: 1, xPx: 1, yPx: 1 });
  gesture.cancel(1);
  assert.deepEqual(gesture.release({ id: 1, xPx: 1, yPx: 1 }), []);
});
