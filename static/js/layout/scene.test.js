import assert from "node:assert/strict";
import test from "node:test";

import { eventTarget, seqOf } from "../model/target.js";
import { Call } from "../model/call.js";
import { build, datagrams, probe, row, send, sticky, take } from "../model/fixture.test.js";
import { Verdict } from "../model/verdict.js";
import { Chart } from "./chart.js";
import { paced } from "./crowds.test.js";
import { hit } from "./hit.js";
import { lanesOf } from "./lanes/lanes.js";
import { overlayShapes } from "./overlay.js";
import { related } from "./related.js";
import { BandPx, boxPx, textPx } from "./metrics.js";
import { heightOf, sceneOf } from "./scene.js";
import { frameOf, text, texts } from "./view.test.js";

/** @param {number[]} numbers */
const rising = (numbers) => numbers.every((n, k) => k === 0 || n >= numbers[k - 1]);

test("two sends, one recv: five lanes, from the client down to the server", () => {
  const lanes = lanesOf(new Chart(sticky()), text);
  assert.deepEqual(
    lanes.map(({ kind, name }) => `${kind}: ${name}`),
    [
      "calls: lane.calls peer.client",
      "send: lane.send peer.client",
      "wire: lane.wire",
      "receive: lane.receive peer.server",
      "calls: lane.calls peer.server",
    ],
  );
  assert.ok(rising(lanes.map((lane) => lane.y)));
  assert.equal(lanes[2].about, "lane.wire.about 2");
  assert.equal(heightOf(lanes), lanes[4].y + lanes[4].h);
});

test("lanes are only there where something was measured", () => {
  /** @type {[string, import("../model/trace.js").Trace, string[]][]} */
  const cases = [
    ["no events", build([]), ["calls", "calls"]],
    ["no probes", build([send("x", { farConn: 0 }), take(0, 1, { farConn: 0 })]), ["calls", "calls"]],
    ["datagrams with a queue", datagrams(), ["calls", "receive", "calls"]],
    [
      "a queue of replies that held bytes",
      build([
        { peer: 0, conn: 1, call: Call.listen },
        send("q", { probe: probe({ outq: 0 }), far: probe({ inq: 0 }) }),
        {
          ...send("r", { far: probe({ inq: 1 }) }),
          peer: 0,
          conn: 3,
          stream: 3,
          farConn: 2,
          probe: probe({ outq: 1 }),
        },
      ]),
      ["calls", "receive", "send", "send", "receive", "calls"],
    ],
  ];
  for (const [name, trace, want] of cases) {
    const lanes = lanesOf(new Chart(trace), text);
    assert.deepEqual(lanes.map((lane) => lane.kind), want, name); // prettier-ignore
  }
});

test("several clients: lanes for each, the server at the bottom", () => {
  const trace = build(
    [
      { peer: 0, conn: 1, call: Call.listen },
      { ...send("a", { far: probe({ inq: 1 }) }), conn: 2, peer: 1, farConn: 4, stream: 2 },
      { ...send("b", { far: probe({ inq: 1 }) }), conn: 3, peer: 2, farConn: 5, stream: 3 },
      { peer: 0, conn: 4, call: Call.accept, farConn: 2 },
      { peer: 0, conn: 5, call: Call.accept, farConn: 3 },
    ],
    { peers: ["server", "one", "two"] },
  );
  const lanes = lanesOf(new Chart(trace), text);
  assert.deepEqual(
    lanes.map(({ kind, peer }) => [kind, peer]),
    [
      ["calls", 1],
      ["receive", 0],
      ["calls", 2],
      ["receive", 0],
      ["calls", 0],
    ],
  );
});

test("two sends, one recv: the scene shows letters, cells, the join and both segments", () => {
  const { shapes } = sceneOf(frameOf(sticky()));
  const all = texts(shapes);
  for (const want of [
    "mark.coalesced",
    "A",
    "B",
    "h",
    "g",
    "recv(10) → 9",
    "↓ wire.segments 1",
    "queue.joined 9",
    "queue.empty",
    "A 5",
    "listen",
  ]) {
    assert.ok(all.includes(want), `${want} is not in ${all.join(" | ")}`);
  }
  assert.ok(shapes.some((s) => s.t === "rect" && s.stroke === "coalesced"));
});

