import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";

import { Call, carries } from "../../model/call.js";
import { feedInto, lesson, lessons } from "../../net/lessons.test.js";
import { Chart } from "../../layout/chart.js";
import { heightOf } from "../../layout/scene.js";
import { text } from "../../layout/view.test.js";
import { toggledLanes } from "../../layout/lanes/fold.js";
import { lanesOf } from "../../layout/lanes/lanes.js";
import { Thrift } from "../../layout/metrics.js";
import { Field } from "../../model/probe.js";
import { Trace } from "../../model/trace.js";

const course = new URL("../../../../lab/course/lessons/", import.meta.url);
const kinds = new Map([
  ["calls", "calls"],
  ["send queue", "send"],
  ["receive queue", "receive"],
  ["accept queue", "accept"],
  ["wire", "wire"],
  ["decoder", "decoder"],
]);
/**
 * How tall the box of a lesson's timeline is at 1366x768 and at 1280x720, at both where
 * it has many programs, and what a note under it takes away; lessons_test.go holds the
 * pages to it.
 */
const room = { laptop: 432, projector: 393, crowded: 436, note: 30 };
const leastCrowd = 4;
/** The lessons whose questions are about calls that move bytes, and nothing else. */
const ofCalls = ["as-written", "socket-layer", "tcp-echo"];

/**
 * shownBy lists the lanes that a lesson is about, as its page has them.
 * @param {string} name
 */
export function shownBy(name) {
  const written = readFileSync(new URL(`${name}/expect.txt`, course), "utf8");
  const [, lanes] = /^show (.+)$/m.exec(written) ?? [];
  return (lanes?.split(" and ") ?? []).flatMap((lane) => {
    const [, peer, words] = /^(\S+) (.+)$/.exec(lane) ?? [];
    return words === "sockets" ? [] : [`${peer} ${kinds.get(words)}`]; // those are numbers, no lane
  });
}

test("the lanes that a lesson is about are there and stay open, and so do calls with bytes", () => {
  for (const name of lessons) {
    const named = shownBy(name);
    assert.equal(named.length === 0, ofCalls.includes(name), `${name} is about the lanes ${named}`);
    const trace = lesson(name);
    const chart = new Chart(trace);
    const { call, got } = trace.columns;
    for (const byEvent of [true, false]) {
      const lanes = lanesOf(chart, text, { byEvent, roomPx: 0, named });
      const of = (/** @type {import("../../layout/lanes/lanes.js").Placed} */ { peer, kind }) =>
        `${trace.peers[peer]} ${kind}`;
      for (const lane of named) assert.ok(lanes.some((one) => of(one) === lane), `${name} has no lane ${lane}`); // prettier-ignore
      for (const lane of lanes.filter(({ folded }) => folded)) {
        assert.ok(!named.includes(of(lane)), `${name} folds ${of(lane)}`);
        const calls = lane.kind === "calls" ? chart.strands[lane.peer].all.events : null;
        const bytes = calls && [...calls.at.subarray(0, calls.length)].some((i) => carries(call.at[i]) && got.at[i] > 0); // prettier-ignore
        assert.ok(!bytes, `${name} folds ${of(lane)}, which has bytes`);
      }
    }
  }
});

test("lanes fold until they have room: empty queues first; at last they share one strip, and all open again", () => {
  let strips = 0;
  for (const name of lessons) {
    const trace = lesson(name);
    const named = shownBy(name);
    const chart = new Chart(trace);
    for (const byEvent of [true, false]) {
      const look = { byEvent, named };
      const whole = lanesOf(chart, text, look);
      assert.ok(whole.every(({ folded }) => !folded), name); // prettier-ignore
      for (let roomPx = heightOf(whole); roomPx > 200; roomPx -= 9) {
        const lanes = lanesOf(chart, text, { ...look, roomPx });
        const strip = lanes.find(({ keys }) => keys);
        const shut = strip?.keys ?? lanes.filter(({ folded }) => folded).map(({ key }) => key);
        const where = `${name} in ${roomPx} px folds ${shut}`;
        if (strip) strips++;
        if (heightOf(lanes) > roomPx) assert.ok(shut.length < 2 || strip, where);
        if (shut.some((key) => key.startsWith("wire"))) {
          const empty = whole.filter(({ kind, peer, sockets }) => kind === "send" && !named.includes(`${trace.peers[peer]} send`) && sockets.every((s) => s.most.outq.max() <= 0)); // prettier-ignore
          assert.ok(empty.every(({ key }) => shut.includes(key)), `${where}, not an empty queue`); // prettier-ignore
        }
        const own = lanesOf(chart, text, { ...look, roomPx, open: Object.fromEntries(shut.map((key) => [key, true])) }); // prettier-ignore
        assert.ok(own.every(({ key, folded }) => !folded || !shut.includes(key)), where); // prettier-ignore
        const all = lanesOf(chart, text, { ...look, roomPx, open: toggledLanes(lanes) });
        assert.equal(all.some(({ folded }) => folded), false, where); // prettier-ignore
        const apart = strip && lanesOf(chart, text, { ...look, roomPx, open: { [strip.key]: true } });
        for (const key of strip?.keys ?? [])
          assert.ok(
            apart?.find((lane) => lane.key === key),
            where,
          );
      }
    }
  }
  assert.ok(strips > 100, `${strips} strips`);
});

/**
 * Busy are traces of lessons as a machine with other work makes them: every connection
 * waits to be accepted, and every probe finds something in its queue.
 * @param {string} name
 * @param {{ late: boolean, full: boolean, wire: boolean }} how wire: with captured segments
 */
