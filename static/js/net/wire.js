// Decodes a batch of the feed.
//
//   batch  version u8 | flags u8 (0) | first uvarint | base uvarint | rows
//   row    tag u8: bits 0-4 call (31 = control), bit 5 SPELLED, bit 6 PART, bit 7 EXTRA
//
// A row that is not SPELLED repeats the last row of its call, a time is the
// distance to the row before, and a receive names its bytes by the stream and
// the offset at which they were sent.

import { callCount, carries, receives, sends } from "../model/call.js";
import { partCount } from "../model/decode.js";
import { probeFields } from "../model/probe.js";
import { newRow } from "../model/row.js";
import { joinedCount, Verdict } from "../model/verdict.js";
import { controlRow } from "./control.js";
import { Reader, WireError } from "./reader.js";

export { WireError } from "./reader.js";

const version = 2;
const control = 31;
const Tag = { spelled: 0x20, part: 0x40, extra: 0x80 };
/** The bits of the rarer fields, in the order in which they come. */
const Extra = {
  probe: 1 << 0,
  address: 1 << 1,
  verdict: 1 << 2,
  err: 1 << 3,
  datagram: 1 << 4,
  head: 1 << 5,
  eof: 1 << 6,

  far: 1 << 7,
  farConn: 1 << 8,
  continues: 1 << 9,
  decode: 1 << 10,
  raw: 1 << 11,
  strand: 1 << 12,
  more: 1 << 13,

  arg: 1 << 14,
  option: 1 << 15,
  how: 1 << 16,
  value: 1 << 17,
  fault: 1 << 18,
  saved: 1 << 19,
  text: 1 << 20,

  file: 1 << 21,
  peek: 1 << 22,
  via: 1 << 23,
  implied: 1 << 24,
  cut: 1 << 25,
  unmade: 1 << 26,
  body: 1 << 27,
  holder: 1 << 28,
  accepts: 1 << 29,
};
/** The bits of what few calls have: an object of its own. */
const detailed =
  Extra.more |
  Extra.arg |
  Extra.option |
  Extra.how |
  Extra.value |
  Extra.fault |
  Extra.saved |
  Extra.text |
  Extra.file |
  Extra.via |
  Extra.implied |
  Extra.cut |
  Extra.unmade |
  Extra.holder |
  Extra.accepts;
const maxInt32 = 0x7fffffff;
const maxPeer = 0xffff;
const maxUint16 = 0xffff;
const maxVia = 64;

/**
 * Sink takes what a batch holds. The row is reused, and its payload and
 * probes are only good during the call.
 * @typedef {object} Sink
 * @property {(row: import("../model/trace.js").Row) => void} addEvent
 * @property {(waiting: import("../model/trace.js").Waiting & { peer: number, strand: number }) => void} addWaiting
 * @property {(seq: number) => void} addLost
 * @property {(end: { reason: string, detail: string }) => void} addEnd
 * @property {(row: import("../model/capture.js").SegmentRow) => void} addSegment
 * @property {(count: number) => void} addSegmentsLost
 * @property {(peer: import("../model/conns.js").PeerRow) => void} addPeer
 * @property {(conn: import("../model/conns.js").ConnRow) => void} addConn
 */

/** @typedef {{ peer: number, conn: number, step: number, asked: number, stream: number, off: number, got: number, datagrams: boolean }} Last */

/** Batch is the state that rows of one batch share. */
class Batch {
  /** @param {Reader} reader */
  constructor(reader) {
    this.reader = reader;
    const v = reader.u8();
    if (v !== version) throw new WireError(`version ${v} is not ${version}`, 0);
    reader.u8(); // flags, of which there are none
    this.seq = reader.uvarint();
    this.previousEnd = reader.uvarint();
    /** @type {(Last | undefined)[]} */
    this.last = new Array(callCount);
    /** @type {Map<number, Int32Array>} */
    this.probes = new Map();
    /** What a row's probes are given out in: both may be of one socket. */
    this.own = new Int32Array(probeFields.length);
    this.other = new Int32Array(probeFields.length);
    this.row = newRow();
  }

