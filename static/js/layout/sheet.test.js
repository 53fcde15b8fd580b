import assert from "node:assert/strict";
import test from "node:test";

import { Em, sansPx } from "./metrics.js";
import { linesOf, moved, sheetOf } from "./sheet.js";

/** @typedef {import("./shapes.js").Shape} Shape */

const style = { size: 14, color: "ink" };

test("a caption is broken at spaces and between wide characters, and nothing of it is left out", () => {
  const cases = [
    "one two three four five six seven eight nine ten",
    "粘在接收队列：2 次发送走了 2 个报文段，服务端的 1 次 recv(10) 却取走了 2 条消息的 9 个字节。",
    "http://127.0.0.1:8035/lessons/hello-feng?run=abcdefghijklmnopqrstuvwxyz",
    "",
  ];
  for (const text of cases) {
    const lines = linesOf(text, style, 120);
    assert.equal(lines.join("").replace(/\s/g, ""), text.replace(/\s/g, ""));
    for (const line of lines) assert.ok(sansPx(line, 14, Em.plain) <= 120, line);
  }
});

test("a picture stands between title and foot, moved as a whole", () => {
  const shapes = /** @type {Shape[]} */ ([
    { t: "rect", x: 0, y: 0, w: 500, h: 90, fill: "card" },
    { t: "path", points: [0, 10, 5, 20], color: "ink" },
  ]);
  const caption = { title: "Two sends", headline: "Joined", foot: ["axis", "link"] };
  const sheet = sheetOf({ shapes, widthPx: 500, heightPx: 90 }, caption);
  const texts = sheet.shapes.flatMap((s) => (s.t === "text" ? [s] : []));
  assert.deepEqual(
    texts.map(({ text }) => text),
    ["Two sends", "Joined", "axis", "link"],
  );
  const box = sheet.shapes.find((s) => s.t === "rect");
  const path = sheet.shapes.find((s) => s.t === "path");
  assert.ok(box?.t === "rect" && path?.t === "path");
  assert.deepEqual(path.points, [0, 10 + box.y, 5, 20 + box.y]);
  assert.ok(texts[1].y < box.y && texts[2].y > box.y + 90);
  assert.ok(sheet.heightPx > texts[3].y && sheet.widthPx === 500);
});

test("every kind of shape is moved", () => {
  const shapes = /** @type {Shape[]} */ ([
    { t: "line", x1: 1, y1: 2, x2: 3, y2: 4, color: "ink" },
    { t: "band", ax0: 1, ax1: 2, ay: 3, bx0: 4, bx1: 5, by: 6, color: "m1", alpha: 1, send: 1, take: 2 },
    { t: "clip", x: 1, y: 2, w: 3, h: 4 },
    { t: "unclip" },
    { t: "badge", x: 1, y: 2, text: "粘", fill: "ink", ink: "card" },
  ]);
  assert.deepEqual(
    shapes.map((shape) => moved(shape, 10)),
    [
      { ...shapes[0], y1: 12, y2: 14 },
      { ...shapes[1], ay: 13, by: 16 },
      { ...shapes[2], y: 12 },
      shapes[3],
      { ...shapes[4], y: 12 },
    ],
  );
});
