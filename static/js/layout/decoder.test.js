import assert from "node:assert/strict";
import test from "node:test";

import { eventTarget, seqOf } from "../model/target.js";
import { Call } from "../model/call.js";
import { Part } from "../model/decode.js";
import { cutFrame, decoded } from "../model/decode.test.js";
import { build, row, send, take } from "../model/fixture.test.js";
import { Chart } from "./chart.js";
import { runsOfDecode } from "./decodercells.js";
import { cellsOf } from "./decoders.js";
import { hit } from "./hit.js";
import { lanesOf } from "./lanes/lanes.js";
import { Size } from "./metrics.js";
import { related } from "./related.js";
import { sceneOf } from "./scene.js";
import { boxPx } from "./metrics.js";
import { frameOf, text, texts } from "./view.test.js";

const listen = { peer: 0, conn: 1, call: Call.listen };

test("the lane stands under the calls of whoever decodes, and counts frames", () => {
  const lanes = lanesOf(new Chart(cutFrame()), text);
  assert.deepEqual(lanes.map(({ kind, peer }) => [kind, peer]), [["calls", 1], ["calls", 0], ["decoder", 0]]); // prettier-ignore
  assert.deepEqual([lanes[2].name, lanes[2].about], ["lane.decoder peer.server", "lane.decoder.about 2"]);
});

test("the words of each state stand over its box, in both modes", () => {
  for (const mode of /** @type {const} */ (["event", "time"])) {
    const all = texts(sceneOf(frameOf(cutFrame(), { mode, widthPx: 2400 })).shapes);
    for (const want of [
      "decoder.needs 4 2",
      "decoder.part part.body decoder.needs 9 5",
      "decoder.frame 9 → b'hello'",
      "decoder.frame 8 → b'feng'",
      "decoder.rest 2",
    ])
      assert.ok(
        all.some((word) => word.endsWith(want)),
        `${mode}: ${want} is not in ${all.join(" | ")}`,
      );
    assert.equal(all.filter((word) => word === "mark.exact").length, 2, mode);
  }
});

test("a frame under way is open and dashed with a mark at its end, a complete one is closed in its colour", () => {
  const { shapes, zones } = sceneOf(frameOf(cutFrame(), { widthPx: 2400 }));
  const boxOf = (/** @type {number} */ seq) => {
    const zone = zones.find((z) => seqOf(z.target) === seq);
    assert.ok(zone);
    const box = shapes.find((s) => s.t === "rect" && s.h === boxPx && s.x === zone.x && s.y === zone.y + 28);
    assert.ok(box?.t === "rect");
    return box;
  };
  assert.deepEqual([boxOf(4).dash, boxOf(4).stroke], [true, "dim"]);
  assert.deepEqual([boxOf(11).dash, boxOf(11).stroke], [false, "m1"]);
  assert.equal(boxOf(13).stroke, "m2");
  const marks = shapes.filter((s) => s.t === "path" && s.color === "accent");
  assert.equal(marks.length, 2);
  const { x, w } = boxOf(4);
  assert.ok(marks.some((s) => s.t === "path" && s.points[2] === x + w - 1));
});

test("header bytes are grey and dashed by what the decoder knows, missing ones are empty cells", () => {
  const trace = build([
    listen,
    send("\0\0\0\x05hello"), // its sender says nothing of a header
    take(0, 3),
    decoded(0, { have: 3, need: 4 }),
    take(3, 6),
    decoded(0, { part: Part.frame, have: 9, length: 5, head: 4 }),
  ]);
  const look = (/** @type {number} */ n) =>
    runsOfDecode(trace, n).map(({ from, to, header }) => [from, to, header]);
  assert.deepEqual(look(0), [[0, 3, true]]);
  assert.deepEqual(look(1), [[0, 4, true], [4, 9, false]]); // prettier-ignore
  const { shapes } = sceneOf(frameOf(trace, { widthPx: 1600 }));
  assert.equal(shapes.filter((s) => s.t === "rect" && s.stroke === "line").length, 1);
  assert.ok(cellsOf(trace, 0).whole.all > 3 * 1.75);
});

test("where a frame ends that waits for a delimiter is left open", () => {
  const waits = decoded(0, { part: Part.delimiter, have: 5, need: 6 });
  const { shapes } = sceneOf(frameOf(build([listen, send("hello"), take(0, 5), waits])));
  assert.ok(shapes.some((s) => s.t === "line" && s.color === "accent" && s.dash));
  assert.ok(texts(shapes).includes("decoder.delimiter 5"));
});

test("a tail is no body either", () => {
  const trace = build([
    listen,
    send("hello\r\n"),
    take(0, 7),
    decoded(0, { part: Part.frame, have: 7, tail: 2 }),
  ]);
  const runs = runsOfDecode(trace, 0).map(({ from, to, header }) => [from, to, header]);
  assert.deepEqual(runs, [[0, 5, false], [5, 7, true]]); // prettier-ignore
});

