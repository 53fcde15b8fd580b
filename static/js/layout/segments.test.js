import assert from "node:assert/strict";
import test from "node:test";

import { eventTarget, segmentOf, segmentTarget } from "../model/target.js";
import { Call } from "../model/call.js";
import { TCPFlag } from "../model/capture.js";
import { segment, shaken, wired } from "../model/capture.test.js";
import { build, probe, row, send, sticky, take } from "../model/fixture.test.js";
import { Verdict } from "../model/verdict.js";
import { Chart } from "./chart.js";
import { hit } from "./hit.js";
import { lanesOf } from "./lanes/lanes.js";
import { overlayShapes } from "./overlay.js";
import { relatedTo } from "./related.js";
import { sceneOf } from "./scene.js";
import { segmentWords } from "./segmentwords.js";
import { segmentBoxPx } from "./metrics.js";
import { frameOf, text, texts } from "./view.test.js";

const { ACK, PSH, FIN, RST } = TCPFlag;

/** hello and feng, captured: two segments of data, two acknowledgments. */
const captured = () =>
  wired(sticky(), [
    ...shaken(22_000),
    { at: 103_000, flags: PSH | ACK, len: 5 },
    { at: 104_000, from: 3, to: 2, ack: 5 },
    { at: 133_000, flags: PSH | ACK, seq: 5, len: 4 },
    { at: 134_000, from: 3, to: 2, ack: 9 },
    { at: 50_050_000, flags: FIN | ACK, seq: 9 },
  ]);

/** @param {import("./shapes.js").Zone[]} zones */
const numbers = (zones) => zones.flatMap(({ target }) => segmentOf(target) ?? []).sort((a, b) => a - b);

test("the words of a segment: its bytes from 1 on as in a capture, and what it does", () => {
  const trace = wired(build([]), [
    { len: 5, flags: PSH | ACK },
    { seq: 5, len: 1 },
    { seq: 6, len: 3000, count: 3, flags: FIN | ACK },
    ...shaken(9000),
    { flags: FIN | ACK, seq: 9 },
    { flags: RST },
  ]);
  /** @type {[number, boolean, string][]} */
  const cases = [
    [0, false, "↓ seq 1–5"],
    [1, true, "↑ seq 6"],
    [2, false, "↓ seq 7–3006 ×3 FIN"],
    [3, false, "↓ SYN"],
    [4, true, "↑ SYN ACK"],
    [6, false, "↓ FIN"],
    [7, true, "↑ RST"],
  ];
  for (const [n, up, want] of cases) assert.equal(segmentWords(trace, n, up)[0], want);
  assert.deepEqual(segmentWords(trace, 2, false).slice(-2), ["↓×3", "↓"]);
});

test("a segment that closes has its name in its box or below it, however small that is", () => {
  const trace = captured();
  const fin = trace.segments.length - 1;
  let small = 0;
  for (let to = 1000; to < 3000; to += 10) {
    const frame = frameOf(trace, { to });
    if (frame.segmentX(fin) > frame.rightPx - 120) continue;
    const said = texts(sceneOf(frame).shapes).filter((words) => words.includes("FIN"));
    assert.equal(said.length, 1, `at ${frame.zoom}: ${said}`);
    if (frame.segmentPx(fin) < 40) small++;
  }
  assert.ok(small > 50, `${small} small ones`);
});

test("captured segments have a lane that says so, and what is missing in it", () => {
  const trace = captured();
  const wire = () => lanesOf(new Chart(trace), text).find(({ kind }) => kind === "wire");
  assert.equal(wire()?.about, "lane.wire.captured 8");
  trace.addSegmentsLost(3);
  assert.equal(wire()?.about, "lane.wire.missed 8 3");
  const counted = lanesOf(new Chart(sticky()), text).find(({ kind }) => kind === "wire");
  assert.equal(counted?.about, "lane.wire.about 2");
});

test("each segment has its place, by event and by real time", () => {
  for (const mode of /** @type {const} */ (["event", "time"])) {
    const { shapes, zones } = sceneOf(
      frameOf(captured(), { mode, ...(mode === "time" ? { to: 160_000 } : {}) }),
    );
    const want = mode === "time" ? [1, 2, 3, 4, 5, 6, 7] : [1, 2, 3, 4, 5, 6, 7, 8];
    assert.deepEqual(numbers(zones), want, mode);
    const said = texts(shapes).join("|");
    for (const word of ["SYN", "1–5", "6–9"])
      assert.ok(said.includes(word), `${mode}: ${word} is not in ${said}`);
  }
});

