import assert from "node:assert/strict";
import test from "node:test";

import { spanText } from "./counting.js";
import { datagrams, sticky } from "./fixture.test.js";

test("bytes of a stream are counted through the stream, from 1", () => {
  const trace = sticky();
  assert.equal(spanText(trace, 3, 0, 5), "#4:1–5");
  assert.equal(spanText(trace, 4, 0, 4), "#5:6–9");
  assert.equal(spanText(trace, 4, 3, 1), "#5:9");
});

test("bytes of a datagram are counted within it", () => {
  const trace = datagrams();
  assert.equal(spanText(trace, 2, 0, 4), "#3:1–4");
  assert.equal(spanText(trace, 2, 0, 0), "#3");
});
