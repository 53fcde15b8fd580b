import assert from "node:assert/strict";
import test from "node:test";

import { sizeOf, sizes, withSize } from "./textsize.js";

test("an address keeps the size of text, and nothing else is one", () => {
  const href = "http://lab/lessons/cork?run=r1";
  for (const size of sizes) {
    const kept = new URL(withSize(`${href}&size=1.25`, size));
    assert.equal(sizeOf(kept.search), size);
    assert.equal(kept.searchParams.get("run"), "r1");
  }
  assert.equal(withSize(`${href}&size=2`, 1), href);
  for (const wrong of ["", "?size=", "?size=0", "?size=9", "?size=-1", "?size=big", "?size=1e9"])
    assert.equal(sizeOf(wrong), 1, wrong);
});
