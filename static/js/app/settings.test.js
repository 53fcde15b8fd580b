import assert from "node:assert/strict";
import test from "node:test";

import { withoutSetting, withSetting } from "./settings.js";

test("a setting keeps all else that an address asks for", () => {
  const page = "http://lab/lessons/some?literal.0=20&run=abc&sel=event.4&lang=zh#why";
  const changed = new URL(withSetting(page, "lang", "en"));
  assert.equal(changed.searchParams.get("lang"), "en");
  assert.equal(changed.searchParams.getAll("lang").length, 1);
  assert.equal(withSetting(changed.href, "lang", "zh"), page);
  assert.equal(withoutSetting(withSetting(page, "theme", "dark"), "theme"), page);
});
