// What a call did to messages: the letter of each, and the verdict's sign.

import { receives } from "../model/call.js";
import { colour, letter } from "../model/message.js";
import { Verdict } from "../model/verdict.js";
import { boxPx } from "./metrics.js";
import { runsSeen } from "./seenruns.js";

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
export function letterShapes(frame, spot, shapes) {
  const { i, y } = spot;
  let named = -1;
  let free = -Infinity;
  if (frame.trace.columns.got.at[i] === 0) return emptyLetter(frame, spot, shapes);
  for (const run of runsSeen(frame, i)) {
    if (run.message < 0 || run.message === named) continue;
    named = run.message;
    const x = Math.max(frame.byteX(i, run.from) + 9, free);
    if (x > Math.max(frame.byteX(i, run.to), frame.byteX(i, run.from) + 12)) continue;
    free = x + 22;
    const color = colour(named);
    shapes.push({
      t: "badge",
      x,
      y: y + boxPx + 4,
      text: letter(named),
      fill: "card",
      ink: "ink",
      stroke: color,
    });
  }
}

/**
 * emptyLetter names an empty datagram: it is a message too.
 * @param {import("./frame.js").Frame} frame
 * @param {import("./lanes/calls.js").Spot} spot
 * @param {Shape[]} shapes
 */
function emptyLetter({ trace }, { i, box, y }, shapes) {
  const message = trace.message(trace.pieces(i)[0]?.index ?? i);
  if (message < 0) return;
  const stroke = colour(message);
  shapes.push({
    t: "badge",
    x: box.x + 9,
    y: y + boxPx + 4,
    text: letter(message),
    fill: "card",
    ink: "ink",
    stroke,
  });
}

/**
 * verdictShapes puts the verdict's signs on a box.
 * @param {import("./frame.js").Frame} frame
 * @param {import("./lanes/calls.js").Spot} spot
 * @param {Shape[]} shapes
 */
export function verdictShapes(frame, { i, box, y }, shapes) {
  const { trace, text } = frame;
  const badge = (/** @type {number} */ x, /** @type {string} */ sign, /** @type {string} */ fill) =>
    shapes.push({ t: "badge", x, y, text: sign, fill, ink: "card" });
  if (trace.lost.has(i + 1)) badge(box.x + box.w, text("mark.lost"), "lost");
  if (!receives(trace.columns.call.at[i])) return;
  const verdict = trace.columns.verdict.at[i];
  const right = box.x + box.w;
  if (verdict & Verdict.coalesced) {
    for (const x of joints(frame, i)) badge(x, text("mark.coalesced"), "coalesced");
  }
  if (verdict & Verdict.truncated) badge(right, text("mark.truncated"), "lost");
  if (verdict & Verdict.split) {
    const { before, after } = cuts(trace, i);
    if (before) badge(box.x + 8, text("mark.split"), "split");
    if (after || !before) badge(right - 8, text("mark.split"), "split");
  }
  if (verdict === Verdict.exact) badge(right - 2, text("mark.exact"), "exact");
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
