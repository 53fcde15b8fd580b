// Runs that try to make a lane draw without bound, for the tests of the layout.

import assert from "node:assert/strict";
import test from "node:test";

import { Call } from "../model/call.js";
import { Part } from "../model/decode.js";
import { bytes, probe } from "../model/fixture.test.js";
import { newRow } from "../model/row.js";
import { Trace } from "../model/trace.js";
import { Verdict } from "../model/verdict.js";

/** @typedef {Partial<import("../model/trace.js").Row>} Fields */

/** Crowd adds events to a trace, one after another in time. */
export class Crowd {
  /** @param {Partial<import("../model/trace.js").Hello>} [hello] */
  constructor(hello = {}) {
    this.trace = new Trace({ transport: "tcp", peers: ["server", "client"], ...hello });
    this.atNs = 1000;
    /** By stream: how many bytes (or datagrams) were sent. @type {Map<number, number>} */
    this.sent = new Map();
    this.add({ peer: 0, conn: 1, call: this.trace.conns.datagrams(1) ? Call.bind : Call.listen });
  }

  /** @param {Fields} fields */
  add(fields) {
    const [start, end] = [this.atNs, this.atNs + 700];
    this.trace.addEvent({ ...newRow(), step: 1, start, end, ...fields, seq: this.trace.length + 1 });
    this.atNs = Math.max(this.atNs, end) + 300;
    return this;
  }

  /**
   * send gives bytes to the kernel; `lying` are then in the other end's queue.
   * @param {Uint8Array} payload
   * @param {number} lying
   * @param {Fields} [more]
   */
  send(payload, lying, more = {}) {
    const conn = more.conn ?? 2;
    const off = this.sent.get(conn) ?? 0;
    const { length } = payload;
    const datagrams = this.trace.conns.datagrams(conn);
    this.sent.set(conn, off + (datagrams ? 1 : length));
    return this.add({
      peer: 1,
      conn,
      stream: conn,
      call: datagrams ? Call.sendto : Call.send,
      asked: length,
      got: length,
      off,
      payload,
      farConn: datagrams ? 1 : 3,
      probe: probe({ outq: off % 9, unsent: 0, segs_out: this.trace.length }),
      far: probe({ inq: lying }),
      ...more,
    });
  }

  /**
   * take receives; `lying` are left in the queue.
   * @param {number} off
   * @param {number} got
   * @param {number} lying
   * @param {Fields} [more]
   */
  take(off, got, lying, more = {}) {
    const datagrams = this.trace.conns.datagrams(3);
    return this.add({
      peer: 0,
      conn: datagrams ? 1 : 3,
      stream: 2,
      call: datagrams ? Call.recvfrom : Call.recv,
      asked: got,
      off,
      got,
      verdict: got > 1 && !datagrams ? Verdict.coalesced | Verdict.split : Verdict.exact,
      farConn: datagrams ? 0 : 2,
      probe: probe({ inq: lying, segs_out: 0 }),
      ...more,
    });
  }

  /** segment captures one. @param {Partial<import("../model/capture.js").SegmentRow>} fields */
  segment(fields) {
    const row = { from: 2, to: 3, flags: 24, seq: 0, ack: 0, len: 0, count: 1, window: 65535 };
    this.trace.addSegment({ ...row, at: this.atNs, ...fields, number: this.trace.segments.length + 1 });
    return this;
  }
}

const two = bytes("ab");

/**
 * deep is `sends` sends of two bytes while the receiver waits, then receives of
 * `each` bytes.
 * @param {number} sends
 * @param {number} each
 */
export function deep(sends, each) {
  const crowd = new Crowd();
  for (let n = 0; n < sends; n++) crowd.send(two, 2 * n + 2);
  for (let off = 0; off < 2 * sends; off += each) {
    const got = Math.min(each, 2 * sends - off);
    crowd.take(off, got, 2 * sends - off - got);
  }
  return crowd.trace;
}

/**
 * standing is a queue that always holds so many sends.
 * @param {number} depth
 * @param {number} rounds
 */
export function standing(depth, rounds) {
  const crowd = new Crowd();
  for (let n = 0; n < depth; n++) crowd.send(two, 2 * n + 2);
  for (let n = 0; n < rounds; n++) crowd.take(2 * n, 2, 2 * depth - 2).send(two, 2 * depth);
  return crowd.trace;
}

/**
 * paced is sends that are taken at once.
 * @param {number} sends
 */
export function paced(sends) {
  const crowd = new Crowd();
  for (let n = 0; n < sends; n++) crowd.send(two, 2).take(2 * n, 2, 0);
  return crowd.trace;
}

/**
 * framed is deep with a header to each message, and a decoder that finds all of
 * them after each receive.
 * @param {number} frames
 * @param {number} each how many a receive takes
 */
