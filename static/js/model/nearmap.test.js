import assert from "node:assert/strict";
import test from "node:test";

import { NearMap } from "./nearmap.js";

test("a near map answers as a map does, whatever was asked for before", () => {
  /** @type {NearMap<number>} */
  const near = new NearMap();
  const map = new Map();
  const keys = [0, 1, 16, 17, 32, 2 ** 31 - 1, 2 ** 31 - 17];
  for (let n = 0; n < 2000; n++) {
    const key = keys[(n * n) % keys.length];
    assert.equal(near.get(key), map.get(key), `key ${key}, step ${n}`);
    if (n % 3 === 0) continue;
    near.set(key, n % 5);
    map.set(key, n % 5);
  }
  for (const key of [...keys, 5]) assert.equal(near.get(key), map.get(key));
});
