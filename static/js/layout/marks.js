// What a call did to messages: the letter of each, and the verdict's sign.

import { receives } from "../model/call.js";
import { colour, letter } from "../model/message.js";
import { Verdict } from "../model/verdict.js";
import { badgePx, boxPx, letterDropPx } from "./metrics.js";
import { runsSeen } from "./seenruns.js";
import { spread } from "./spread.js";

/** @typedef {import("./shapes.js").Shape} Shape */

/** Marks nearer to each other than this would lie over each other. */
const leastApartPx = 26;

/**
 * verdictToken is the colour of a receive: that of what went most wrong.
 * @param {number} verdict
 */
export function verdictToken(verdict) {
  if (verdict & Verdict.coalesced) return "coalesced";
  if (verdict & Verdict.truncated) return "lost";
  if (verdict & Verdict.split) return "split";
  return verdict & Verdict.exact ? "exact" : "dim";
}

/**
 * letterShapes puts a message's letter where its bytes begin in a call.
 * @param {import("./frame.js").Frame} frame
 * @param {import("./lanes/calls.js").Spot} spot
 * @param {Shape[]} shapes
 */
export function letterShapes(frame, { i, box, y }, shapes) {
  const { trace } = frame;
  let named = -1;
  let free = -Infinity;
  const put = (/** @type {number} */ x) => {
    /** @type {Shape} */
    const badge = { t: "badge", x, y: y + boxPx + letterDropPx, text: letter(named), fill: "card", ink: "ink", stroke: colour(named), about: "legend.letter" }; // prettier-ignore
    shapes.push(badge);
  };
  if (trace.columns.got.at[i] === 0) {
    named = trace.message(trace.pieces(i)[0]?.index ?? i); // an empty datagram is a message too
    if (named >= 0) put(box.x + 9);
    return;
  }
  for (const run of runsSeen(frame, i)) {
    if (run.message < 0 || run.message === named) continue;
    named = run.message;
    const x = Math.max(frame.byteX(i, run.from) + 9, free);
    if (x > Math.max(frame.byteX(i, run.to), frame.byteX(i, run.from) + 12)) continue;
    free = x + badgePx(letter(named)) + 2;
    put(x);
  }
}

/**
 * verdictShapes puts the verdict's signs on the upper edge of a box, each as
 * near as can be to what it is about.
 * @param {import("./frame.js").Frame} frame
 * @param {import("./lanes/calls.js").Spot} spot
 * @param {Shape[]} shapes
 */
export function verdictShapes(frame, { i, box, y }, shapes) {
  const signs = signsOf(frame, i, box).map(({ x, mark, fill }) => ({
    x,
    text: frame.text(`mark.${mark}`),
    mark,
    fill,
  }));
  signs.sort((a, b) => a.x - b.x);
  const wide = signs.map(({ x, text }) => ({ x: x - badgePx(text) / 2, w: badgePx(text) }));
  const xs = spread(wide, 1, box.x - besidePx, box.x + box.w + besidePx) ?? wide.map(({ x }) => x);
  signs.forEach(({ text, mark, fill }, k) => {
    const x = xs[k] + wide[k].w / 2;
    shapes.push({ t: "badge", x, y, text, fill, ink: "card", about: `legend.${mark}`, rank: 1 });
  });
}

/** Signs may stand so far out of a box. */
const besidePx = 12;

/** @typedef {{ x: number, mark: import("../model/text.js").Mark, fill: string }} Sign */

/**
 * signsOf lists the signs of a call.
 * @param {import("./frame.js").Frame} frame
 * @param {number} i
 * @param {import("./frame.js").Box} box
 * @returns {Sign[]}
 */
function signsOf(frame, i, box) {
  const { trace } = frame;
  const right = box.x + box.w;
  /** @type {Sign[]} */
  const signs = trace.lost.has(i + 1) ? [{ x: right, mark: "lost", fill: "lost" }] : [];
  if (!receives(trace.columns.call.at[i])) return signs;
  const verdict = trace.columns.verdict.at[i];
  if (verdict & Verdict.coalesced) {
    signs.push(
      ...joints(frame, i).map((x) => /** @type {Sign} */ ({ x, mark: "coalesced", fill: "coalesced" })),
    );
  }
  if (verdict & Verdict.truncated) signs.push({ x: right, mark: "truncated", fill: "lost" });
  if (verdict & Verdict.split) {
    const { before, after } = cuts(trace, i);
    if (before) signs.push({ x: box.x + 8, mark: "split", fill: "split" });
    if (after || !before) signs.push({ x: right - 8, mark: "split", fill: "split" });
  }
  if (verdict === Verdict.exact) signs.push({ x: right - 2, mark: "exact", fill: "exact" });
  return signs;
}

/**
 * joints lists where in a box one message ends and the next begins; few, for
 * marks that lie over each other say no more.
 * @param {import("./frame.js").Frame} frame
 * @param {number} i
 */
function joints(frame, i) {
  const list = [];
  let last = -Infinity;
  for (const at of jointsOf(runsSeen(frame, i))) {
    const x = frame.byteX(i, at);
    if (x - last < leastApartPx) continue;
    list.push(x);
    last = x;
  }
  return list;
}

/**
 * jointsOf lists where one message ends and the next begins; of sends that are
 * too narrow to be told apart, one place in their middle.
 * @param {import("./runs.js").Run[]} runs
 */
export function jointsOf(runs) {
  return runs.flatMap(({ from, to, message, sends }, k) => {
    if (sends) return [(from + to) / 2];
    const before = runs[k - 1];
    return before && !before.sends && before.message !== message ? [from] : [];
  });
}

/**
 * cuts returns at which ends of a receive a message is cut.
 * @param {import("../model/trace.js").Trace} trace
 * @param {number} i
 */
function cuts(trace, i) {
  const [first, last] = endPieces(trace, i);
  if (!first || !last) return { before: false, after: false };
  const { before, whole } = trace.extent(last.index);
  return {
    before: trace.extent(first.index).before + first.off > 0,
    after: before + last.off + last.len < whole,
  };
}

/**
 * endPieces returns the first and the last piece of a receive.
 * @param {import("../model/trace.js").Trace} trace
 * @param {number} i
 * @returns {(import("../model/streams.js").Piece | undefined)[]}
 */
function endPieces(trace, i) {
  const { conn, stream, off, got } = trace.columns;
  if (trace.conns.datagrams(conn.at[i]) || stream.at[i] === 0 || got.at[i] === 0) {
    const pieces = trace.pieces(i);
    return [pieces[0], pieces.at(-1)];
  }
  return [off.at[i], off.at[i] + got.at[i] - 1].map((at) => trace.streamPieces(stream.at[i], at, 1)[0]);
}