test("a queue names what it held of a message, inside the stretch in which it held that much", () => {
  const trace = build([
    send("x".repeat(60), { far: probe({ inq: 10 }) }),
    take(0, 4, { start: 400_000, probe: probe({ inq: 40 }) }),
    take(4, 40, { start: 900_000, probe: probe({ inq: 16 }) }),
    take(44, 16, { start: 990_000 }),
  ]);
  const { shapes } = sceneOf(frameOf(trace, { widthPx: 1440 }));
  const label = shapes.find((s) => s.t === "text" && /^A \d+$/.test(s.text));
  assert.ok(label && label.t === "text" && label.text === "A 40", JSON.stringify(label));
  const [from, to] = [label.x, label.x + textPx(label.text, label.size)];
  const held = shapes
    .flatMap((s) => (s.t === "rect" && s.alpha === 0.3 ? [s] : []))
    .sort((a, b) => b.h - a.h)[0];
  assert.ok(from > held.x && to < held.x + held.w, `${from}-${to} in ${held.x}-${held.x + held.w}`);
});

test("bytes that came while a receive went on are not drawn at its start", () => {
  const trace = build([
    send("hello", { start: 10_000, far: probe({ inq: 5 }) }),
    take(0, 5, { start: 100_000, end: 900_000, probe: probe({ inq: 4 }) }),
    send("feng", { off: 5, start: 500_000, end: 700_000, farConn: 0 }),
    take(5, 4, { start: 2_000_000, probe: probe({ inq: 0 }) }),
  ]);
  const frame = frameOf(trace, { mode: "time", widthPx: 1440 });
  const feng = sceneOf(frame).shapes.filter((s) => s.t === "rect" && s.alpha === 0.3 && s.fill === "m2");
  assert.deepEqual(feng.map((s) => s.t === "rect" && s.x), [frame.endX(1)]); // prettier-ignore
});

test("where a send queue has no room for all its numbers, what was most unsent is written, in its tone", () => {
  const trace = build([
    send("hello", { start: 0, end: 50, probe: probe({ outq: 5, unsent: 0 }) }),
    send("hello", { off: 5, start: 101, end: 102, probe: probe({ outq: 10, unsent: 4 }) }),
    take(0, 10, { start: 90_000_000 }),
    send("!", { off: 10, start: 90_000_100, end: 90_000_200, probe: probe({ outq: 0, unsent: 0 }) }),
  ]);
  const { shapes, lanes } = sceneOf(frameOf(trace, { mode: "time", widthPx: 1440 }));
  const all = texts(shapes);
  assert.ok(all.includes("queue.unsent 4 · queue.unacked 6"), all.join(" | "));
  assert.ok(!all.some((words) => words === "10" || words === "5"), all.join(" | "));
  const lane = lanes.find(({ kind }) => kind === "send");
  const tones = shapes.filter((s) => s.t === "rect" && s.fill === "dim" && s.y >= (lane?.y ?? 0));
  assert.equal(tones.length, 1);
});

test("closer, a queue names each message in it, and a wait is named too", () => {
  const trace = sticky();
  const { order } = new Chart(trace);
  const queue = texts(sceneOf(frameOf(trace, { from: order.ends[4] - 20, to: order.ends[4] + 20 })).shapes);
  assert.ok(queue.includes("B 4"), queue.join(" | "));
  const wait = texts(sceneOf(frameOf(trace, { from: order.starts[2], to: order.ends[2] })).shapes);
  assert.ok(wait.includes("call.waited 55 µs"), wait.join(" | "));
});

test("nothing that is drawn has a place that is not a number", () => {
  for (const mode of /** @type {const} */ (["event", "time"])) {
    for (const trace of [sticky(), datagrams(), build([])]) {
      for (const narrow of [false, true]) {
        const { shapes } = sceneOf(frameOf(trace, { mode, narrow, widthPx: narrow ? 390 : 1200, to: 5e5 }));
        for (const shape of shapes) {
          for (const [key, value] of Object.entries(shape)) {
            if (typeof value === "number") assert.ok(Number.isFinite(value), `${shape.t}.${key} is ${value}`);
          }
        }
      }
    }
  }
});

test("ribbons run from the send through wire and queue to the receive, without a gap", () => {
  const frame = frameOf(sticky());
  const { bands, lanes } = sceneOf(frame);
  const hello = bands.filter((band) => band.send === 4);
  assert.equal(hello.length, 3);
  assert.ok(hello.every((band) => band.take === 6 && band.color === "m1"));
  assert.equal(hello[0].ay, lanes[0].top + BandPx.event.boxTop + boxPx);
  assert.equal(hello[0].ax0, frame.byteX(3, 0));
  assert.equal(hello[0].ax1, frame.byteX(3, 5));
  assert.deepEqual([hello[0].bx0, hello[0].bx1], [hello[1].ax0, hello[1].ax1]);
  assert.equal(hello[2].by, lanes[4].top + BandPx.event.boxTop);
  assert.equal(hello[2].bx1, frame.byteX(5, 5));
  assert.ok(rising(hello.flatMap((band) => [band.ay, band.by])));
});

