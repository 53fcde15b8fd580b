import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import test from "node:test";

import { callName } from "../model/call.js";
import { kindName, transportName } from "../model/conns.js";
import { partName } from "../model/decode.js";
import { probeFields } from "../model/probe.js";
import { newRow } from "../model/row.js";
import { Trace } from "../model/trace.js";
import { Chart } from "../layout/chart.js";
import { decode, WireError } from "./wire.js";

const golden = new URL("../../../lab/record/testdata/wire/", import.meta.url);
const names = readdirSync(golden)
  .filter((name) => name.endsWith(".bin"))
  .map((name) => name.slice(0, -4));

/** @param {string} name */
const batch = (name) => new Uint8Array(readFileSync(new URL(`${name}.bin`, golden)));

/** @param {Uint8Array | null} bytes */
const hex = (bytes) => (bytes?.length ? Buffer.from(bytes).toString("hex") : undefined);

/** @param {ArrayLike<number> | null} probe */
function probe(probe) {
  if (!probe) return undefined;
  const fields = Array.from(probe);
  return Object.fromEntries(probeFields.flatMap((name, f) => (fields[f] < 0 ? [] : [[name, fields[f]]])));
}

/** @param {import("../model/decode.js").Body} [body] */
const bodyRow = (body) => body && { body: { ...body, ...(body.bytes && { bytes: hex(body.bytes) }) } };

/** What a plain row says nothing in. */
const rare = ["err", "eof", "datagram", "head", "address", "strand", "peek", "details", "joined", "probe", "far", "farConn", "decode", "continues"]; // prettier-ignore
const nothing = /** @type {any} */ (newRow());

/** Collects rows as the golden JSON files have them, without what is empty. */
function collector() {
  /** @type {any[]} */
  const rows = [];
  return {
    rows,
    /** @param {any} row */
    addEvent(row) {
      const { plain, payload, payloadAt, probe: own, far, farConn, decode: made, details, ...rest } = row;
      if (plain) for (const name of rare) assert.deepEqual(row[name], nothing[name], name);
      rows.push(
        bare({
          ...rest,
          ...details,
          call: callName(row.call),
          unmade: details?.unmade === undefined ? undefined : callName(details.unmade),
          payload: hex(payload && payload.subarray(payloadAt, payloadAt + row.got)),
          probe: probe(own),
          far: probe(far),
          far_conn: farConn,
          decode: made && { ...made, part: partName(made.part), ...bodyRow(made.body) },
        }),
      );
    },
    /** @param {any} waiting */
    addWaiting(waiting) {
      rows.push(bare({ control: "waiting", ...waiting, call: callName(waiting.call) }));
    },
    /** @param {number} seq */
    addLost(seq) {
      rows.push({ control: "lost", seq });
    },
    /** @param {any} segment */
    addSegment(segment) {
      rows.push({ control: "segment", segment: { ...segment } });
    },
    /** @param {number} count */
    addSegmentsLost(count) {
      rows.push({ control: "segments lost", segments_lost: count });
    },
    /** @param {any} peer */
    addPeer({ index, name, kind, transport, ...program }) {
      rows.push(bare({ control: "peer", peer: index, name, kind: kindName(kind), transport: transportName(transport), ...program, argv: program.argv.length ? program.argv : undefined, files: program.files.length ? program.files : undefined })); // prettier-ignore
    },
    /** @param {any} conn */
    addConn({ transport, far, ...conn }) {
      rows.push(bare({ control: "conn", ...conn, far_conn: far, transport: transportName(transport) }));
    },
    /** @param {any} end */
    addEnd(end) {
      rows.push(bare({ control: "end", ...end }));
    },
  };
}

/** @param {Record<string, any>} row */
function bare(row) {
  return Object.fromEntries(Object.entries(row).filter(([, value]) => value));
}

test("the golden batches are there", () => assert.ok(names.length >= 5, `${names}`));

for (const name of names) {
  test(`golden ${name}`, () => {
    const want = JSON.parse(readFileSync(new URL(`${name}.json`, golden), "utf8")).rows.map(bare);
    const sink = collector();
    decode(batch(name), sink);
    assert.deepEqual(sink.rows, want);
  });

  test(`golden ${name}, cut at every byte, never gives a row that is not in it`, () => {
    const whole = collector();
    decode(batch(name), whole);
    const bytes = batch(name);
    for (let length = 0; length < bytes.length; length++) {
      const sink = collector();
      try {
        decode(bytes.slice(0, length), sink);
      } catch (error) {
        assert.ok(error instanceof WireError, `cut at ${length}: ${error}`);
      }
      assert.deepEqual(sink.rows, whole.rows.slice(0, sink.rows.length), `cut at ${length}`);
    }
  });

  test(`golden ${name}, with bytes changed, ends with rows or a WireError`, () => {
    let seed = 1;
    const random = () => (seed = (Math.imul(seed, 1103515245) + 12345) >>> 0);
    const bytes = batch(name);
    for (let n = 0; n < 3000; n++) {
      const changed = bytes.slice();
      for (let k = 0; k <= n % 3; k++) changed[random() % changed.length] = random() >>> 8;
      try {
        decode(changed, collector());
      } catch (error) {
        assert.ok(error instanceof WireError, `${error}`);
      }
    }
  });
}

