import assert from "node:assert/strict";
import test from "node:test";

import { ByteStore } from "./bytes.js";

test("bytes are kept, in arrays of any length", () => {
  let seed = 7;
  const random = (/** @type {number} */ n) => (seed = (Math.imul(seed, 1103515245) + 12345) >>> 0) % n;
  const lengths = [0, 1, 4095, 4096, 4097, 70_000, 3, 0, ...Array.from({ length: 400 }, () => random(5000))];
  const store = new ByteStore();
  /** @type {{ position: number, want: Uint8Array }[]} */
  const kept = [];
  for (const length of lengths) {
    const array = Uint8Array.from({ length }, () => random(256));
    // some payloads of each array, as a batch has them
    for (const [at, size] of [
      [0, length],
      [length >> 1, length - (length >> 1)],
      [length, 0],
    ])
      // prettier-ignore
      kept.push({ position: store.add(array, at, size), want: array.slice(at, at + size) });
  }
  for (let n = 0; n < 3000; n++) {
    const { position, want } = kept[random(kept.length)];
    assert.deepEqual(store.slice(position, want.length), want);
    const from = random(want.length + 1);
    assert.equal(
      store.wide(position + from, want.length - from),
      want.subarray(from).filter((byte) => byte < 0x20 || byte > 0x7e).length,
    );
  }
});

test("bytes are plain until one of a payload takes two characters", () => {
  const store = new ByteStore();
  store.add(new Uint8Array([0, 65, 66, 0]), 1, 2); // what lies around the payload is not its
  assert.equal(store.isPlain, true);
  store.add(new Uint8Array([65, 10]));
  store.add(new Uint8Array([65]));
  assert.equal(store.isPlain, false);
});