test("replies run upwards", () => {
  const reply = { ...send("HI"), peer: 0, conn: 3, stream: 3, farConn: 2 };
  const trace = build([
    { peer: 0, conn: 3, call: Call.accept },
    { peer: 0, conn: 1, call: Call.listen },
    reply,
    { ...take(0, 2), peer: 1, conn: 2, stream: 3 },
  ]);
  const { bands } = sceneOf(frameOf(trace));
  assert.equal(bands.length, 1);
  assert.ok(bands[0].by < bands[0].ay);
});

test("header bytes are grey and dashed, in cells and ribbons", () => {
  const trace = build([
    { peer: 0, conn: 1, call: Call.listen },
    send("\0\0\0\x05hello", { head: 4 }),
    take(0, 4),
    take(4, 5),
  ]);
  const { shapes, bands } = sceneOf(frameOf(trace));
  assert.deepEqual(
    bands.map((band) => band.color),
    ["header", "m1"],
  );
  const dashed = shapes.filter((s) => s.t === "rect" && s.dash && s.fill === "header");
  assert.equal(dashed.length, 8);
  assert.ok(texts(shapes).includes("05"));
});

test("every verdict has its sign", () => {
  const big = send("hello feng");
  /** @type {[string, Partial<import("../model/trace.js").Row>[], string, number][]} */
  const cases = [
    ["exact", [big, take(0, 10)], "mark.exact", 1],
    [
      "split at its end, then at its start",
      [big, take(0, 2, { verdict: 4 }), take(2, 8, { verdict: 4 })],
      "mark.split",
      2,
    ],
    ["split at both ends", [big, take(0, 2, { verdict: 4 }), take(2, 3, { verdict: 4 })], "mark.split", 3],
    [
      "three joined",
      [send("aaa"), send("bbb", { off: 3 }), send("ccc", { off: 6 }), take(0, 9, { verdict: 2 })],
      "mark.coalesced",
      2,
    ],
  ];
  for (const [name, rows, mark, want] of cases) {
    const trace = build([{ peer: 0, conn: 1, call: Call.listen }, ...rows]);
    const marks = texts(sceneOf(frameOf(trace)).shapes).filter((word) => word === mark);
    assert.equal(marks.length, want, name);
  }
  const all = texts(sceneOf(frameOf(datagrams())).shapes);
  assert.ok(all.includes("mark.truncated") && all.includes("mark.lost"), all.join(" | "));
});

test("errors are named, and the call that still waits", () => {
  const trace = build([
    { peer: 0, conn: 1, call: Call.listen },
    { peer: 1, conn: 2, call: Call.connect, err: "ECONNREFUSED" },
    { peer: 1, conn: 2, call: Call.recv, asked: 5, err: "ECONNRESET" },
  ]);
  trace.addWaiting({ peer: 0, conn: 1, call: Call.accept, step: 3, asked: 0, start: 200_000 });
  for (const mode of /** @type {const} */ (["event", "time"])) {
    const frame = frameOf(trace, { mode });
    frame.nowNs = 400_000;
    const all = texts(sceneOf(frame).shapes);
    assert.ok(all.includes("recv(5) → ECONNRESET"), all.join(" | "));
    assert.ok(
      all.some((word) => word.includes("ECONNREFUSED")),
      all.join(" | "),
    );
  }
  assert.ok(texts(sceneOf(frameOf(trace, { to: 700 })).shapes).includes("call.waiting accept()"));
});

test("after four colours a pattern tells messages apart", () => {
  const rows = Array.from({ length: 6 }, (_, n) => send("ab", { off: 2 * n }));
  const { shapes } = sceneOf(frameOf(build([{ peer: 0, conn: 1, call: Call.listen }, ...rows])));
  const patterns = shapes.flatMap((s) =>
    s.t === "rect" && s.fill === "m1" && s.stroke === "m1" ? [s.pattern] : [],
  );
  assert.deepEqual(patterns, [0, 0, 1, 1]);
});

test("a hit gives the event under a point, by its boxes", () => {
  const frame = frameOf(sticky());
  const { zones } = sceneOf(frame);
  for (const seq of [4, 5, 6]) {
    const zone = zones.find((z) => seqOf(z.target) === seq);
    assert.ok(zone);
    assert.deepEqual(hit(zones, zone.x + zone.w / 2, zone.y + zone.h / 2)?.target, eventTarget(seq));
  }
  assert.equal(hit(zones, 5, 5), null);
});

