import assert from "node:assert/strict";
import test from "node:test";

import { sceneOf } from "../../layout/scene.js";
import { frameOf } from "../../layout/view.test.js";
import { cutFrame } from "../../model/decode.test.js";
import { paint } from "../../render/painter.js";

test("the lane can be painted", () => {
  /** @type {string[]} */
  const words = [];
  const measure = () => ({ width: 10 });
  const ctx = new Proxy(/** @type {any} */ ({}), {
    get: (_, name) => {
      if (name === "measureText") return measure;
      return (/** @type {any[]} */ ...args) => void (name === "fillText" && words.push(args[0]));
    },
    set: () => true,
  });
  const colors = new Proxy({}, { get: (_, name) => String(name) });
  const theme = /** @type {any} */ ({ colors, mono: "mono", sans: "sans" });
  paint(ctx, sceneOf(frameOf(cutFrame(), { widthPx: 2400 })).shapes, theme);
  assert.ok(words.includes("decoder.frame 9 → b'hello'"), words.join(" | "));
});
