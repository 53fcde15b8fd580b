import assert from "node:assert/strict";
import test from "node:test";

import { eventTarget } from "../../model/target.js";
import { runOf, shownOf, withRun, withShown } from "./address.js";

const none = { target: null, atNs: null };

test("an address shows again what it was written for, and keeps the rest", () => {
  const page = "http://lab/runs/some?lang=en";
  for (const shown of /** @type {import("./address.js").Shown[]} */ ([
    none,
    { target: eventTarget(7), atNs: null },
    { target: { kind: "segment", number: 3 }, atNs: null },
    { target: { kind: "range", fromNs: 5, toNs: 900 }, atNs: null },
    { target: null, atNs: 2500 },
  ])) {
    const address = new URL(withShown(page, shown));
    assert.deepEqual(shownOf(address.search), shown);
    assert.equal(address.searchParams.get("lang"), "en");
    assert.equal(withShown(address.href, none), page);
  }
});

test("what is selected and the moment are both in the address", () => {
  assert.equal(
    withShown("http://lab/runs/x", { target: eventTarget(2), atNs: 900 }),
    "http://lab/runs/x?sel=event.2&at=900",
  );
});

test("an address that makes no sense shows nothing", () => {
  for (const search of [
    "",
    "?sel=",
    "?sel=event.0&at=-5",
    "?sel=event.1.2",
    "?at=1e9",
    "?sel=page.2&at=soon",
  ]) {
    assert.deepEqual(shownOf(search), none, search);
  }
});

test("an address names a run and what is beside it, and nothing beside another run", () => {
  const both = withRun("http://lab/lessons/cork?lang=en", "one", "two");
  assert.equal(both, "http://lab/lessons/cork?lang=en&run=one&beside=two");
  assert.equal(runOf(new URL(both).search), "one");
  assert.equal(runOf(new URL(both).search, "beside"), "two");
  assert.equal(withRun(both, "three"), "http://lab/lessons/cork?lang=en&run=three");
  assert.equal(withRun(both, ""), "http://lab/lessons/cork?lang=en");
  assert.equal(runOf("?beside=a b", "beside"), "");
});
