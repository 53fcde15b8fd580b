import assert from "node:assert/strict";
import test from "node:test";

import { Call } from "../model/call.js";
import { build, probe, send, take } from "../model/fixture.test.js";
import { sceneOf } from "./scene.js";
import { frameOf, texts } from "./view.test.js";

/** @typedef {Extract<import("./shapes.js").Shape, { t: "rect" }>} Rect */

/** @param {string} text @param {number} off @param {Partial<import("../model/probe.js").Probe>} far */
const sent = (text, off, far) =>
  send(text, { call: Call.sendto, off, farConn: 1, far: probe({ inq: 5, drops: 0, ...far }) });

/** @param {number} off @param {number} got @param {number} inq */
const taken = (off, got, inq) =>
  take(off, got, { conn: 1, call: Call.recvfrom, farConn: 0, probe: probe({ inq, drops: 0, rmem: 832 }) });

/** queue is the boxes in the receive queue of two datagrams that wait together, and what is written. */
function queue(/** @type {number[]} */ [first, second]) {
  const trace = build(
    [
      { peer: 0, conn: 1, call: Call.bind },
      sent("hello", 0, { rmem: first }),
      sent("feng", 1, { rmem: second }),
      taken(0, 5, 4),
      taken(1, 4, 0),
    ],
    { transport: "udp" },
  );
  const frame = frameOf(trace, { widthPx: 1400 });
  const { shapes, lanes, bands } = sceneOf(frame);
  const lane = lanes.find(({ kind }) => kind === "receive");
  assert.ok(lane);
  const boxes = shapes.filter(
    /** @returns {s is Rect} */ (s) =>
      s.t === "rect" && s.y > lane.y && s.y + s.h < lane.y + lane.h && s.h > 4,
  );
  return { frame, lane, bands, all: texts(shapes), boxes: boxes.filter((s) => s.fill?.startsWith("m")) };
}

test("two datagrams lie in their queue as two boxes; the one behind is dashed from its sending on", () => {
  const { frame, lane, bands, boxes, all } = queue([832, 1664]);
  const [hello, behind, front] = boxes;
  assert.deepEqual(boxes.map(({ fill, dash }) => [fill, dash ?? false]), [["m1", false], ["m2", true], ["m2", false]]); // prettier-ignore
  assert.ok(behind.y + behind.h < hello.y - 2, "there is no gap between them");
  assert.ok(Math.abs(behind.x - frame.endX(2)) < 1 && Math.abs(front.x - (behind.x + behind.w)) < 1);
  assert.ok(behind.y >= lane.y && front.y + front.h === hello.y + hello.h);
  const into = bands.filter((band) => band.send === 3 && band.by > lane.y && band.by < lane.y + lane.h);
  assert.ok(into.length > 0 && into.every((band) => band.bx0 < frame.startX(3)), "feng comes in late");
  assert.ok(all.includes("queue.behind.memory 832 1664"), all.join(" | "));
});

test("where the memory of the queue did not grow, nothing is said of it", () => {
  for (const rmem of [
    [-1, -1],
    [832, 832],
  ]) {
    const { all } = queue(rmem);
    assert.ok(all.includes("queue.behind") && !all.join().includes("memory"), all.join(" | "));
  }
});
