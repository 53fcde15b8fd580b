import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";

import { rowTexts } from "../a11y/words.js";
import { lanesOf } from "../layout/lanes/lanes.js";
import { Out } from "../layout/out.js";
import { sceneOf } from "../layout/scene.js";
import { frameOf, text } from "../layout/view.test.js";
import { labels } from "../model/label.js";
import { Trace } from "../model/trace.js";
import { waitKey } from "../model/waiting.js";
import { decode } from "../net/wire.js";

const golden = new URL("../../../lab/record/testdata/wire/strands.bin", import.meta.url);

/** The run that lab/record has as strandsRun; without its end calls still wait. */
function strands(ended = true) {
  const trace = new Trace({ transport: "tcp", peers: [] });
  const sink = {
    addEvent: trace.addEvent.bind(trace),
    addWaiting: trace.addWaiting.bind(trace),
    addLost: trace.addLost.bind(trace),
    addEnd: ended ? trace.addEnd.bind(trace) : () => {},
    addSegment: trace.addSegment.bind(trace),
    addSegmentsLost: trace.addSegmentsLost.bind(trace),
    addPeer: trace.addPeer.bind(trace),
    addConn: trace.addConn.bind(trace),
  };
  decode(new Uint8Array(readFileSync(golden)), sink);
  return trace;
}

test("strands that overlap have lanes of their own, a peer outside a rail", () => {
  const frame = frameOf(strands());
  const lanes = lanesOf(frame.chart, text);
  const named = lanes.filter(({ kind }) => kind === "calls" || kind === "outside").map(({ name }) => name);
  assert.deepEqual(named, [
    "lane.calls peer.client",
    "lane.outside lane.named 你的客户端",
    "peer.strand server.py 2",
    "peer.strand server.py 3",
  ]);
  const rail = lanes.find(({ kind }) => kind === "outside");
  const out = new Out();
  rail?.draw(frame, 0, out);
  assert.equal(out.calls.filter(({ t }) => t === "rect").length, 1, "one send reached it");
  assert.equal(
    sceneOf(frame, lanes).bands.length,
    3,
    "receives are tied to their sends, one that only looks too",
  );
});

test("each strand waits in its own lane", () => {
  const trace = strands(false);
  assert.equal(trace.waiting.get(waitKey(0, 2))?.conn, 5);
  assert.equal(trace.waiting.get(waitKey(0, 0))?.conn, 1);
  const frame = frameOf(trace);
  const waits = lanesOf(frame.chart, text)
    .filter(({ kind, peer }) => kind === "calls" && peer === 0)
    .map((lane) => {
      const out = new Out();
      lane.draw(frame, 0, out);
      return out.calls.filter(({ t }) => t === "hatch").length;
    });
  assert.deepEqual(waits, [1, 1]);
});

test("a peek, a print, a gap and a thread are named in the table and on the canvas", () => {
  const trace = strands();
  assert.equal(labels(trace, 2, text)[0], "recv(2, MSG_PEEK) → 2");
  assert.equal(labels(trace, 5, text)[0], "print hello");
  assert.deepEqual(labels(trace, 6, text), ["note.gap 12", "−12"]);
  const row = (/** @type {number} */ i) => rowTexts(trace, i, /** @type {any} */ (text));
  assert.deepEqual([row(2).peer, row(2).note, row(2).verdict], ["peer.strand server.py 2", "note.peek", ""]);
  assert.deepEqual([row(5).note, row(6).note], ["hello", "note.gap 12 · overrun"]);
  assert.equal(row(2).bytes, "b'he'");
  assert.deepEqual([...trace.lost], [], "what is sent to a peer outside is not lost");
});

test("a run whose peers are not known yet has no lanes", () => {
  assert.deepEqual(lanesOf(frameOf(new Trace({ transport: "tcp", peers: [] })).chart, text), []);
});