test("by event no segment lies over another, and each lies between what came before and after it", () => {
  const frame = frameOf(captured());
  const { zones } = sceneOf(frame);
  const places = zones.filter(({ target }) => segmentOf(target)).sort((a, b) => a.x - b.x);
  for (let k = 1; k < places.length; k++) {
    assert.ok(places[k].x >= places[k - 1].x + places[k - 1].w, `${k}`);
  }
  const x = (/** @type {number} */ number) =>
    places.find(({ target }) => segmentOf(target) === number)?.x ?? NaN;
  assert.ok(x(4) > frame.startX(3) && x(4) < frame.endX(3));
  assert.ok(x(6) > frame.startX(4) && x(6) < frame.endX(4));
});

test("ribbons go through the segments that carried the bytes", () => {
  const frame = frameOf(captured());
  const { bands, zones } = sceneOf(frame);
  const box = zones.find(({ target }) => segmentOf(target) === 4);
  const hello = bands.filter((band) => band.send === 4);
  assert.equal(hello.length, 3, "send, segment, queue, receive");
  assert.ok(box && hello[0].bx0 >= box.x && hello[0].bx1 <= box.x + box.w);
  assert.deepEqual([hello[0].bx0, hello[0].bx1], [hello[1].ax0, hello[1].ax1]);
});

test("a message in two segments is cut there, two messages in one join there", () => {
  const { shapes, bands } = sceneOf(
    frameOf(
      wired(
        build([
          { peer: 0, conn: 1, call: Call.listen },
          send("hello", { start: 100_000 }),
          send("feng", { off: 5, start: 200_000 }),
          take(0, 9, { start: 900_000, verdict: Verdict.coalesced }),
        ]),
        [
          { at: 105_000, len: 3 },
          { at: 205_000, seq: 3, len: 6 },
        ],
      ),
    ),
  );
  const all = texts(shapes);
  assert.equal(all.filter((word) => word === "mark.split").length, 1);
  assert.equal(all.filter((word) => word === "mark.coalesced").length, 2, "the segment and the receive");
  assert.equal(bands.filter((band) => band.send === 2).length, 4, "hello goes two ways, each in two legs");
  assert.equal(bands.filter((band) => band.send === 3).length, 2);
  assert.ok(shapes.some((s) => s.t === "rect" && s.stroke === "coalesced" && s.h === segmentBoxPx));
});

test("framed messages in one segment are no joint", () => {
  const trace = wired(
    build([send("\0\x05hello", { head: 2 }), send("\0\x04feng", { head: 2, off: 7, start: 300_000 })]),
    [{ at: 310_000, len: 13 }],
  );
  assert.ok(!texts(sceneOf(frameOf(trace)).shapes).includes("mark.coalesced"));
});

test("bytes that were on the wire before are named, and no ribbon goes through them", () => {
  const trace = wired(captured(), [{ at: 60_000_000, seq: 5, len: 4 }]);
  const { shapes, bands } = sceneOf(frameOf(trace));
  assert.ok(texts(shapes).includes("mark.again"));
  const ways = (/** @type {import("./shapes.js").Band[]} */ some) =>
    some.filter(({ send }) => send === 5).length;
  assert.equal(ways(bands), ways(sceneOf(frameOf(captured())).bands));
});

test("a segment of a socket that is not known yet waits for its lane", () => {
  const trace = wired(build([]), shaken(1000));
  const chart = new Chart(trace);
  assert.equal(chart.wires.peerOf(0), -1);
  trace.addEvent(row({ seq: 1, peer: 1, conn: 2, call: Call.connect, end: 30_000 }));
  chart.update();
  assert.deepEqual([0, 1, 2].map((n) => chart.wires.peerOf(n)), [1, 1, 1]); // prettier-ignore
  assert.equal(chart.order.points.filter((x) => x > 0).length, 3);
});

test("a click finds the segment, a selection marks its sends and receives", () => {
  const frame = frameOf(captured());
  const scene = sceneOf(frame);
  const zone = scene.zones.find(({ target }) => segmentOf(target) === 6);
  assert.ok(zone);
  assert.deepEqual(hit(scene.zones, zone.x + zone.w / 2, zone.y + 5)?.target, segmentTarget(6));
  assert.deepEqual(relatedTo(frame.chart, 6), new Set([5, 6]));
  assert.deepEqual(relatedTo(frame.chart, 5), new Set());
  const marked = { selected: segmentTarget(6), hovered: segmentTarget(4), cursorPx: null };
  const rings = overlayShapes(frame, scene, marked).flatMap((s) => (s.t === "rect" ? [s.stroke] : []));
  assert.deepEqual(rings.sort(), ["accent", "accent", "accent", "dim"]);
  const event = { ...marked, hovered: null, selected: eventTarget(5) };
  const both = overlayShapes(frame, scene, event).filter((s) => s.t === "rect" && s.stroke === "accent");
  assert.equal(both.length, 3, "the send, its segment, its receive");
});

