import assert from "node:assert/strict";
import test from "node:test";

import { settingOnly } from "./page.js";

test("a change of language takes no old script along", () => {
  assert.equal(
    settingOnly("http://lab.test/script?slug=x&literal.0=5&lang=en"),
    "http://lab.test/script?lang=en",
  );
  assert.equal(
    settingOnly("http://lab.test/script?text=tcp&theme=dark"),
    "http://lab.test/script?theme=dark",
  );
});