export function framed(frames, each) {
  const crowd = new Crowd();
  for (let n = 0; n < frames; n++) crowd.send(bytes("\0\x02ab"), 4 * n + 4, { head: 2 });
  for (let n = 0; n < frames; n += each) {
    const got = 4 * Math.min(each, frames - n);
    crowd.take(4 * n, got, 4 * (frames - n) - got);
    for (let k = 0; k < got / 4; k++) {
      const decode = { part: Part.frame, have: 4, need: 4, length: 2, head: 2, tail: 0 };
      crowd.add({ peer: 0, conn: 3, stream: 2, call: Call.decode, off: 4 * (n + k), decode });
    }
  }
  return crowd.trace;
}

/**
 * longFrame is one frame of `sends` sends that the decoder looks at after each receive.
 * @param {number} sends
 * @param {boolean} one whether they are one message
 */
export function longFrame(sends, one) {
  const crowd = new Crowd();
  for (let n = 0; n < sends; n++) crowd.send(two, 2, { continues: one && n > 0 }).take(2 * n, 2, 0).add({
    peer: 0,
    conn: 3,
    stream: 2,
    call: Call.decode,
    decode: { part: Part.body, have: 2 * n + 2, need: 2 * sends, length: 2 * sends, head: 0, tail: 0 },
  }); // prettier-ignore
  return crowd.trace;
}

/**
 * shower is datagrams, of which every third is lost.
 * @param {number} count
 */
export function shower(count) {
  const crowd = new Crowd({ transport: "udp" });
  for (let n = 0; n < count; n++) {
    crowd.send(two, 2, { far: probe({ inq: 2, drops: Math.floor(n / 3) + 1 }) });
    crowd.segment({ from: 2, to: 1, seq: -1, ack: -1, len: 2, flags: 0 });
    if (n % 3) crowd.take(n, 2, 0);
    else crowd.trace.addLost(crowd.trace.length);
  }
  return crowd.trace;
}

/**
 * lined is datagrams that all wait, and then are taken.
 * @param {number} count
 */
export function lined(count) {
  const crowd = new Crowd({ transport: "udp" });
  for (let n = 0; n < count; n++)
    crowd.send(two, 2, { far: probe({ inq: 2, drops: 0, rmem: 768 * (n + 1) }) });
  for (let n = 0; n < count; n++) {
    const left = n + 1 < count ? 2 : 0;
    crowd.take(n, 2, left, { probe: probe({ inq: left, drops: 0, rmem: 768 * (count - n - 1) }) });
  }
  return crowd.trace;
}

/**
 * captured is sends with the segments that took them, `each` sends in one.
 * @param {number} sends
 * @param {number} each
 */
export function captured(sends, each) {
  const crowd = new Crowd();
  for (let n = 0; n < sends; n++) {
    crowd.send(two, 2 * n + 2);
    if (n % each !== each - 1) continue;
    crowd.segment({ seq: 2 * (n + 1 - each), len: 2 * each }).segment({ from: 3, to: 2, ack: 2 * n + 2 });
  }
  for (let off = 0; off < 2 * sends; off += 500) crowd.take(off, Math.min(500, 2 * sends - off), 0);
  return crowd.trace;
}

/**
 * threads is sends of many strands at once.
 * @param {number} strands
 * @param {number} sends of each
 */
export function threads(strands, sends) {
  const crowd = new Crowd();
  for (let n = 0; n < sends; n++) {
    for (let strand = 0; strand < strands; strand++) {
      const start = crowd.atNs;
      crowd.send(two, 2, { strand, start, end: start + 1000 * strands });
      crowd.atNs = start + 100;
    }
    crowd.atNs += 1000 * strands;
  }
  return crowd.trace;
}

/**
 * visitors is one peer that connects, sends and closes again and again.
 * @param {number} count
 */
export function visitors(count) {
  const crowd = new Crowd();
  for (let n = 0; n < count; n++) {
    const [conn, farConn] = [2 * n + 2, 2 * n + 3];
    crowd.add({ peer: 1, conn, call: Call.connect, probe: probe({ outq: 0, segs_out: 0 }) });
    crowd.send(two, 2, { conn, stream: conn, farConn });
    crowd.take(0, 2, 0, { conn: farConn, stream: conn, farConn: conn });
    crowd.add({ peer: 1, conn, call: Call.close });
  }
  return crowd.trace;
}

/**
 * beyond is bytes for and from a peer outside.
 * @param {number} count
 */
export function beyond(count) {
  const crowd = new Crowd({ peers: ["server", "client", "world"] });
  const empty = { pid: 0, transport: 0, runtime: "", argv: [], files: [] };
  crowd.trace.addPeer(/** @type {any} */ ({ ...empty, index: 2, kind: 3, name: "world" }));
  crowd.trace.addConn(/** @type {any} */ ({ conn: 9, peer: 2, transport: 0, outside: true, far: 2 }));
  for (let n = 0; n < count; n++) crowd.send(two, 2, { farConn: 9 });
  return crowd.trace;
}

test("a crowd ties what was taken to what was sent", () => {
  const trace = deep(30, 8);
  assert.equal(trace.length, 1 + 30 + 8);
  assert.deepEqual(trace.pieces(31).map(({ index, len }) => [index, len]), [[1, 2], [2, 2], [3, 2], [4, 2]]); // prettier-ignore
  assert.equal(captured(10, 5).segments.length, 4);
});
