import assert from "node:assert/strict";
import test from "node:test";

import { keepPlace, takePlace } from "./place.js";

/** @returns {Pick<Storage, "getItem" | "setItem" | "removeItem">} */
function memory() {
  /** @type {Map<string, string>} */
  const kept = new Map();
  return {
    getItem: (name) => kept.get(name) ?? null,
    setItem: (name, value) => void kept.set(name, value),
    removeItem: (name) => void kept.delete(name),
  };
}

const place = { path: "/lessons/x", topPx: 420, focus: "set.client.nodelay", open: true };

test("a place is taken once", () => {
  const storage = memory();
  keepPlace(place, storage);
  assert.deepEqual(takePlace("/lessons/x", storage), place);
  assert.equal(takePlace("/lessons/x", storage), null);
});

test("another page does not begin in the middle", () => {
  const storage = memory();
  keepPlace(place, storage);
  assert.equal(takePlace("/lessons/y", storage), null);
  assert.equal(takePlace("/lessons/x", storage), null);
});

test("a browser that forbids storage forgets", () => {
  const forbidden = () => {
    throw new Error("forbidden");
  };
  keepPlace(place, { setItem: forbidden });
  assert.equal(takePlace("/lessons/x", { getItem: forbidden, removeItem: forbidden }), null);
  const broken = memory();
  broken.setItem("stickylab.place", "{");
  assert.equal(takePlace("/lessons/x", broken), null);
});
