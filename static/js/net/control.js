// Decodes the rows of a batch that are no events: what stands between them.

import { callCount } from "../model/call.js";
import { kindCount, mostPeers, transportCount } from "../model/conns.js";

const Kind = { waiting: 1, lost: 2, end: 3, segment: 4, segmentsLost: 5, peer: 6, conn: 7 };
const maxInt32 = 0x7fffffff;
const maxPeer = 0xffff;
const maxUint16 = 0xffff;
const maxFlags = 0xff;
const mostArgs = 64;
const mostFiles = 8;

/**
 * controlRow reads a row that is no event, and hands it to the sink; one of an
 * unknown kind is skipped.
 * @param {import("./reader.js").Reader} reader
 * @param {import("./wire.js").Sink} sink
 */
export function controlRow(reader, sink) {
  const kind = reader.u8();
  const body = reader.part(reader.uvarint());
  if (kind === Kind.waiting) {
    sink.addWaiting({
      peer: body.int(maxPeer, "peer"),
      conn: body.int(maxInt32, "conn"),
      call: body.int(callCount - 1, "call"),
      step: body.int(maxInt32, "step"),
      asked: body.int64(),
      start: body.uvarint(),
      strand: body.done ? 0 : body.int(maxUint16, "strand"),
    });
  } else if (kind === Kind.lost) {
    sink.addLost(body.uvarint());
  } else if (kind === Kind.end) {
    sink.addEnd({ reason: body.text(), detail: body.text() });
  } else if (kind === Kind.segment) {
    sink.addSegment(segmentRow(body));
  } else if (kind === Kind.segmentsLost) {
    sink.addSegmentsLost(body.uvarint());
  } else if (kind === Kind.peer) {
    sink.addPeer(peerRow(body));
  } else if (kind === Kind.conn) {
    sink.addConn(connRow(body));
  }
}

/**
 * @param {import("./reader.js").Reader} body
 * @returns {import("../model/conns.js").PeerRow}
 */
function peerRow(body) {
  const index = body.int(mostPeers - 1, "peer");
  const kind = body.int(kindCount - 1, "kind");
  const transport = body.int(transportCount - 1, "transport");
  const pid = body.int(maxInt32, "pid");
  const name = body.text();
  const runtime = body.text();
  const argv = Array.from({ length: body.int(mostArgs, "arguments") }, () => body.text());
  const files = Array.from({ length: body.int(mostFiles, "files") }, () => ({
    name: body.text(),
    text: body.text(),
  }));
  return { index, name, kind, transport, pid, runtime, argv, files };
}

/**
 * @param {import("./reader.js").Reader} body
 * @returns {import("../model/conns.js").ConnRow}
 */
function connRow(body) {
  return {
    conn: body.int(maxInt32, "conn"),
    peer: body.int(maxPeer, "peer"),
    transport: body.int(transportCount - 1, "transport"),
    outside: body.uvarint() === 1,
    base: body.uvarint(),
    local: body.text(),
    remote: body.text(),
    far: body.done ? 0 : body.int(maxInt32, "conn"),
  };
}

/**
 * @param {import("./reader.js").Reader} body
 * @returns {import("../model/capture.js").SegmentRow}
 */
function segmentRow(body) {
  return {
    number: body.int(maxInt32, "segment"),
    at: body.uvarint(),
    from: body.int(maxInt32, "conn"),
    to: body.int(maxInt32, "conn"),
    flags: body.int(maxFlags, "flags"),
    seq: body.zigzag(),
    ack: body.zigzag(),
    len: body.int(maxInt32, "a length of"),
    count: body.int(maxUint16, "a count of"),
    window: body.int(maxInt32, "a window of"),
  };
}
