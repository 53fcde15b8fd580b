// The wire lane of a run whose segments were captured: a box for each one that
// carries bytes or opens, closes or resets a connection, a tick for each that
// only acknowledges.

import { segmentTarget } from "../model/target.js";
import { endsOf } from "../model/capture.js";
import { colour, pattern } from "../model/message.js";
import { lateDensity } from "./late.js";
import { fit, segmentBoxPx, segmentPadPx } from "./metrics.js";
import { near } from "./near.js";
import { flagNameShapes, joints, segmentMarks } from "./segmentmarks.js";
import { bytesAt, segmentRuns } from "./segmentruns.js";
import { segmentWords } from "./segmentwords.js";
import { mergedInk } from "./strips.js";
import { search } from "./frame.js";
import { isPure } from "./wires.js";

/** @typedef {import("./shapes.js").Shape} Shape */

/** @typedef {{ n: number, x: number, w: number, up: boolean }} Box */

/** More segments than this many per pixel are drawn as a density. */
const densest = 1 / 7;

/** Where boxes begin in the lane, and the rail by real time. */
const boxTopPx = 12;
const railPx = boxTopPx + segmentBoxPx + 19;
/** A box by event may reach into view from so far left: the room of the widest. */
const widestRoomPx = 170;
const gapPx = 4;
/** By time a box is as wide as it would be, or one of these. */
const closePx = [46, 36, 26];
const barPx = 4;
const tickHalfPx = 7;

/**
 * segmentShapes draws a lane of captured segments, and notes where each is.
 * @param {import("./frame.js").Frame} frame
 * @param {import("./wires.js").PeerWire} wire
 * @param {{ peer: number, y: number }} lane whose it is and where it begins
 * @param {import("./out.js").Out} out
 */
export function segmentShapes(frame, wire, { peer, y }, out) {
  const { passages, wires: shapes, zones } = out;
  const top = y + boxTopPx;
  const low = top + segmentBoxPx;
  const list = wire.segments;
  const reach = frame.byEvent ? widestRoomPx * frame.zoom : widestRoomPx;
  const after = frame.byEvent ? 0 : widestRoomPx;
  const first = search(list.length, (k) => frame.segmentX(list.at[k]) + reach >= frame.leftPx);
  const last = search(list.length, (k) => frame.segmentX(list.at[k]) > frame.rightPx + after);
  if (last - first > frame.window.widthPx * densest) {
    lateDensity.draw(frame, { wire, first, last, top }, shapes);
    return;
  }
  passages.lanes.set(peer, { top, low });
  const seen = Array.from(list.at.subarray(first, last));
  const railY = y + railPx;
  const tickY = frame.byEvent ? top + segmentBoxPx / 2 : railY;
  const pure = seen.filter((n) => isPure(frame.trace, n));
  for (const n of pure) tick(frame, { n, up: isUp(frame, peer, n), y: tickY }, out);
  const boxes = boxesOf(frame, peer, seen);
  for (const box of boxes) {
    passages.segments.set(box.n, { x: box.x, w: box.w, top, low });
    if (!frame.byEvent) hang(frame, box, [low, railY], shapes);
    boxShape(frame, box, top, shapes);
    zones.push({ x: box.x, y: top, w: box.w, h: segmentBoxPx, target: segmentTarget(box.n + 1) });
  }
  for (const box of boxes) segmentMarks(frame, box, top, shapes);
  if (frame.byEvent) flagNameShapes(frame, boxes, low, shapes);
}

/**
 * isUp reports whether a segment goes from the hub to the peer of the lane.
 * @param {import("./frame.js").Frame} frame
 * @param {number} peer
 * @param {number} n
 */
function isUp(frame, peer, n) {
  const { from, to } = endsOf(frame.trace, n);
  const { byConn } = frame.chart.sockets;
  return byConn.get(from)?.peer !== peer && byConn.get(to)?.peer === peer;
}

/**
 * boxesOf places the boxes: by event where they have room, by real time as near
 * as can be to when they were, smaller where there are many.
 * @param {import("./frame.js").Frame} frame
 * @param {number} peer
 * @param {number[]} seen
 * @returns {Box[]}
 */