/** hello to a queue that takes one datagram, feng to one without room, then one to nobody. */
function udp() {
  const to = { call: Call.sendto, farConn: 1, probe: probe({ outq: 0 }) };
  const trace = build(
    [
      { peer: 0, conn: 1, call: Call.bind },
      send("hello", { ...to, start: 50_000, far: probe({ inq: 5, drops: 0 }) }),
      send("feng", { ...to, off: 1, start: 100_000, far: probe({ inq: 5, drops: 1 }) }),
      send("gone", { ...to, off: 2, start: 150_000, farConn: 0 }),
      take(0, 5, { conn: 1, call: Call.recvfrom, start: 400_000 }),
    ],
    { transport: "udp" },
  );
  trace.addLost(3);
  trace.addLost(4);
  const at = { flags: 0, seq: -1, ack: -1, window: 0, to: 1 };
  return wired(trace, [
    { ...at, at: 52_000, len: 5 },
    { ...at, at: 102_000, len: 4 },
    { ...at, at: 152_000, len: 4, to: 0 },
  ]);
}

test("a datagram that was dropped shows its loss at the receive queue, one to nobody on the wire", () => {
  const frame = frameOf(udp());
  const { shapes, lanes, bands } = sceneOf(frame);
  assert.deepEqual(lanes.map(({ kind }) => kind), ["calls", "send", "wire", "receive", "calls"]); // prettier-ignore
  assert.equal(lanes[2].name, "lane.wire.datagrams");
  const [, , wire, queue] = lanes;
  const lost = shapes.flatMap((s) => (s.t === "badge" && s.text === text("mark.lost") ? [s.y] : []));
  const inLane = (/** @type {number} */ y, /** @type {{ y: number, h: number }} */ lane) =>
    y >= lane.y && y <= lane.y + lane.h;
  assert.equal(lost.filter((y) => inLane(y, queue)).length, 1);
  assert.equal(lost.filter((y) => inLane(y, wire)).length, 1);
  assert.equal(texts(shapes).filter((word) => word === "wire.dropped 1").length, 1);
  assert.ok(texts(shapes).includes("↓ 5 B"));
  for (const widthPx of [750, 900, 1200]) {
    const mode = widthPx < 1000 ? "event" : "folded";
    const words = texts(sceneOf(frameOf(udp(), { widthPx, mode })).shapes);
    assert.equal(words.filter((word) => word === "↓ 4 B").length, 2, `${widthPx} px: the sign of a loss hides the words`); // prettier-ignore
  }
  assert.equal(bands.filter((band) => band.send === 2).length, 3);
});

test("an empty datagram has its way through its box too", () => {
  const trace = build(
    [
      { peer: 0, conn: 1, call: Call.bind },
      send("", { call: Call.sendto, farConn: 1, start: 50_000 }),
      take(0, 0, { conn: 1, call: Call.recvfrom, start: 90_000 }),
    ],
    { transport: "udp" },
  );
  assert.equal(sceneOf(frameOf(trace)).bands.length, 1);
  wired(trace, [{ at: 52_000, to: 1, flags: 0, seq: -1, ack: -1 }]);
  const { bands, zones } = sceneOf(frameOf(trace));
  const box = zones.find(({ target }) => segmentOf(target) === 1);
  assert.equal(bands.length, 2);
  assert.deepEqual([bands[0].bx0, bands[0].by, bands[1].ax0], [box?.x, box?.y, box?.x]);
});

test("100 000 segments from afar cost by the pixel, closer each has its box", () => {
  const trace = build([{ peer: 0, conn: 1, call: Call.listen }, send("x", { start: 30_000 })]);
  for (let number = 1; number <= 100_000; number++) {
    const up = number % 2 === 0;
    trace.addSegment(
      segment({
        number,
        at: number * 1000,
        from: up ? 3 : 2,
        to: up ? 2 : 3,
        seq: up ? 0 : number * 10,
        len: up ? 0 : 20,
      }),
    );
  }
  for (const mode of /** @type {const} */ (["event", "time"])) {
    const { shapes, zones } = sceneOf(frameOf(trace, { mode }));
    assert.ok(shapes.length < 1500, `${mode}: ${shapes.length} shapes`);
    assert.equal(numbers(zones).length, 0);
    assert.ok(texts(shapes).includes("wire.density 100000"), mode);
  }
  const close = sceneOf(frameOf(trace, { mode: "time", from: 50_000_000, to: 50_020_000 }));
  assert.ok(numbers(close.zones).length >= 20);
});

test("nothing that is drawn of segments has a place that is not a number", () => {
  for (const trace of [captured(), udp(), wired(build([]), shaken(0))]) {
    for (const mode of /** @type {const} */ (["event", "time"])) {
      for (const narrow of [false, true]) {
        const { shapes } = sceneOf(frameOf(trace, { mode, narrow, widthPx: narrow ? 390 : 1200 }));
        for (const shape of shapes) {
          for (const [key, value] of Object.entries(shape)) {
            if (typeof value === "number") assert.ok(Number.isFinite(value), `${shape.t}.${key} is ${value}`);
          }
        }
      }
    }
  }
});
