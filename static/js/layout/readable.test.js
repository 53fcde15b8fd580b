import assert from "node:assert/strict";
import test from "node:test";

import { Call } from "../model/call.js";
import { build, datagrams, probe, send, sticky, take } from "../model/fixture.test.js";
import { lanesOf } from "./lanes/lanes.js";
import { Size, wrap } from "./metrics.js";
import { frameOf, text, texts } from "./view.test.js";
import { sceneOf } from "./scene.js";

/** framed is hello and feng behind headers of four bytes, received by length. */
function framed() {
  return build([
    { peer: 0, conn: 1, call: Call.listen },
    send("\0\0\0\x05hello", { head: 4, far: probe({ inq: 9 }) }),
    send("\0\0\0\x04feng", { head: 4, off: 9, far: probe({ inq: 17 }) }),
    take(0, 4, { start: 900_000, probe: probe({ inq: 13 }) }),
    take(4, 5),
    take(9, 4),
    take(13, 4),
  ]);
}

test("nothing on the canvas is smaller than 12 px, however little room there is", () => {
  for (const trace of [sticky(), datagrams(), framed()]) {
    for (const mode of /** @type {const} */ (["event", "time"])) {
      for (const widthPx of [320, 390, 700, 1116, 1440]) {
        for (const shape of sceneOf(frameOf(trace, { mode, widthPx, narrow: widthPx < 720 })).shapes) {
          if (shape.t === "text")
            assert.ok(shape.size >= Size.small - 1e-9, `${shape.text}: ${shape.size} px`);
        }
      }
    }
  }
});

test("two digits have a wider cell than a character, and never touch their cell's edge", () => {
  const frame = frameOf(framed(), { widthPx: 1116 });
  const header = frame.byteX(1, 1) - frame.byteX(1, 0);
  const body = frame.byteX(1, 5) - frame.byteX(1, 4);
  assert.ok(header >= 22, `${header} px`);
  assert.ok(header > 1.5 * body);
  for (const shape of sceneOf(frame).shapes) {
    if (shape.t === "text" && shape.text === "05") assert.ok(shape.size * 1.2 < header - 1.5);
  }
});

test("where digits have no room a header is one dashed box with its length", () => {
  const { shapes } = sceneOf(frameOf(framed(), { widthPx: 420 }));
  const all = texts(shapes);
  assert.ok(all.includes("4 B"), all.join(" | "));
  assert.ok(!all.includes("05"));
  const boxes = shapes.filter((s) => s.t === "rect" && s.fill === "header" && s.dash);
  assert.equal(boxes.length, 4);
});

test("a row of framed messages is told calmly, one without headers as what it is", () => {
  const note = (/** @type {import("../model/trace.js").Trace} */ trace, /** @type {string} */ words) =>
    sceneOf(frameOf(trace)).shapes.find((s) => s.t === "text" && s.text === words);
  const calm = note(framed(), "queue.joined.framed 17");
  assert.ok(calm?.t === "text" && calm.color === "ink");
  assert.equal(note(framed(), "queue.joined 17"), undefined);
  const joined = note(sticky(), "queue.joined 9");
  assert.ok(joined?.t === "text" && joined.color === "coalesced");
});

test("words above a queue wait until it holds no more, and are not said twice", () => {
  const grows = Array.from({ length: 12 }, (_, n) => send("x", { off: n, far: probe({ inq: n + 1 }) }));
  const stays = [240_000, 260_000].map((start) => ({
    conn: 2,
    peer: 1,
    call: Call.setsockopt,
    start,
    farConn: 3,
    far: probe({ inq: 12 }),
  }));
  const trace = build([...grows, ...stays, take(0, 12, { start: 900_000 })]);
  const notes = texts(sceneOf(frameOf(trace)).shapes).filter((words) => words.startsWith("queue.joined"));
  assert.deepEqual(notes, ["queue.joined 12"]);
});

test("an error has its name in or above its box, whatever comes next", () => {
  for (const widthPx of [1116, 1440]) {
    const trace = build([
      { peer: 1, conn: 2, call: Call.recv, asked: 10, err: "ECONNRESET" },
      send("", { err: "EPIPE", asked: 5, got: 0 }),
    ]);
    const all = texts(sceneOf(frameOf(trace, { widthPx })).shapes);
    for (const name of ["ECONNRESET", "EPIPE"])
      assert.ok(
        all.some((words) => words.includes(name)),
        all.join(" | "),
      );
  }
});

test("lanes have names of one size, and long words under them have two lines", () => {
  for (const narrow of [false, true]) {
    const frame = frameOf(datagrams(), { widthPx: narrow ? 390 : 1116, narrow });
    frame.text = (key, ...args) =>
      key === "lane.receive.datagram" ? "only the next datagram can be measured" : text(key, ...args);
    const { shapes } = sceneOf(frame);
    const names = shapes.flatMap((s) => (s.t === "text" && s.bold ? [s] : []));
    assert.equal(new Set(names.map(({ size }) => size)).size, 1);
    const all = texts(shapes);
    if (!narrow)
      assert.ok(
        all.includes("only the next") && all.some((line) => line.startsWith("datagram")),
        all.join(" | "),
      );
  }
});

test("words are broken at spaces, and cut with an ellipsis at last", () => {
  /** @type {[string, number, number, string[]][]} */
  const cases = [
    ["short", 100, 2, ["short"]],
    ["Receive queue of server", 120, 2, ["Receive queue", "of server"]],
    ["Receive queue of server", 120, 1, ["Receive queue…"]],
    ["客户端的接收队列", 62, 2, ["客户端的…"]],
  ];
  for (const [words, widthPx, most, want] of cases)
    assert.deepEqual(wrap(words, { size: 13, em: 0.62 }, widthPx, most), want);
});

test("a peer's own name has a space before Chinese words, a word for it has none", () => {
  /** @type {Record<string, string>} */
  const zh = { "lane.calls": "{0}的调用", "lane.named": "{0} ", "peer.server": "服务端" };
  const trace = build([], { peers: ["server", "client1"] });
  const say = /** @type {import("../model/text.js").Text} */ (
    (key, ...args) => (zh[key] ?? key).replace("{0}", String(args[0]))
  );
  const lanes = lanesOf(frameOf(trace).chart, say);
  assert.deepEqual(lanes.map(({ name }) => name), ["client1 的调用", "服务端的调用"]); // prettier-ignore
});
