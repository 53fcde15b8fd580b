import assert from "node:assert/strict";
import test from "node:test";

import { sticky } from "../model/fixture.test.js";
import { eventTarget } from "../model/target.js";
import { laterPart } from "./later.js";

/** A part that notes what it is told. */
function noting() {
  /** @type {unknown[]} */
  const told = [];
  return {
    told,
    show: () => told.push("show"),
    changed: () => told.push("changed"),
    select: (/** @type {import("../model/target.js").Target | null} */ target) => told.push(target),
    at: (/** @type {number | null} */ atNs) => told.push(atNs),
  };
}

test("a part is loaded once, when it is needed, and catches up", async () => {
  const part = noting();
  let loads = 0;
  const later = laterPart(async () => (loads++, part), (_, target) => target !== null); // prettier-ignore
  later.select(eventTarget(1));
  assert.equal(loads, 0, "there is no run yet");
  later.show(sticky());
  later.changed();
  assert.equal(loads, 0, "nothing is selected");
  later.select(eventTarget(3));
  later.at(500, sticky());
  later.select(eventTarget(4));
  await Promise.resolve();
  assert.equal(loads, 1);
  await new Promise((resolve) => setTimeout(resolve));
  assert.deepEqual(part.told, ["show", 500, eventTarget(4)]);
  later.select(null);
  later.changed();
  assert.deepEqual(part.told.slice(3), [null, "changed"]);
  assert.equal(loads, 1);
});

test("a part that could not be loaded is asked for again when it is needed again", async () => {
  const part = noting();
  let loads = 0;
  const { error } = console;
  console.error = () => {};
  const later = laterPart(
    async () => {
      if (++loads === 1) throw new Error("gone");
      return part;
    },
    () => true,
  );
  later.show(sticky());
  await new Promise((resolve) => setTimeout(resolve));
  console.error = error;
  later.changed();
  await new Promise((resolve) => setTimeout(resolve));
  assert.equal(loads, 2);
  assert.deepEqual(part.told, ["show"]);
});