test("a plain row makes the event that it makes without a word of that", () => {
  let plain = 0;
  for (const name of names) {
    const [told, untold] = [0, 1].map(() => new Trace({ transport: "tcp", peers: ["server", "client"] }));
    const both = {
      __proto__: told,
      addEvent(/** @type {any} */ row) {
        plain += row.plain;
        untold.addEvent({ ...row, plain: false });
        told.addEvent(row);
      },
      addConn(/** @type {any} */ row) {
        untold.addConn(row);
        told.addConn(row);
      },
    };
    try {
      decode(batch(name), /** @type {any} */ (both));
    } catch (error) {
      assert.ok(error instanceof RangeError, `${error}`); // a golden batch may begin later in its run
    }
    const fed = (/** @type {Trace} */ { decodes: { take, takeOff, count } }) =>
      [take, takeOff].map(({ at }) => Array.from(at.subarray(0, count)));
    assert.deepEqual(fed(told), fed(untold), name);
    for (let i = 0; i < untold.length; i++) assert.deepEqual(told.event(i), untold.event(i), `${name} ${i}`);
  }
  assert.ok(plain > 0);
});

test("broken batches say what is wrong and where", () => {
  const head = [2, 0, 1, 0];
  /** @type {[string, number[], RegExp][]} */
  const cases = [
    ["nothing at all", [], /the batch ends in the middle of a row at byte 0/],
    ["another version", [1, 0, 1, 0], /version 1 is not 2/],
    ["a call that does not exist", [...head, 30], /call 30 is unknown/],
    ["a row that repeats nothing", [...head, 5, 0, 0], /not spelled out/],
    [
      "more payload than there is",
      [...head, 0x25, 0, 2, 1, 200, 1, 1, 0, 0, 0],
      /200 bytes are announced, 0 are/,
    ],
    ["a number without an end", [2, 0, ...Array(12).fill(0xff)], /too large/],
    ["a control row past the end", [...head, 31, 9, 5, 0], /5 bytes are announced/],
    ["a segment cut short", [...head, 31, 4, 3, 1, 5, 2], /ends in the middle of a row/],
    ["a part that no frame has", [...head, 0xaf, 0, 6, 1, 0, 0, 0, 0, 0, 0x80, 8, 6], /part 6 is unknown/],
    [
      "a fault that is no JSON",
      [...head, 0xa5, 0, 2, 1, 0, 0, 0, 0, 0, 0x80, 0x80, 0x10, 2, 0x7b, 0x7b],
      /a fault has no kind/,
    ],
    [
      "more receives than a send can come through",
      [...head, 0xa5, 0, 2, 1, 0, 0, 0, 0, 0, 0x80, 0x80, 0x80, 4, 65],
      /via 65 is above 64/,
    ],
    ["flags that TCP does not have", [...head, 31, 4, 5, 1, 5, 2, 3, 0x80, 0x02], /flags|middle of a row/],
  ];
  for (const [name, bytes, want] of cases) {
    assert.throws(() => decode(new Uint8Array(bytes), collector()), want, `${name}`);
  }
});

test("control rows of unknown kinds are skipped", () => {
  const sink = collector();
  decode(new Uint8Array([2, 0, 1, 0, 31, 99, 2, 7, 7, 31, 2, 1, 4]), sink);
  assert.deepEqual(sink.rows, [{ control: "lost", seq: 4 }]);
});

test("a batch that comes twice brings each segment once, and the number of those not kept", () => {
  const trace = new Trace({ transport: "tcp", peers: ["server", "client"] });
  decode(batch("wire"), trace);
  decode(batch("wire"), trace);
  assert.equal(trace.segments.length, 8);
  assert.equal(trace.segments.lost, 7);
});

test("peers and sockets may come at any time, each socket with a transport of its own", () => {
  const trace = new Trace({ transport: "tcp", peers: ["server", "client"] });
  decode(batch("mixed"), trace);
  assert.deepEqual(trace.peers, ["server", "client", "clock", "curl"]);
  assert.equal(trace.programs.get(2)?.files[0].text, "print(1)\n");
  assert.deepEqual([2, 3, 4, 5, 6].map((conn) => trace.conns.datagrams(conn)), [false, false, true, true, false]); // prettier-ignore
  assert.ok(trace.conns.outside(6) && !trace.conns.outside(2));
  const texts = Array.from({ length: trace.length }, (_, i) => Buffer.from(trace.data(i) ?? []).toString());
  assert.deepEqual(texts, ["hello", "hel", "hello", "tick", "tock", "tick", "tock", "GET /"]);
  assert.deepEqual(
    [trace.origins(5), trace.origins(6)],
    [[{ seq: 4, off: 0, len: 4 }], [{ seq: 5, off: 0, len: 4 }]],
  );
  assert.ok(trace.peek(1) && trace.columns.verdict.at[1] === 0);
  assert.deepEqual([...trace.lost], []);
  const chart = new Chart(trace);
  assert.deepEqual(chart.strands.map(({ all }) => all.events.length), [2, 1, 4, 1]); // prettier-ignore
});

test("a batch that overlaps what is there adds only what is new", () => {
  const trace = new Trace({ transport: "tcp", peers: ["server", "client"] });
  decode(batch("sticky"), trace);
  const events = trace.length;
  decode(batch("sticky"), trace);
  assert.equal(trace.length, events);
  const recv = trace.event(4);
  assert.equal(Buffer.from(recv.data ?? []).toString(), "hellofeng");
  assert.deepEqual(trace.origins(4), [
    { seq: 3, off: 0, len: 5 },
    { seq: 4, off: 0, len: 4 },
  ]);
});