  /** @param {number} tag */
  event(tag) {
    const { reader, row } = this;
    const call = tag & 0x1f;
    if (call >= callCount) throw new WireError(`call ${call} is unknown`, reader.at - 1);
    row.call = call;
    row.seq = this.seq++;
    this.place(row, (tag & Tag.spelled) !== 0);
    row.start = this.previousEnd + reader.zigzag();
    const duration = reader.uvarint();
    row.waited = duration % 2 === 1;
    row.end = this.previousEnd = row.start + (duration - (duration % 2)) / 2;
    row.got = tag & Tag.part ? reader.int(maxInt32, "a result of") : carries(call) ? row.asked : 0;
    if (row.got < 0 || row.got > maxInt32) throw new WireError(`a result of ${row.got} bytes`, reader.at);
    const bits = tag & Tag.extra ? reader.uvarint() : 0;
    if (bits || !row.plain) this.extras(row, bits);
    else row.verdict = row.got > 0 && receives(call) ? Verdict.exact : 0;
    row.plain = bits === 0;
    if (sends(call) || bits & Extra.raw) {
      row.payload = reader.bytes;
      row.payloadAt = reader.skip(row.got);
    } else row.payload = null;
    const last = this.last[call];
    if (last) last.got = row.got;
    return row;
  }

  /**
   * place reads or repeats whose call it was, and of which bytes.
   * @param {import("../model/trace.js").Row} row
   * @param {boolean} spelled
   */
  place(row, spelled) {
    const { reader } = this;
    let last = this.last[row.call];
    if (spelled) {
      const peer = reader.int(maxPeer, "peer");
      const conn = reader.uvarint(); // with, as its lowest bit, whether it has datagrams
      if (conn > 2 * maxInt32 + 1) throw new WireError(`conn ${conn} is too large`, reader.at);
      last = this.last[row.call] = {
        peer,
        conn: Math.floor(conn / 2),
        datagrams: conn % 2 === 1,
        step: reader.int(maxInt32, "step"),
        asked: reader.int64(),
        stream: reader.int(maxInt32, "stream"),
        off: reader.uvarint(),
        got: 0,
      };
    } else if (last) {
      last.off += last.datagrams ? 1 : last.got;
    } else {
      throw new WireError("the first row of a call is not spelled out", reader.at - 1);
    }
    row.peer = last.peer;
    row.conn = last.conn;
    row.step = last.step;
    row.asked = last.asked;
    row.stream = last.stream;
    row.off = last.off;
  }

  /**
   * @param {import("../model/trace.js").Row} row
   * @param {number} bits
   */
  extras(row, bits) {
    const { reader } = this;
    if (bits >= Extra.accepts * 2) throw new WireError(`extra bits ${bits} are unknown`, reader.at);
    row.probe = bits & Extra.probe ? this.probe(row.conn, this.own) : null;
    row.address = bits & Extra.address ? reader.text() : "";
    row.peek = (bits & Extra.peek) !== 0;
    row.verdict = receives(row.call) && row.got > 0 && !row.peek ? Verdict.exact : 0;
    row.joined = 0;
    if (bits & Extra.verdict) {
      row.verdict = reader.u8();
      row.joined = reader.u8();
      if (row.joined >= joinedCount) throw new WireError(`joined ${row.joined} is unknown`, reader.at - 1);
    }
    row.err = bits & Extra.err ? reader.text() : "";
    row.datagram = bits & Extra.datagram ? reader.int(maxInt32, "datagram") : 0;
    row.head = bits & Extra.head ? reader.int(maxInt32, "head") : 0;
    row.eof = (bits & Extra.eof) !== 0;
    row.farConn = bits & (Extra.far | Extra.farConn) ? reader.int(maxInt32, "conn") : 0;
    row.far = bits & Extra.far ? this.probe(row.farConn, this.other) : null;
    row.continues = (bits & Extra.continues) !== 0;
    row.decode = bits & Extra.decode ? decodeOf(reader) : null;
    row.strand = bits & Extra.strand ? reader.int(maxUint16, "strand") : 0;
    row.details = bits & detailed ? detailsOf(reader, bits) : null;
    if (bits & Extra.body && row.decode) row.decode.body = bodyOf(reader);
    if (bits & Extra.holder && row.details) row.details.holder = reader.text();
    if (bits & Extra.accepts && row.details) row.details.accepts = acceptsOf(reader);
  }

  /**
   * probe reads what changed since the last probe of a socket.
   * @param {number} conn
   * @param {Int32Array} into
   */
  probe(conn, into) {
    const { reader } = this;
    let fields = this.probes.get(conn);
    if (!fields) this.probes.set(conn, (fields = new Int32Array(probeFields.length).fill(-1)));
    const mask = reader.uvarint();
    if (mask >= 1 << fields.length) throw new WireError(`probe mask ${mask} is unknown`, reader.at);
    for (let f = 0; f < fields.length; f++) {
      if (mask & (1 << f)) fields[f] += reader.zigzag();
    }
    into.set(fields);
    return into;
  }
}

