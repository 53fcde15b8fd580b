import assert from "node:assert/strict";
import test from "node:test";

import { badgePx } from "../layout/metrics.js";
import { paint } from "./painter.js";

/** A context that notes what is asked of it. */
export function recorder() {
  /** @type {any[]} */
  const log = [];
  const target = /** @type {Record<string, any>} */ ({
    measureText: (/** @type {string} */ text) => ({ width: text.length * 8 }),
  });
  const ctx = new Proxy(target, {
    get(_, name) {
      if (name in target) return target[String(name)];
      return (/** @type {any[]} */ ...args) => log.push([String(name), ...args]);
    },
    set(_, name, value) {
      target[String(name)] = value;
      log.push([`${String(name)}=`, value]);
      return true;
    },
  });
  return { log, ctx: /** @type {CanvasRenderingContext2D} */ (/** @type {unknown} */ (ctx)) };
}

const tokens = ["ink", "dim", "card", "m1", "lost", "coalesced", "accent"];
const theme = {
  colors: Object.fromEntries(tokens.map((name) => [name, `#${name}`])),
  mono: "Mono",
  sans: "Sans",
};

/** @param {import("../layout/shapes.js").Shape[]} shapes */
function painted(shapes) {
  const { log, ctx } = recorder();
  paint(ctx, shapes, theme);
  return log;
}

/**
 * @param {any[]} log
 * @param {string} name
 */
const calls = (log, name) => log.filter(([called]) => called === name).map(([, ...args]) => args);

test("a box is filled, then outlined, and leaves no dash or alpha behind", () => {
  const log = painted([
    {
      t: "rect",
      x: 1,
      y: 2,
      w: 30,
      h: 10,
      r: 20,
      fill: "m1",
      alpha: 0.2,
      stroke: "lost",
      line: 2,
      dash: true,
    },
  ]);
  assert.deepEqual(log, [
    ["beginPath"],
    ["roundRect", 1, 2, 30, 10, 5],
    ["globalAlpha=", 0.2],
    ["fillStyle=", "#m1"],
    ["fill"],
    ["globalAlpha=", 1],
    ["strokeStyle=", "#lost"],
    ["lineWidth=", 2],
    ["setLineDash", [4, 3]],
    ["stroke"],
    ["setLineDash", []],
  ]);
});

test("text is set in its face, size and place", () => {
  const log = painted([
    { t: "text", x: 5, y: 9, text: "b'hello'", size: 15, color: "ink", mono: true, align: "center" },
    { t: "text", x: 1, y: 2, text: "名", size: 15, color: "dim", bold: true },
  ]);
  assert.deepEqual(calls(log, "font="), [["15px Mono"], ["600 15px Sans"]]);
  assert.deepEqual(calls(log, "textAlign="), [["center"], ["left"]]);
  assert.deepEqual(calls(log, "fillText"), [
    ["b'hello'", 5, 9],
    ["名", 1, 2],
  ]);
});

test("a ribbon is one closed band between its two ends", () => {
  const log = painted([
    {
      t: "band",
      ax0: 0,
      ax1: 10,
      ay: 0,
      bx0: 50,
      bx1: 70,
      by: 100,
      color: "m1",
      alpha: 0.2,
      send: 1,
      take: 2,
    },
  ]);
  assert.deepEqual(log.slice(0, 6), [
    ["beginPath"],
    ["moveTo", 0, 0],
    ["bezierCurveTo", 0, 50, 50, 50, 50, 100],
    ["lineTo", 70, 100],
    ["bezierCurveTo", 70, 50, 10, 50, 10, 0],
    ["closePath"],
  ]);
});

test("a curve goes through its points", () => {
  const log = painted([{ t: "path", points: [0, 5, 10, 5, 10, 1], color: "ink", line: 2 }]);
  assert.deepEqual(calls(log, "lineTo"), [
    [10, 5],
    [10, 1],
  ]);
});

test("a badge is as wide as its sign", () => {
  const [short] = calls(
    painted([{ t: "badge", x: 50, y: 20, text: "粘", fill: "coalesced", ink: "card" }]),
    "roundRect",
  );
  const [long] = calls(
    painted([{ t: "badge", x: 50, y: 20, text: "cut", fill: "lost", ink: "card" }]),
    "roundRect",
  );
  assert.deepEqual(short, [50 - badgePx("粘") / 2, 11, badgePx("粘"), 18, 9]);
  assert.equal(long[2], badgePx("cut"));
});

test("patterns keep within their boxes", () => {
  const log = painted([
    { t: "clip", x: 0, y: 0, w: 9, h: 9 },
    { t: "hatch", x: 0, y: 0, w: 40, h: 20, r: 5, color: "dim" },
    { t: "rect", x: 0, y: 0, w: 20, h: 20, fill: "m1", stroke: "m1", pattern: 1 },
    { t: "rect", x: 0, y: 0, w: 20, h: 20, fill: "m1", stroke: "m1", pattern: 2 },
    { t: "rect", x: 0, y: 0, w: 20, h: 20, fill: "m1", pattern: 3 },
    { t: "unclip" },
  ]);
  assert.equal(calls(log, "save").length, 1);
  assert.equal(calls(log, "restore").length, 1);
  for (const [x, y] of [...calls(log, "moveTo"), ...calls(log, "lineTo")])
    assert.ok(x >= 0 && x <= 40 && y >= 0 && y <= 20, `${x}, ${y}`);
  assert.equal(calls(log, "globalAlpha=").pop()?.[0], 1);
  assert.ok(calls(log, "moveTo").length > 5);
  assert.ok(calls(log, "fillRect").length > 3);
});

test("a hatch as wide as a long wait costs no more than a screen", () => {
  const log = painted([{ t: "hatch", x: -1e9, y: 0, w: 2e9, h: 20, color: "dim" }]);
  assert.ok(calls(log, "moveTo").length < 2000);
});

test("a long curve of steps is drawn box by box", () => {
  const points = Array.from({ length: 100 }, (_, n) => [10 * n, n % 3, 10 * (n + 1), n % 3]).flat();
  const log = painted([{ t: "path", points, color: "ink", line: 2 }]);
  assert.equal(calls(log, "stroke").length, 0);
  const boxes = calls(log, "fillRect");
  assert.deepEqual(boxes[0], [-1, -1, 12, 2]);
  assert.deepEqual(boxes[1], [9, -1, 2, 3]);
  assert.equal(boxes.length, 199);
  const level = Array.from({ length: 100 }, (_, n) => [n, 5]).flat();
  assert.deepEqual(calls(painted([{ t: "path", points: level, color: "ink" }]), "fillRect"), [[-0.5, 4.5, 100, 1]]); // prettier-ignore
});

test("lines may be dashed", () => {
  const log = painted([{ t: "line", x1: 1, y1: 2, x2: 3, y2: 4, color: "accent", dash: true }]);
  assert.deepEqual(calls(log, "setLineDash"), [[[2, 3]], [[]]]);
});