test("a fault has a sign and its name, and nothing is missing in it", () => {
  const rows = [
    listen,
    send("GET /"),
    take(0, 4),
    decoded(0, { have: 4, need: 4, length: 2 ** 32 }, { err: "too-long" }),
  ];
  const { shapes } = sceneOf(frameOf(build(rows)));
  const all = texts(shapes);
  assert.ok(all.includes("✕ err.too-long") && all.includes("mark.fault"), all.join(" | "));
  assert.ok(!shapes.some((s) => s.t === "hatch" || (s.t === "rect" && s.stroke === "line")));
});

test("of a long body the part that is there is filled, the rest is hatched", () => {
  const trace = build([
    listen,
    send("x".repeat(65536)),
    take(0, 16384),
    decoded(0, { part: Part.body, have: 16384, need: 2 ** 20, length: 2 ** 20 }),
  ]);
  const { shapes } = sceneOf(frameOf(trace));
  assert.ok(shapes.some((s) => s.t === "hatch" && s.color === "line"));
  assert.ok(
    texts(shapes).some((words) => words.endsWith("decoder.needs 1048576 16384")),
    texts(shapes).join(" | "),
  );
});

test("ribbons tie only the bytes that a receive brought", () => {
  const frame = frameOf(cutFrame());
  const { bands } = sceneOf(frame);
  const into = (/** @type {number} */ seq) => bands.filter(({ take: to }) => to === seq);
  assert.deepEqual(into(7).map(({ send: from, color }) => [from, color]), [[6, "header"], [6, "m1"]]); // prettier-ignore
  const [last] = into(11);
  assert.deepEqual([last.send, last.color, last.ax0], [10, "m1", frame.byteX(9, 0)]);
  assert.equal(into(11).length, 1);
  assert.equal(last.ax1, frame.byteX(9, 4));
});

test("a decode is selected with its receive and its sends, and hit by its box", () => {
  const frame = frameOf(cutFrame());
  assert.deepEqual(related(frame.chart, 11), new Set([11, 2, 5, 8, 10]));
  assert.deepEqual(related(frame.chart, 10), new Set([10, 8, 9, 11]));
  const { zones } = sceneOf(frame);
  for (const seq of [4, 7, 11, 13]) {
    const zone = zones.find((z) => seqOf(z.target) === seq);
    assert.ok(zone);
    assert.deepEqual(hit(zones, zone.x + zone.w / 2, zone.y + zone.h / 2)?.target, eventTarget(seq));
  }
});

test("boxes of decodes never overlap, in no mode and at no width", () => {
  for (const mode of /** @type {const} */ (["event", "time"])) {
    for (const widthPx of [390, 760, 1200, 2400]) {
      const narrow = widthPx < 720;
      const { zones, shapes } = sceneOf(frameOf(cutFrame(), { mode, widthPx, narrow }));
      const boxes = zones.filter(({ target, h }) => [4, 7, 11, 13].includes(seqOf(target) ?? 0) && h > 30);
      assert.equal(boxes.length, 4, `${mode} ${widthPx}`);
      for (let k = 1; k < 4; k++)
        assert.ok(boxes[k].x >= boxes[k - 1].x + boxes[k - 1].w, `${mode} ${widthPx}`);
      for (const shape of shapes) {
        if (shape.t === "text") assert.ok(shape.size >= Size.small - 1e-9, `${shape.text}: ${shape.size} px`);
        for (const [key, value] of Object.entries(shape))
          if (typeof value === "number") assert.ok(Number.isFinite(value), `${shape.t}.${key}`);
      }
    }
  }
});

/** many is a stream of two-byte frames, each with its receive and its decode. */
function many(/** @type {number} */ count) {
  const trace = build([listen]);
  const add = (/** @type {Partial<import("../model/trace.js").Row>} */ fields) => {
    const start = trace.length * 1000;
    trace.addEvent(row({ ...fields, seq: trace.length + 1, start, end: start + 900 }));
  };
  for (let n = 0; n < count; n++) {
    add(send("ab", { off: 2 * n }));
    add(take(2 * n, 2));
    add(decoded(2 * n, { part: Part.frame, have: 2 }, { err: n % 100 === 99 ? "json" : "" }));
  }
  return trace;
}

test("50 000 decodes from afar are bars, whose number is bounded by pixels", () => {
  const trace = many(50_000);
  const frames = /** @type {const} */ (["event", "time"]).map((mode) => frameOf(trace, { mode }));
  for (const frame of frames) {
    const { shapes, zones, bands } = sceneOf(frame);
    assert.ok(shapes.length < 4000, `${shapes.length} shapes`);
    assert.deepEqual([zones.filter(({ target }) => (seqOf(target) ?? 0) > 1).length, bands.length], [0, 0]);
    assert.ok(texts(shapes).includes("decoder.density 50000 49500"), texts(shapes).join(" | "));
  }
});
