import assert from "node:assert/strict";
import test from "node:test";

import { receives, sends } from "../../model/call.js";
import { build, send, take } from "../../model/fixture.test.js";
import { eventTarget } from "../../model/target.js";
import { feedInto, lesson, lessons } from "../../net/lessons.test.js";
import { Trace } from "../../model/trace.js";
import { Chart } from "../../layout/chart.js";
import { Frame } from "../../layout/frame.js";
import { lanesOf } from "../../layout/lanes/lanes.js";
import { namesPx } from "../../layout/metrics.js";
import { overlayShapes } from "../../layout/overlay.js";
import { chartAt } from "../../layout/past.js";
import { sceneOf } from "../../layout/scene.js";
import { text } from "../../layout/view.test.js";

/** @typedef {import("../../state/view.js").Mode} Mode */

/** @type {readonly Mode[]} */
const modes = ["event", "folded", "time"];
/** Runs are read, and seen from afar. */
const widths = [1400, 420];

/**
 * pictureOf is all that a moment shows of a run on the canvas, and all that can
 * be pointed at.
 * @param {Chart} whole
 * @param {Mode} mode
 * @param {number | null} atNs
 * @param {number} [widthPx]
 */
function pictureOf(whole, mode, atNs, widthPx = widths[0]) {
  const { lastNs } = whole.trace;
  const reach = { event: whole.order.extent, folded: whole.folded.until(lastNs), time: lastNs }[mode];
  const chart = atNs === null ? whole : chartAt(whole, atNs);
  const frame = new Frame({
    chart,
    text,
    mode,
    window: { from: 0, to: reach, leftPx: namesPx, widthPx: widthPx - namesPx },
    widthPx,
    heightPx: 1200,
    scrollPx: 0,
    nowNs: atNs ?? lastNs,
    past: atNs !== null,
    narrow: false,
  });
  const lanes = lanesOf(chart, text, { byEvent: mode === "event" });
  const scene = sceneOf(frame, lanes);
  const { shapes, zones, bands } = scene;
  const selected = chart.trace.length > 0 ? eventTarget(chart.trace.length) : null;
  const over = overlayShapes(frame, scene, { selected, hovered: null, cursorPx: null });
  return JSON.stringify({
    shapes,
    zones,
    bands,
    over,
    lanes: lanes.map(({ name, about, y, h }) => ({ name, about, y, h })),
  });
}

/**
 * momentsOf lists some moments of a run: before, at and after ends of calls.
 * @param {Trace} trace
 * @param {number} most
 */
function momentsOf(trace, most) {
  const ends = [...trace.columns.end.at.subarray(0, trace.length)].sort((a, b) => a - b);
  const every = Math.max(1, Math.floor((3 * ends.length) / most));
  const all = ends.flatMap((ns, k) => [ns - 1, ns, Math.floor((ns + (ends[k + 1] ?? trace.lastNs)) / 2)]);
  return [0, ...all.filter((_, k) => k % every === 0), trace.lastNs];
}

test("played forwards, backwards and by jumps a moment shows the same", () => {
  for (const [n, name] of lessons.entries()) {
    const chart = new Chart(lesson(name));
    const moments = momentsOf(chart.trace, 7);
    const jumps = moments.map((_, k) => (k * 7) % moments.length).filter((_, k) => k % 3 === 0);
    for (const mode of modes) {
      const at = (/** @type {Chart} */ of, /** @type {number} */ k) =>
        pictureOf(of, mode, moments[k], widths[(k + n) % widths.length]);
      const seen = moments.map((_, k) => at(chart, k));
      for (let k = moments.length - 1; k >= 0; k--) {
        assert.ok(at(chart, k) === seen[k], `${name} ${mode} back to ${moments[k]}`);
      }
      for (const k of jumps) assert.ok(at(chart, k) === seen[k], `${name} ${mode} jump to ${moments[k]}`);
      const opened = jumps[n % jumps.length];
      assert.ok(at(new Chart(lesson(name)), opened) === seen[opened], `${name} ${mode} opened there`);
    }
  }
});

test("at its end a run shows all that is known", () => {
  /** Ribbons may lie over each other in another order. @param {string} picture */
  const things = (picture) => {
    const { shapes, zones, lanes } = JSON.parse(picture);
    return [...shapes, ...zones, ...lanes].map((thing) => JSON.stringify(thing)).sort();
  };
  for (const name of lessons) {
    const chart = new Chart(lesson(name));
    for (const mode of modes) {
      const [end, all] = [chart.trace.lastNs, null].map((ns) => things(pictureOf(chart, mode, ns)));
      assert.deepEqual(end, all, `${name} ${mode}`);
    }
  }
});

