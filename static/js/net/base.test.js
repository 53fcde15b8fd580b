import assert from "node:assert/strict";
import { test } from "node:test";

import { at, baseOf } from "./base.js";

test("the base is what is before the scripts", () => {
  assert.equal(baseOf("https://lab.example/static/v1/chunk.js"), "");
  assert.equal(baseOf("https://lab.example/lab/static/v1/chunk.js"), "/lab");
  assert.equal(baseOf("http://127.0.0.1:8035/a/b/static/v1/chunk.js?x"), "/a/b");
  assert.equal(at("/runs/x"), "/runs/x");
});