test("a selection marks the send and its receives", () => {
  const trace = sticky();
  const frame = frameOf(trace);
  const scene = sceneOf(frame);
  assert.deepEqual(related(frame.chart, 4), new Set([4, 6]));
  assert.deepEqual(related(frame.chart, 6), new Set([6, 4, 5]));
  assert.deepEqual(related(frame.chart, 99), new Set([99]));
  const shapes = overlayShapes(frame, scene, {
    selected: eventTarget(6),
    hovered: eventTarget(4),
    cursorPx: 400,
  });
  const rings = shapes.filter((s) => s.t === "rect" && s.stroke === "accent");
  assert.equal(rings.length, 3);
  assert.ok(shapes.some((s) => s.t === "line" && s.x1 === 400));
  assert.equal(shapes.filter((s) => s.t === "band").length, scene.bands.length);
});

test("views from afar stay bounded by pixels, whatever the number of calls", () => {
  const trace = build([{ peer: 0, conn: 1, call: Call.listen }]);
  for (let n = 0; n < 20_000; n++) {
    const at = n * 5000;
    trace.addEvent(
      row({
        ...send("ab", {
          off: 2 * n,
          probe: probe({ outq: n % 7, segs_out: n + 1 }),
          far: probe({ inq: n % 50 }),
        }),
        seq: trace.length + 1,
        start: at,
        end: at + 900,
      }),
    );
  }
  for (const mode of /** @type {const} */ (["event", "time"])) {
    const { shapes, zones } = sceneOf(frameOf(trace, { mode }));
    assert.ok(shapes.length < 3000, `${mode}: ${shapes.length} shapes`);
    const points = shapes.reduce((most, s) => Math.max(most, s.t === "path" ? s.points.length : 0), 0);
    assert.ok(points > 100 && points <= 4 * 1100 + 8, `${mode}: ${points} coordinates`);
    assert.equal(zones.filter(({ target }) => (seqOf(target) ?? 0) > 1).length, 0);
    assert.ok(texts(shapes).includes("density 20000 40000"));
  }
});

test("of a long payload the first and the last bytes are shown until there is room for all", () => {
  const trace = build([
    { peer: 0, conn: 1, call: Call.listen },
    send("x".repeat(5000)),
    take(0, 5000, { asked: 9000 }),
  ]);
  const whole = texts(sceneOf(frameOf(trace)).shapes);
  assert.ok(whole.includes("4990 B"), whole.join(" | "));
  assert.equal(whole.filter((word) => word === "x").length, 2 * 10, "its first bytes and its last");
  const { order } = new Chart(trace);
  const close = sceneOf(frameOf(trace, { from: order.starts[1], to: order.starts[1] + 3 }));
  const cells = texts(close.shapes).filter((word) => word === "x");
  assert.ok(cells.length > 20 && cells.length < 200, `${cells.length} cells`);
});

test("by real time a box never covers the call after it", () => {
  const trace = build([
    { peer: 0, conn: 1, call: Call.listen },
    send("hello", { start: 100_000 }),
    send("feng", { off: 5, start: 120_000 }),
    { peer: 1, conn: 2, call: Call.close, start: 9_000_000 },
  ]);
  const frame = frameOf(trace, { mode: "time" });
  const [a, b] = [frame.box(1), frame.box(2)];
  assert.ok(a.x + a.w < b.x);
  assert.ok(a.x >= frame.leftPx - a.w);
});

test("a coalesced and split receive says both", () => {
  const verdict = Verdict.coalesced | Verdict.split;
  const trace = build([
    { peer: 0, conn: 1, call: Call.listen },
    send("hello"),
    send("feng", { off: 5 }),
    take(0, 7, { verdict }),
  ]);
  const all = texts(sceneOf(frameOf(trace)).shapes);
  assert.ok(all.includes("mark.coalesced") && all.includes("mark.split"));
});

test("what is selected from afar, where no box is drawn, has a line at its place", () => {
  const trace = paced(20_000);
  const nothing = { hovered: null, cursorPx: null };
  for (const mode of /** @type {const} */ (["event", "folded", "time"])) {
    const frame = frameOf(trace, { mode });
    const scene = sceneOf(frame);
    for (const seq of [2, 9_000, trace.length - 1]) {
      const shapes = overlayShapes(frame, scene, { ...nothing, selected: eventTarget(seq) });
      const spots = shapes.filter((s) => s.t === "line" && s.x1 === frame.anchorX(seq - 1));
      const rings = shapes.filter((s) => s.t === "rect" && s.stroke === "accent");
      assert.ok(spots.length === 1 || rings.length > 0, `${mode}: event ${seq} is not to be seen`);
    }
  }
  const near = frameOf(sticky());
  const shapes = overlayShapes(near, sceneOf(near), { ...nothing, selected: eventTarget(4) });
  assert.ok(!shapes.some((s) => s.t === "line"), "a box that is drawn needs no line");
});
