// Measures the browser's model and layout on a live run of 1 000 000 events with
// probes, and on one of 10 000. It prints milliseconds of CPU as JSON, one list a thing.

import { nextStep } from "../../../static/js/app/timeline/steps.js";
import { Chart } from "../../../static/js/layout/chart.js";
import { Frame } from "../../../static/js/layout/frame.js";
import { lanesOf } from "../../../static/js/layout/lanes/lanes.js";
import { sceneOf } from "../../../static/js/layout/scene.js";
import { Call } from "../../../static/js/model/call.js";
import { newRow } from "../../../static/js/model/row.js";
import { Trace } from "../../../static/js/model/trace.js";

const [many, few, batch] = [1_000_000, 10_000, 1000];
const payload = new TextEncoder().encode("0123456789abcdef");
const own = new Int32Array(11).fill(-1);
const far = new Int32Array(11).fill(-1);
const event = Object.assign(newRow(), { asked: 16, got: 16, stream: 2, probe: own, far });

/** Sends of 16 bytes and their receives, some of which waited; queues of some bytes. */
function add(trace, seq) {
  const n = (seq - 1) >> 1;
  const at = 7000 * n + ((n * n) % 911);
  const sent = seq % 2 === 1;
  own[0] = sent ? (n % 13) * 16 : 0;
  own[2] = sent ? 0 : (n % 3) * 16;
  own[3] = sent ? n + 1 : 1;
  far[0] = 0;
  far[2] = sent ? (n % 5) * 16 : 0;
  far[3] = sent ? 1 : n + 1;
  Object.assign(event, { seq, off: 16 * n, payload: sent ? payload : null, verdict: sent ? 0 : 1 });
  if (sent) {
    const end = at + 3000 + (n % 7 === 0 ? 900 : 0);
    Object.assign(event, {
      peer: 1,
      conn: 2,
      farConn: 3,
      call: Call.send,
      step: 9,
      start: at,
      end,
      waited: false,
    });
  } else {
    const times = { start: at + 3300, end: at + 6100, waited: n % 3 === 0 };
    Object.assign(event, { peer: 0, conn: 3, farConn: 2, call: Call.recv, step: 5, ...times });
  }
  trace.addEvent(event);
}

/** A chart that followed a run batch by batch, and the CPU time of each of its updates. */
function followed(events) {
  const chart = new Chart(new Trace({ transport: "tcp", peers: ["server", "client"] }));
  const updates = [];
  for (let seq = 1; seq <= events;) {
    for (let end = seq + batch; seq < end; seq++) add(chart.trace, seq);
    updates.push(cpu(() => chart.update()));
  }
  return { chart, updates };
}

function cpu(run) {
  const before = process.cpuUsage();
  run();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

const text = (key, ...values) => `${key} ${values.join(" ")}`;

/** The whole of a run, laid out as a page lays it out. */
function layout(chart, mode) {
  const to = mode === "event" ? chart.order.extent : chart.trace.lastNs;
  const window = { from: 0, to, leftPx: 120, widthPx: 1280 };
  const size = { widthPx: 1400, heightPx: 900, scrollPx: 0, narrow: false };
  const frame = new Frame({ chart, text, mode, window, ...size, nowNs: chart.trace.lastNs });
  if (sceneOf(frame, lanesOf(chart, text, frame)).shapes.length < 500)
    throw new Error("hardly anything was laid out");
}

/** What a machine of this kind does at this moment: a walk through memory. */
function calibrate() {
  const cells = new Int32Array(1 << 16);
  for (let k = 0; k < 1 << 20; k++) cells[Math.imul(k, 40503) & 0xffff] += k;
  return cells[7];
}

/** Each of them in turn, a round each, without the first rounds. */
function inTurn(rounds, runs) {
  const lists = runs.map(() => []);
  for (let round = 0; round < rounds; round++) {
    for (const [n, run] of runs.entries()) {
      const took = cpu(run);
      if (round >= rounds / 3) lists[n].push(took);
    }
  }
  return lists;
}

const { chart, updates } = followed(many);
const small = followed(few).chart;
const [byEvent, byEventFew] = inTurn(90, [() => layout(chart, "event"), () => layout(small, "event")]);
const [byTime, byTimeFew] = inTurn(90, [() => layout(chart, "time"), () => layout(small, "time")]);
let selected = many / 2;
const [keys, loops] = inTurn(90, [() => (selected = nextStep(chart.trace, selected, "forward")), calibrate]);
console.log(
  JSON.stringify({ updates: updates.slice(-60), keys, loops, byEvent, byEventFew, byTime, byTimeFew }),
);
