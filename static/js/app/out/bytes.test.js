import assert from "node:assert/strict";
import test from "node:test";

import { isText, written } from "./bytes.js";

test("bytes are written as text, hex and a Python literal", () => {
  const bytes = new Uint8Array([0x68, 0x27, 0x00, 0xff]);
  assert.equal(written(bytes, "hex"), "68 27 00 ff");
  assert.equal(written(bytes, "python"), `b"h'\\x00\\xff"`);
  assert.equal(written(bytes, "text"), "h'\0\ufffd");
  assert.equal(written(new TextEncoder().encode("粘包"), "text"), "粘包");
});

test("what is no text is known", () => {
  assert.ok(isText(new TextEncoder().encode("粘包")));
  assert.ok(isText(new Uint8Array(0)));
  assert.ok(!isText(new Uint8Array([0xe7, 0xb2])));
});
