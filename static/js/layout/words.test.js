import assert from "node:assert/strict";
import test from "node:test";

import { fit, Size, textPx } from "./metrics.js";
import { Rows } from "./rows.js";

test("Chinese characters are as wide as tall", () => {
  assert.equal(textPx("粘包", 15), 30);
  assert.ok(Math.abs(textPx("recv", 10) - 24.08) < 1e-9);
});

test("the longest text that fits is taken, and nothing shrinks", () => {
  const texts = ["recv(10) → 9", "→ 9"];
  const full = textPx(texts[0], Size.small);
  assert.deepEqual(fit(texts, full), { text: texts[0], size: Size.small });
  assert.deepEqual(fit(texts, full * 0.95), { text: texts[1], size: Size.small });
  assert.equal(fit(texts, 5), null);
  assert.equal(fit([], 100), null);
});

test("words never lie over each other, and are left out when there is no room", () => {
  const rows = new Rows(2);
  rows.take([0], 0, 100);
  assert.deepEqual(rows.place("close", 14, [50]), { row: 1, x: 50 });
  assert.deepEqual(rows.place("close", 14, [160]), { row: 0, x: 160 });
  assert.equal(rows.place("close", 14, [50]), null);
  assert.deepEqual(rows.place("close", 14, [50, 110]), { row: 1, x: 110 });
});
