import assert from "node:assert/strict";
import test from "node:test";

import { eventTarget } from "../../model/target.js";
import { rowMark, rowTexts } from "../../a11y/words.js";
import { sentenceOf } from "../../a11y/spoken.js";
import { Part } from "../../model/decode.js";
import { cutFrame, decoded } from "../../model/decode.test.js";
import { build, send, take } from "../../model/fixture.test.js";
import { ends, valueOf } from "./code.js";
import { bytesOfDecode, decodeFacts } from "./decodefacts.js";

/** @param {string} key @param {any[]} args */
const text = (key, ...args) => [key, ...args].join(" ");

/** @param {string} bytes of a frame of 9 */
const raw = (bytes) => `decoder.frame 9 · decode.raw ${bytes}`;

test("rows of decodes read in words", () => {
  const trace = cutFrame();
  const row = (/** @type {number} */ seq) => {
    const { call, bytes, note, asked, got } = rowTexts(trace, seq - 1, text);
    return [call, bytes, note, asked, got, rowMark(trace, seq - 1)];
  };
  assert.deepEqual(row(4), [
    "decode",
    "b'\\x00\\x00'",
    "decoder.part part.header decoder.needs 4 2",
    "",
    "",
    "",
  ]);
  assert.deepEqual(row(11), ["decode", "b'hello'", raw("b'\\x00\\x00\\x00\\x05hello'"), "", "", "exact"]);
  assert.equal(rowMark(trace, 9), "coalesced");
});

test("a frame is what the program got of it, with the raw bytes beside", () => {
  const got = (/** @type {import("../../model/decode.js").Body} */ body) => {
    const frame = decoded(0, { part: Part.frame, have: 9, need: 9, head: 4, body });
    const trace = build([send("1234hello"), take(0, 9), frame]);
    const { bytes, note } = rowTexts(trace, 2, text);
    const facts = Object.fromEntries(decodeFacts(trace, 0, text));
    const plain = bytesOfDecode(trace, 0).filter(({ header }) => !header).length;
    return [bytes, note, facts["decode.body"], plain];
  };
  const beside = raw("b'1234hello'");
  assert.deepEqual(got({ from: 0, to: 9 }), ["b'1234hello'", "decoder.frame 9", "b'1234hello'", 9]);
  assert.deepEqual(got({ from: 5, to: 9 }), ["b'ello'", beside, "b'ello'", 4]);
  const bytes = Uint8Array.of(104, 105);
  assert.deepEqual(got({ from: 0, to: 0, bytes }), ["b'hi'", beside, "b'hi'", 5]);
  const unknown = got({ from: 0, to: 0, unknown: true });
  assert.deepEqual(unknown, ["b'hello'", "decoder.frame 9 · decode.unsaid", "decode.unsaid", 5]);
});

test("a fault and a file in a row", () => {
  const saved = { name: "a.bin", size: 5, md5: "00", ok: false };
  const trace = build([
    send("hello"),
    take(0, 5),
    decoded(0, { part: Part.frame, have: 5 }, { details: { saved } }),
    decoded(5, { have: 0, need: 4 }, { err: "truncated", details: { fault: { kind: "truncated" } } }),
  ]);
  assert.equal(rowTexts(trace, 2, text).note, "decoder.frame 5 · decode.file.bad a.bin 5");
  assert.equal(rowTexts(trace, 3, text).note, "✕ err.truncated · decoder.needs 4 0");
  assert.equal(rowMark(trace, 3), "lost");
});

test("an empty body is b'', what is not known is nothing", () => {
  const whole = decoded(0, { part: Part.frame, have: 4, head: 4 });
  assert.equal(rowTexts(build([send("\0\0\0\0"), take(0, 4), whole]), 2, text).bytes, "b''");
  const unknown = decoded(0, { part: Part.frame, have: 9, head: 4 });
  assert.equal(rowTexts(build([take(0, 9), unknown]), 1, text).bytes, "");
});

test("the facts of a decode", () => {
  const trace = cutFrame();
  assert.deepEqual(decodeFacts(trace, 0, text), [
    ["decode.socket", "#3"],
    ["decode.state", "part.header"],
    ["decode.has", "decode.bytes 2"],
    ["decode.needs", "decode.bytes 4"],
    ["decode.length", "decode.unknown"],
    ["decode.off", "0"],
  ]);
  assert.deepEqual(decodeFacts(trace, 2, text), [
    ["decode.socket", "#3"],
    ["decode.state", "part.frame"],
    ["decode.has", "decode.bytes 9"],
    ["decode.length", "5"],
    ["decode.head", "decode.bytes 4"],
    ["decode.off", "0"],
    ["decode.rest", "decode.bytes 2"],
    ["decode.body", "b'hello'"],
  ]);
});

test("each byte in the buffer knows its message and whether it is header", () => {
  const list = bytesOfDecode(cutFrame(), 1);
  assert.deepEqual(list.map(({ message, header }) => [message, header]), [[0, true], [0, true], [0, true], [0, true], [0, false]]); // prettier-ignore
  assert.equal(bytesOfDecode(cutFrame(), 1, 2).length, 2);
});

test("a line that receives a frame shows its body, and ends with it", () => {
  const trace = cutFrame();
  assert.equal(valueOf(trace, 11, text), "b'hello'");
  assert.equal(valueOf(trace, 10, text), "b'ello\\x00\\x00'");
  assert.deepEqual([9, 3, 10].map((i) => ends(trace, i)), [false, false, true]); // prettier-ignore
  const failed = build([send("hi"), take(0, 2), decoded(0, { have: 2, need: 4 }, { err: "truncated" })]);
  assert.equal(valueOf(failed, 3, text), "err.truncated");
  assert.ok(ends(failed, 2));
});

test("a screen reader hears what the chosen decode has", () => {
  const said = sentenceOf(cutFrame(), eventTarget(4), text);
  assert.equal(said, "spoken.event 4 peer.server spoken.decoded decoder.part part.header decoder.needs 4 2");
});