function busy(name, { late, full, wire }) {
  const trace = new Trace(lesson(name).hello);
  let listener = 0;
  const filled = (/** @type {ArrayLike<number> | null} */ probe) =>
    probe && Array.from(probe, (value, field) => (field === Field.inq || field === Field.outq) && value === 0 ? 1 : value); // prettier-ignore
  const sink = {
    addEvent(/** @type {import("../../model/row.js").Row} */ row) {
      const { start, end, probe, far } = row;
      if (late && row.call === Call.connect) row.end = start + 1;
      if (late && row.call === Call.accept) row.start = Math.max(start, end - 1);
      if (row.call === Call.listen) listener = row.conn;
      const asks = listener > 0 && (row.call === Call.connect || row.call === Call.accept);
      if (late && asks) row.details = { accepts: { conn: listener, waiting: 1, max: 5 }, ...row.details };
      if (full) [row.probe, row.far] = [filled(probe), filled(far)];
      trace.addEvent(row);
      Object.assign(row, { start, end, probe, far });
    },
    addSegment(/** @type {import("../../model/capture.js").SegmentRow} */ row) {
      if (wire) trace.addSegment(row);
    },
  };
  feedInto(name, new Proxy(trace, { get: (_, key) => Reflect.get(sink, key) ?? Reflect.get(trace, key).bind(trace) })); // prettier-ignore
  return trace;
}

test("the lanes of any run of a lesson fit into its box, with the note that nothing was captured too", () => {
  const seen = new Set();
  for (const name of lessons) {
    const named = shownBy(name);
    for (let bits = 0; bits < 8; bits++) {
      const how = { late: (bits & 1) > 0, full: (bits & 2) > 0, wire: (bits & 4) > 0 };
      const chart = new Chart(busy(name, how));
      const { laptop, projector, crowded } = room;
      for (const box of chart.trace.peers.length < leastCrowd ? [laptop, projector] : [crowded]) {
        const roomPx = box - (how.wire ? 0 : room.note);
        const lanes = lanesOf(chart, text, { byEvent: true, named, roomPx });
        const where = `${name} ${JSON.stringify(how)} in ${roomPx} px`;
        assert.ok(heightOf(lanes) <= roomPx, `${where}: ${heightOf(lanes)}`);
        for (const { kind, folded } of lanes) seen.add(`${kind} ${folded ? "folded" : "open"}`);
      }
    }
  }
  for (const lane of ["accept open", "send open", "receive open", "rest folded", "decoder open"])
    assert.ok(seen.has(lane), `${lane} is never there: ${[...seen]}`);
});

test("an accept queue is folded last, where somebody waited and the lesson is about something else", () => {
  const trace = busy("length-attack", { late: true, full: true, wire: true });
  const chart = new Chart(trace);
  const openIn = (/** @type {number} */ roomPx, named = shownBy("length-attack")) =>
    lanesOf(chart, text, { byEvent: true, named, roomPx }).flatMap(({ kind, folded }) => (folded ? [] : [kind])); // prettier-ignore
  assert.ok(openIn(Infinity).includes("accept"));
  assert.deepEqual(openIn(room.crowded), ["calls", "calls", "calls", "calls", "decoder"]);
  assert.ok(openIn(room.crowded, ["server accept"]).includes("accept"), "one that the lesson is about stays");
  const idle = new Chart(lesson("nobody-accepts"));
  for (let roomPx = 600; roomPx > 200; roomPx -= 9) {
    const lanes = lanesOf(idle, text, { byEvent: true, named: ["client send"], roomPx });
    const isOpen = (/** @type {string} */ kind) => lanes.some((lane) => lane.kind === kind && !lane.folded);
    assert.ok(isOpen("accept") || !isOpen("wire"), `in ${roomPx} px of a server that never accepts`);
  }
});

test("on a laptop a short lesson has all its lanes; on a projector only a queue that was always empty is folded", () => {
  const chart = new Chart(lesson("hello-feng"));
  const named = shownBy("hello-feng");
  for (const byEvent of [true, false]) {
    const foldedIn = (/** @type {number} */ roomPx) => {
      const lanes = lanesOf(chart, text, { byEvent, named, roomPx });
      assert.ok(heightOf(lanes) <= roomPx, `${heightOf(lanes)} of ${roomPx} px`);
      return lanes.filter(({ folded }) => folded).map(({ key }) => key);
    };
    assert.deepEqual(foldedIn(room.laptop), []);
    assert.deepEqual(foldedIn(room.projector), ["send.1"]);
  }
});

test("lanes leave out what is empty before one with something in it is folded, and names where all else is not enough", () => {
  const chart = new Chart(lesson("hello-feng"));
  const shownIn = (/** @type {boolean} */ byEvent, /** @type {number} */ roomPx) => {
    const lanes = lanesOf(chart, text, { byEvent, roomPx });
    return [lanes[0].thrift, lanes.every(({ key, folded }) => folded || key !== "wire.1")];
  };
  for (const [byEvent, roomPx, thrift, wireIsFolded] of /** @type {const} */ ([
    [true, 390, Thrift.none, false],
    [true, 330, Thrift.low, false],
    [false, 400, Thrift.none, false],
    [false, 394, Thrift.low, false],
    [false, 385, Thrift.none, true],
    [false, 250, Thrift.lowest, true],
  ]))
    assert.deepEqual(shownIn(byEvent, roomPx), [thrift, wireIsFolded], `${byEvent ? "by event" : "by time"} in ${roomPx} px`); // prettier-ignore
});