function boxesOf(frame, peer, seen) {
  const boxed = seen
    .filter((n) => !isPure(frame.trace, n))
    .map((n) => ({ n, x: frame.segmentX(n), w: frame.segmentPx(n), up: isUp(frame, peer, n) }));
  if (frame.byEvent) return boxed.map((box) => ({ ...box, w: Math.max(3, box.w - gapPx) }));
  const placed = near(
    boxed.map(({ x, w }) => ({ x: x - barPx / 2, widths: [w, ...closePx.filter((px) => px < w)], rank: 0 })),
    gapPx,
  );
  return boxed.map((box, k) => ({ ...box, x: placed[k].x, w: Math.max(barPx, placed[k].w) }));
}

/**
 * tick stands for a segment that only acknowledges: a small arrow.
 * @param {import("./frame.js").Frame} frame
 * @param {{ n: number, up: boolean, y: number }} one
 * @param {import("./out.js").Out} out
 */
function tick(frame, { n, up, y }, { wires: shapes, zones }) {
  const x = frame.segmentX(n) + (frame.byEvent ? 3 : 0);
  const tip = up ? y - tickHalfPx : y + tickHalfPx;
  const back = up ? tip + 4 : tip - 4;
  const foot = up ? y + tickHalfPx : y - tickHalfPx;
  const points = [x, foot, x, tip, x - 3, back, x, tip, x + 3, back];
  shapes.push({ t: "path", points, color: "dim", line: 1.5 });
  zones.push({ x: x - 3, y: y - 10, w: 6, h: 20, target: segmentTarget(n + 1) });
}

/**
 * hang ties a box to the rail, where its segment was in time.
 * @param {import("./frame.js").Frame} frame
 * @param {Box} box
 * @param {[number, number]} heights of the box's foot and of the rail
 * @param {Shape[]} shapes
 */
function hang(frame, { n, x, w }, [low, railY], shapes) {
  const at = frame.segmentX(n);
  const foot = Math.min(Math.max(at, x + 2), x + w - 2);
  const line = { t: /** @type {const} */ ("line"), color: "dim", line: 1.5 };
  shapes.push({ ...line, x1: foot, y1: low, x2: at, y2: railY - 6 });
  shapes.push({ ...line, x1: at, y1: railY - 6, x2: at, y2: railY + tickHalfPx });
}

/**
 * boxShape draws a segment: the parts of its messages in their colours, its
 * words over them.
 * @param {import("./frame.js").Frame} frame
 * @param {Box} box
 * @param {number} y
 * @param {Shape[]} shapes
 */
function boxShape(frame, box, y, shapes) {
  const { n, x, w } = box;
  const { trace } = frame;
  const again = trace.segments.again.at[n] === 1;
  const r = Math.min(6, w / 2);
  shapes.push({ t: "rect", x, y, w, h: segmentBoxPx, r, fill: "card" });
  parts(frame, box, y, shapes);
  const stroke = strokeOf(frame, box, again);
  shapes.push({ t: "rect", x, y, w, h: segmentBoxPx, r, stroke, line: 1.75, dash: again });
  const words = segmentWords(trace, n, box.up);
  const text = fit(words, w - segmentPadPx);
  if (!text) return;
  const middle = { x: x + w / 2, y: y + segmentBoxPx / 2 + 4.5 };
  shapes.push({ t: "text", ...middle, ...text, color: "ink", mono: true, align: "center" });
}

/**
 * strokeOf is the colour of a segment's edge: of its message, or of what is
 * remarkable about it.
 * @param {import("./frame.js").Frame} frame
 * @param {Box} box
 * @param {boolean} again
 */
function strokeOf(frame, box, again) {
  if (again) return "lost";
  const runs = segmentRuns(frame, box);
  if (joints(runs).length) return "coalesced";
  const message = runs[0]?.message ?? -1;
  return message < 0 ? "dim" : colour(message);
}

/**
 * parts colours the bytes of a box by message, header bytes as such.
 * @param {import("./frame.js").Frame} frame
 * @param {Box} box
 * @param {number} y
 * @param {Shape[]} shapes
 */
function parts(frame, box, y, shapes) {
  const { w } = box;
  const { x, bytePx } = bytesAt(frame, box);
  for (const run of segmentRuns(frame, box)) {
    if (run.message < 0 && !run.sends) continue;
    const plain = run.header || run.sends || w < 8;
    shapes.push({
      t: "rect",
      x: x + run.from * bytePx,
      y: y + 3,
      w: (run.to - run.from) * bytePx,
      h: segmentBoxPx - 6,
      fill: run.sends ? mergedInk : run.header ? "header" : colour(run.message),
      alpha: w < 8 ? 0.75 : 0.24,
      pattern: plain ? 0 : pattern(Math.max(0, run.message)),
    });
  }
}
