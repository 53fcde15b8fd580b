// Which lanes the runs of some lessons have, and what is written in them.

import assert from "node:assert/strict";
import test from "node:test";

import { Chart } from "../../layout/chart.js";
import { Frame } from "../../layout/frame.js";
import { lanesOf } from "../../layout/lanes/lanes.js";
import { heightOf, sceneOf } from "../../layout/scene.js";
import { carried } from "../../model/capture.js";
import { lesson } from "../../net/lessons.test.js";
import { textsOf } from "../catalogue.test.js";
import { Viewport } from "./viewport.js";

const text = textsOf("en");

/** @param {string} name */
const lanes = (name) => lanesOf(new Chart(lesson(name)), text);

/**
 * written lists what is written on a lesson's timeline as it is first shown.
 * @param {string} name
 */
function written(name) {
  const port = new Viewport(text);
  port.widthPx = 955;
  port.roomPx = 470;
  port.show(new Chart(lesson(name)));
  port.choose("folded");
  const chart = /** @type {Chart} */ (port.chart);
  const placed = lanesOf(chart, text, { byEvent: false, roomPx: port.roomPx });
  port.fitLanes(heightOf(placed));
  const frame = new Frame({
    chart,
    text,
    mode: "folded",
    window: port.window(),
    widthPx: port.widthPx,
    heightPx: port.heightPx,
    scrollPx: 0,
    nowNs: chart.trace.lastNs,
    narrow: false,
  });
  return sceneOf(frame, placed).shapes.flatMap((shape) => (shape.t === "text" ? [shape.text] : []));
}

test("where several clients have a wire and a queue, each has its name", () => {
  const wires = lanes("late-accept").filter(({ kind }) => kind === "wire");
  assert.deepEqual(
    wires.map(({ name }) => name),
    ["Wire of client1", "Wire of client2"],
  );
  const queues = lanes("two-clients").filter(({ kind }) => kind === "receive");
  assert.deepEqual(
    queues.map(({ about }) => about),
    ["FIONREAD · anna", "FIONREAD · bob"],
  );
  assert.deepEqual(
    lanes("hello-feng").flatMap(({ kind, name, about }) =>
      kind === "wire" || kind === "receive" ? [name, about] : [],
    ),
    ["Segments on the wire", "11 captured", "Receive queue of server", "FIONREAD"],
  );
});

test("in a captured run a socket that sent nothing has no lane of counts", () => {
  const wires = lanes("start-again").filter(({ kind }) => kind === "wire");
  assert.deepEqual(
    wires.map(({ name, about }) => [name, about]),
    [["Wire of client", "6 captured"]],
  );
});

test("a peer that is all alone has its datagrams on a wire, each with its send", () => {
  const trace = lesson("udp-connect");
  assert.ok(lanes("udp-connect").some(({ kind, about }) => kind === "wire" && about === "2 captured"));
  const sends = [0, 1].map((n) => carried(trace, n).map(({ index }) => trace.columns.got.at[index]));
  assert.deepEqual(sends, [[3], [5]]);
});

test("a call that failed has its name before its neighbours, an option its value", () => {
  assert.ok(written("start-again").includes("bind EADDRINUSE"));
  assert.deepEqual(
    written("cork").filter((words) => words.startsWith("cork")),
    ["cork = 1", "cork = 0"],
  );
});