test("before its first call a run shows its axis and its lanes, and nothing in them", () => {
  for (const name of lessons) {
    const chart = new Chart(lesson(name));
    for (const mode of modes) {
      const { zones, bands } = JSON.parse(pictureOf(chart, mode, -1));
      assert.deepEqual([zones, bands], [[], []], `${name} ${mode}`);
    }
  }
});

/**
 * Altered is a trace in which all that is not known at a moment is something
 * else, at the same times: bytes, counts, results, verdicts, measurements,
 * segments, losses, and how it ended. Calls that go on are asked for the same.
 */
class Altered extends Trace {
  /**
   * @param {import("../../model/trace.js").Hello} hello
   * @param {number} atNs
   * @param {ReadonlySet<number>} used sends of which something is known though they go on, by seq
   */
  constructor(hello, atNs, used) {
    super(hello);
    this.atNs = atNs;
    this.used = used;
  }

  /** @param {import("../../model/trace.js").Row} row @override */
  addEvent(row) {
    if (row.end <= this.atNs) return super.addEvent(row);
    const other = { ...row };
    const isBegun = row.start <= this.atNs;
    if (row.probe) other.probe = Int32Array.from(row.probe, otherCount);
    if (row.far) other.far = Int32Array.from(row.far, otherCount);
    if (sends(row.call)) this.#otherSend(row, other, isBegun);
    if (receives(row.call)) {
      other.got = row.got > 1 ? row.got - 1 : row.got;
      other.verdict = row.verdict ? 14 - (row.verdict & 14) || 2 : 0;
      if (row.payload) other.payload = otherBytes(row.payload).subarray(0, other.got);
    }
    if (!isBegun) other.asked = row.asked + 5;
    if (!row.err && !sends(row.call) && !row.decode && row.seq % 3 === 0) other.err = "ECONNRESET";
    if (row.decode)
      other.decode = { ...row.decode, have: Math.max(0, row.decode.have - 1), part: 2, length: 77 };
    if (row.details) other.details = { ...row.details, text: "other" };
    return super.addEvent(other);
  }

  /**
   * @param {import("../../model/trace.js").Row} row
   * @param {import("../../model/trace.js").Row} other
   * @param {boolean} isBegun
   */
  #otherSend(row, other, isBegun) {
    if (!row.payload) return;
    if (this.used.has(row.seq)) {
      if (this.conns.datagrams(row.conn)) return; // what was seen of a datagram is all of it
      const payload = new Uint8Array([...row.payload, 1, 2, 3]);
      Object.assign(other, { got: payload.length, payload });
    } else if (row.seq % 2 === 0) {
      Object.assign(other, { err: "EPIPE", got: 0, payload: null });
    } else if (isBegun) {
      const payload = otherBytes(row.payload).subarray(1);
      Object.assign(other, { got: payload.length, payload });
    } else other.payload = otherBytes(row.payload);
  }

  /** @param {import("../../model/capture.js").SegmentRow} row @override */
  addSegment(row) {
    if (row.at <= this.atNs) return super.addSegment(row);
    super.addSegment({
      ...row,
      len: row.len > 1 ? row.len - 1 : row.len,
      window: row.window + 9,
      count: row.count + 1,
    });
  }

  /** @param {{ reason: string, detail: string }} end @override */
  addEnd(end) {
    if (this.atNs >= this.lastNs) return super.addEnd(end);
    for (let seq = 1; seq <= this.length; seq++) if (sends(this.columns.call.at[seq - 1])) this.addLost(seq);
    this.addSegmentsLost(3);
    super.addEnd({ reason: "stopped", detail: "other" });
  }
}

/** @param {Uint8Array} bytes */
const otherBytes = (bytes) => bytes.map((byte) => byte ^ 0x15);

/** @param {number} value what was not measured stays so, what was empty too */
const otherCount = (value) => (value > 0 ? 2 * value + 3 : value);

/**
 * usedAt lists the sends that go on at a moment and of which a receive, a
 * segment or a decoder had bytes by then.
 * @param {Chart} chart
 * @param {number} atNs
 */
function usedAt(chart, atNs) {
  const { trace } = chart;
  const { start, end, call } = trace.columns;
  /** @type {Set<number>} */
  const used = new Set();
  for (let i = 0; i < trace.length; i++) {
    if (end.at[i] <= atNs && receives(call.at[i]))
      for (const { index } of trace.pieces(i)) used.add(index + 1);
    if (
      start.at[i] <= atNs &&
      sends(call.at[i]) &&
      trace.segments.at.at.subarray(0, trace.segments.length).some((ns) => ns > start.at[i] && ns <= atNs)
    )
      used.add(i + 1);
  }
  return used;
}

