import assert from "node:assert/strict";
import test from "node:test";

import { bears, TCPFlag } from "./capture.js";
import { Call } from "./call.js";
import { Part, partName } from "./decode.js";
import { decodeWords } from "./decodewords.js";
import { build, send, take } from "./fixture.test.js";

/** @typedef {Partial<import("./trace.js").Row>} Fields */

/**
 * decoded is what a decoder has after a receive of conn 3, at offset `off`.
 * @param {number} off
 * @param {Partial<import("./decode.js").Decode>} made
 * @param {Fields} [more]
 * @returns {Fields}
 */
export function decoded(off, made, more = {}) {
  const have = made.have ?? 0;
  const decode = { part: Part.header, have, need: have, length: -1, head: 0, tail: 0, ...made };
  return { peer: 0, conn: 3, stream: 2, call: Call.decode, off, decode, ...more };
}

/**
 * cutFrame is hello as a frame that its sender cuts into 2, 3 and 4 bytes and
 * its receiver takes by 3; then feng, whose first bytes come with the last of it.
 * @param {Partial<import("./trace.js").Hello>} [hello]
 */
export function cutFrame(hello = {}) {
  const feng = "\0\0\0\x04feng";
  return build(
    [
      { peer: 0, conn: 1, call: Call.listen, asked: 5 },
      send("\0\0", { head: 2 }),
      take(0, 2, { verdict: 4 }),
      decoded(0, { have: 2, need: 4 }),
      send("\0\x05h", { off: 2, head: 2, continues: true }),
      take(2, 3, { verdict: 4 }),
      decoded(0, { part: Part.body, have: 5, need: 9, length: 5 }),
      send("ello", { off: 5, continues: true }),
      send(feng, { off: 9, head: 4 }),
      take(5, 6, { verdict: 6, joined: 2 }),
      decoded(0, { part: Part.frame, have: 9, length: 5, head: 4 }),
      take(11, 6, { verdict: 4, step: 2 }),
      decoded(9, { part: Part.frame, have: 8, length: 4, head: 4 }, { step: 2 }),
    ],
    hello,
  );
}

const text = /** @type {import("./text.js").Text} */ ((key, ...args) => [key, ...args].join(" "));

/** @param {Uint8Array | null} bytes */
const said = (bytes) => bytes && Buffer.from(bytes).toString("latin1");

test("a frame that is cut is one message", () => {
  const trace = cutFrame();
  assert.deepEqual([1, 4, 7, 8].map((i) => trace.message(i)), [0, 0, 0, 1]); // prettier-ignore
  assert.equal(trace.messages, 2);
  assert.deepEqual(trace.extent(4), { before: 2, whole: 9 });
  assert.deepEqual(trace.extent(8), { before: 0, whole: 8 });
  assert.equal(trace.message(0), -1);
});

test("a piece without the send before it is a message of its own", () => {
  const trace = build([send("ello", { off: 5, continues: true })]);
  assert.equal(trace.message(0), 0);
});

test("a decode knows its bytes, its receive and what is left over", () => {
  const trace = cutFrame();
  const { decodes } = trace;
  assert.equal(decodes.count, 4);
  assert.deepEqual([0, 1, 2, 3].map((n) => decodes.event.at[n]), [3, 6, 10, 12]); // prettier-ignore
  assert.deepEqual([0, 1, 2, 3].map((n) => decodes.take.at[n]), [2, 5, 9, 11]); // prettier-ignore
  assert.deepEqual([0, 1, 2, 3].map((n) => decodes.rest.at[n]), [0, 0, 2, 0]); // prettier-ignore
  assert.equal(said(decodes.bytes(trace, 1)), "\0\0\0\x05h");
  assert.equal(said(decodes.bytes(trace, 1, 3, 5)), "\x05h");
  assert.equal(said(decodes.body(trace, 2)), "hello");
  assert.equal(said(decodes.body(trace, 2, 2)), "he");
  assert.equal(said(decodes.body(trace, 3)), "feng");
  assert.equal(decodes.body(trace, 1), null);
  assert.deepEqual([trace.columns.decode.get(3), trace.columns.decode.get(2)], [0, -1]);
});