/**
 * decodeOf reads what a decoder made of its bytes.
 * @param {Reader} reader
 * @returns {import("../model/decode.js").Decode}
 */
function decodeOf(reader) {
  const part = reader.u8();
  if (part >= partCount) throw new WireError(`part ${part} is unknown`, reader.at - 1);
  return {
    part,
    have: reader.int(maxInt32, "a count of"),
    need: reader.int64(),
    length: reader.zigzag64(),
    head: reader.int(maxInt32, "a head of"),
    tail: reader.int(maxInt32, "a tail of"),
  };
}

/**
 * bodyOf reads what the program got of a frame: where it lies in it, other bytes,
 * or that it is not known.
 * @param {Reader} reader
 * @returns {import("../model/decode.js").Body}
 */
function bodyOf(reader) {
  const how = reader.u8();
  if (how === 0) return { from: reader.int(maxInt32, "from"), to: reader.int(maxInt32, "to") };
  if (how === 1) return { from: 0, to: 0, bytes: reader.take(reader.uvarint()).slice() };
  if (how === 2) return { from: 0, to: 0, unknown: true };
  throw new WireError(`body ${how} is unknown`, reader.at - 1);
}

/**
 * detailsOf reads the fields that few calls have.
 * @param {Reader} reader
 * @param {number} bits
 * @returns {import("../model/details.js").Details}
 */
function detailsOf(reader, bits) {
  /** @type {import("../model/details.js").Details} */
  const details = {};
  if (bits & Extra.more) details.more = true;
  if (bits & Extra.arg) details.arg = reader.zigzag();
  if (bits & Extra.option) details.option = reader.text();
  if (bits & Extra.how) details.how = reader.text();
  if (bits & Extra.value) {
    details.var = reader.text();
    details.value = reader.text();
  }
  if (bits & Extra.fault) details.fault = faultOf(reader);
  if (bits & Extra.saved) details.saved = savedOf(reader);
  if (bits & Extra.text) details.text = reader.text();
  if (bits & Extra.file) details.file = reader.zigzag();
  if (bits & Extra.via) details.via = viaOf(reader);
  if (bits & Extra.implied) details.implied = true;
  if (bits & Extra.cut) details.cut = true;
  if (bits & Extra.unmade) details.unmade = callOf(reader);
  return details;
}

/**
 * @param {Reader} reader
 * @returns {import("../model/details.js").Accepts}
 */
function acceptsOf(reader) {
  return {
    conn: reader.int(maxInt32, "conn"),
    waiting: reader.int(maxInt32, "a queue of"),
    max: reader.int(maxInt32, "a queue of at most"),
  };
}

/** @param {Reader} reader */
function callOf(reader) {
  const call = reader.u8();
  if (call >= callCount) throw new WireError(`call ${call} is unknown`, reader.at - 1);
  return call;
}

/**
 * @param {Reader} reader
 * @returns {import("../model/details.js").Fault}
 */
function faultOf(reader) {
  const begin = reader.at;
  try {
    const fault = JSON.parse(reader.text());
    if (typeof fault?.kind === "string") return fault;
  } catch (error) {
    if (error instanceof WireError) throw error;
  }
  throw new WireError("a fault has no kind", begin);
}

/**
 * @param {Reader} reader
 * @returns {import("../model/details.js").Saved}
 */
function savedOf(reader) {
  const name = reader.text();
  const size = reader.uvarint();
  return { name, size, md5: reader.text(), ok: reader.u8() === 1 };
}

/**
 * @param {Reader} reader
 * @returns {import("../model/trace.js").Origin[]}
 */
function viaOf(reader) {
  const count = reader.int(maxVia, "via");
  return Array.from({ length: count }, () => ({
    seq: reader.int(maxInt32, "seq"),
    off: reader.int(maxInt32, "off"),
    len: reader.int(maxInt32, "len"),
  }));
}

/**
 * decode hands the rows of a batch to the sink, in order. It throws a
 * WireError at the first byte that makes no sense; rows before it were given.
 * @param {ArrayBuffer | Uint8Array} buffer
 * @param {Sink} sink
 */
export function decode(buffer, sink) {
  const batch = new Batch(new Reader(buffer instanceof Uint8Array ? buffer : new Uint8Array(buffer)));
  const { reader } = batch;
  while (!reader.done) {
    const tag = reader.u8();
    if ((tag & 0x1f) === control) controlRow(reader, sink);
    else sink.addEvent(batch.event(tag));
  }
}
