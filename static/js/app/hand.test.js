import assert from "node:assert/strict";
import test from "node:test";

import { createHand } from "./hand.js";

test("a page moves at once when nothing is pressed", () => {
  const hand = createHand(new EventTarget());
  let moved = 0;
  hand.whenFree(() => moved++);
  assert.equal(moved, 1);
});

for (const end of ["pointerup", "pointercancel"]) {
  test(`a page does not move under a pointer that is down, until ${end} and the click after it`, async () => {
    const page = new EventTarget();
    const hand = createHand(page);
    /** @type {string[]} */
    const done = [];
    page.dispatchEvent(new Event("pointerdown"));
    hand.whenFree(() => done.push("first"));
    hand.whenFree(() => done.push("last"));
    page.dispatchEvent(new Event(end));
    done.push("click");
    await new Promise((resolve) => setTimeout(resolve));
    hand.whenFree(() => done.push("free"));
    assert.deepEqual(done, ["click", "last", "free"]);
  });
}