test("two frames of one receive are both its", () => {
  const trace = build([
    send("ab"),
    send("cd", { off: 2 }),
    take(0, 4),
    decoded(0, { part: Part.frame, have: 2 }),
    decoded(2, { part: Part.frame, have: 2 }, { step: 2 }),
  ]);
  const { decodes } = trace;
  assert.deepEqual([decodes.take.at[0], decodes.take.at[1]], [2, 2]);
  assert.deepEqual([decodes.rest.at[0], decodes.rest.at[1]], [2, 0]);
  assert.equal(said(decodes.body(trace, 1)), "cd");
});

test("a receive of another line fed nothing", () => {
  const trace = build([send("abcd"), take(0, 2), decoded(2, { have: 0, need: 4 }, { step: 9 })]);
  assert.equal(trace.decodes.take.at[0], -1);
  assert.equal(said(trace.decodes.bytes(trace, 0)), "");
});

test("datagrams are counted as the bytes that the decoder was fed", () => {
  const to = { call: Call.sendto, farConn: 0 };
  const from = { conn: 1, call: Call.recvfrom };
  const trace = build(
    [
      send("hel", to),
      send("lo!", { ...to, off: 1 }),
      take(0, 3, from),
      decoded(0, { part: Part.body, have: 3, need: 5 }, { conn: 1 }),
      take(1, 3, from),
      decoded(0, { part: Part.frame, have: 5 }, { conn: 1 }),
      decoded(5, { part: Part.header, have: 1, need: 5 }, { conn: 1 }),
    ],
    { transport: "udp" },
  );
  const { decodes } = trace;
  assert.equal(said(decodes.bytes(trace, 0)), "hel");
  assert.equal(said(decodes.bytes(trace, 1)), "hello");
  assert.equal(said(decodes.bytes(trace, 2)), "!");
  assert.deepEqual([decodes.rest.at[1], decodes.takeOff.at[1]], [1, 3]);
});

test("bytes of a send that has not been seen are not known", () => {
  const trace = build([take(0, 4), decoded(0, { have: 4, need: 9, part: Part.body })]);
  assert.equal(trace.decodes.bytes(trace, 0), null);
});

test("a segment bears the frame that its bytes are in", () => {
  const trace = cutFrame();
  const row = { number: 1, at: 1, from: 2, to: 3, flags: TCPFlag.ACK, ack: 0, len: 4, count: 1, window: 0 };
  trace.addSegment({ ...row, seq: 5 });
  assert.deepEqual([3, 6, 10, 12].map((i) => bears(trace, 0, i)), [false, false, true, false]); // prettier-ignore
});

test("what a decoder has, in words", () => {
  /** @type {[string, Fields, string[]][]} */
  const cases = [
    ["needs", decoded(0, { have: 2, need: 4 }), ["decoder.part part.header decoder.needs 4 2", "decoder.needs 4 2", "2/4"]],
    ["delimiter", decoded(0, { part: Part.delimiter, have: 5, need: 6 }), ["decoder.delimiter 5", "5/?"]],
    ["skipping", decoded(0, { part: Part.skip, need: 96 }), ["decoder.skip 96", "part.skip"]],
    ["skipping to somewhere", decoded(0, { part: Part.skip, need: 0 }), ["decoder.skip.open", "part.skip"]],
    ["a frame", decoded(0, { part: Part.frame, have: 5 }), ["decoder.frame 5 → b'hello'", "decoder.frame 5", "5 B"]],
    ["a fault", decoded(0, { have: 4 }, { err: "too-long" }), ["✕ err.too-long", "err.too-long", "✕"]],
    ["the end within a frame", decoded(0, { have: 2, need: 4 }, { err: "truncated" }), ["✕ err.truncated · decoder.needs 4 2", "✕ err.truncated", "err.truncated", "✕"]],
    ["an error without words", decoded(0, { have: 4 }, { err: "bad-mask" }), ["✕ bad-mask", "bad-mask", "✕"]],
  ]; // prettier-ignore
  for (const [name, fields, want] of cases) {
    const trace = build([send("hello"), take(0, 5), fields]);
    assert.deepEqual(decodeWords(trace, 0, text), want, name);
  }
});

test("parts have their names", () => {
  assert.deepEqual([0, 3, 5, 9].map(partName), ["header", "delimiter", "frame", "part(9)"]);
});