test("nothing that comes after a moment changes what it shows", () => {
  let altered = 0;
  for (const name of lessons) {
    const chart = new Chart(lesson(name));
    const wholes = pictureOf(chart, "time", null);
    for (const [k, atNs] of momentsOf(chart.trace, 8).entries()) {
      const other = new Altered(chart.trace.hello, atNs, usedAt(chart, atNs));
      feedInto(name, other);
      const otherChart = new Chart(other);
      Object.assign(otherChart, { order: chart.order, folded: chart.folded }); // the scale is the whole run's
      for (const mode of modes) {
        const at = (/** @type {Chart} */ of) => pictureOf(of, mode, atNs, widths[k % widths.length]);
        const [own, got] = [at(chart), at(otherChart)];
        if (own !== got) assert.deepEqual(JSON.parse(got), JSON.parse(own), `${name} ${mode} at ${atNs}`);
      }
      if (wholes !== pictureOf(otherChart, "time", null)) altered++;
    }
  }
  assert.ok(altered > 150, `only ${altered} whole runs look different: the test alters too little`);
});

test("a past view reads like the whole in all that the whole has", () => {
  const chart = new Chart(lesson("hello-feng"));
  const past = chartAt(chart, chart.trace.lastNs);
  const members = (/** @type {any} */ made) => {
    const own = Object.keys(made);
    for (
      let proto = Object.getPrototypeOf(made);
      proto !== Object.prototype;
      proto = Object.getPrototypeOf(proto)
    )
      own.push(...Object.getOwnPropertyNames(proto));
    return new Set(own);
  };
  const fed = /^(constructor|add[A-Z]?\w*|insert|push|update|settle|reserve|messages)$/;
  const lacks = (/** @type {any} */ whole, /** @type {any} */ made) =>
    [...members(whole)].filter((name) => !fed.test(name) && !members(made).has(name));
  const [socket, pastSocket] = [chart, past].map(({ sockets }) => [...sockets.byConn.values()][0]);
  const [wire, pastWire] = [chart, past].map(({ wires }) => [...wires.byPeer.values()][0]);
  assert.deepEqual(lacks(chart, past), []);
  assert.deepEqual(lacks(chart.trace, past.trace), []);
  assert.deepEqual(lacks(chart.trace.decodes, past.trace.decodes), []);
  assert.deepEqual(lacks(chart.trace.segments, past.trace.segments), []);
  assert.deepEqual(lacks(chart.sockets, past.sockets), []);
  assert.deepEqual(lacks(socket, pastSocket), []);
  assert.deepEqual(lacks(socket.most.inq, pastSocket.most.inq), ["changed"]);
  assert.deepEqual(lacks(chart.strands[0], past.strands[0]), []);
  assert.deepEqual(lacks(chart.strands[0].all, past.strands[0].all), []);
  assert.deepEqual(lacks(chart.decodes[0], past.decodes[0]), []);
  assert.deepEqual(lacks(chart.wires, past.wires), []);
  assert.deepEqual(lacks(wire, pastWire), []);
});

/** Two clients send at once: that of conn 2 began first and ends last. */
function slowSend() {
  return build(
    [
      send("feng", { peer: 2, conn: 5, stream: 5, farConn: 6, start: 20_000, end: 30_000 }),
      take(0, 2, { start: 5_000, end: 40_000 }),
      send("hello", { start: 10_000, end: 90_000 }),
      send("!", { off: 5, continues: true, start: 95_000, end: 99_000 }),
    ],
    { peers: ["server", "client", "client2"] },
  );
}

test("a send that goes on counts among the messages, whatever becomes of it", () => {
  const chart = new Chart(slowSend());
  assert.equal(chartAt(chart, 50_000).trace.message(0), 1);
  const other = build(
    [
      send("feng", { peer: 2, conn: 5, stream: 5, farConn: 6, start: 20_000, end: 30_000 }),
      send("hello", { start: 10_000, end: 90_000, err: "EPIPE", got: 0, payload: null }),
    ],
    { peers: ["server", "client", "client2"] },
  );
  const otherChart = new Chart(other);
  assert.equal(chartAt(otherChart, 50_000).trace.message(0), 1);
  assert.equal(chartAt(otherChart, 90_000).trace.message(0), 0);
});

test("how long a message is: what was taken of it, and what is asked for by a send that goes on", () => {
  const chart = new Chart(slowSend());
  const wholeAt = (/** @type {number} */ ns) => chartAt(chart, ns).trace.extent(2).whole;
  assert.deepEqual([50_000, 90_000, 97_000, 99_000].map(wholeAt), [5, 5, 6, 6]);
});

test("of a send that goes on what arrived is known, and no ribbon leads to it", () => {
  const { trace } = chartAt(new Chart(slowSend()), 50_000);
  assert.equal(String.fromCharCode(...(trace.data(1) ?? [])), "he");
  assert.equal(trace.data(2), null);
  assert.equal(trace.knows(2), false);
  assert.deepEqual(
    [...trace.waiting.values()].map(({ start }) => start),
    [10_000],
  );
  assert.deepEqual([trace.count, trace.length], [2, 2]);
});
