// The runs of a call in its box, as far as they may be seen.

import { receives } from "../model/call.js";
import { runsOfSend } from "./runs.js";
import { stripsSeen } from "./strips.js";
import { mostSized } from "./units.js";

/** @typedef {import("./runs.js").Run} Run */

/**
 * runsSeen lists the runs of a call that carried bytes, as far as they may be
 * seen in its box.
 * @param {import("./frame.js").Frame} frame
 * @param {number} i
 * @returns {Run[]}
 */
export function runsSeen(frame, i) {
  const { trace } = frame;
  const { got, call, conn, stream, off } = trace.columns;
  const len = got.at[i];
  if (len <= 0) return [];
  if (!receives(call.at[i])) return runsOfSend(trace, i, 0, len, 0);
  if (len <= mostSized || trace.conns.datagrams(conn.at[i]) || stream.at[i] === 0) return runsOf(trace, i);
  const stretch = { stream: stream.at[i], off: off.at[i], len };
  return partsSeen(frame, stretch, frame.box(i).shared.units, (at) => frame.byteX(i, at));
}

/**
 * partsSeen lists the runs of bytes of which those between the first and the
 * last may have little room.
 * @param {import("./frame.js").Frame} frame
 * @param {import("./strips.js").Stretch} stretch
 * @param {import("./units.js").Units} units
 * @param {(at: number) => number} xOf where a byte begins
 * @returns {Run[]}
 */
export function partsSeen(frame, { stream, off, len }, { from, to }, xOf) {
  const parts = from < to ? [[0, from], [from, to], [to, len]] : [[0, len]]; // prettier-ignore
  return parts.flatMap(([begin, end]) => {
    if (begin >= end) return [];
    const drawn = { x: xOf(begin), bytePx: (xOf(end) - xOf(begin)) / (end - begin) };
    const runs = stripsSeen(frame, { stream, off: off + begin, len: end - begin }, drawn);
    return runs.map((run) => ({ ...run, from: run.from + begin, to: run.to + begin }));
  });
}

/**
 * @param {import("../model/trace.js").Trace} trace
 * @param {number} i
 * @returns {Run[]}
 */
function runsOf(trace, i) {
  const got = trace.columns.got.at[i];
  const runs = [];
  let at = 0;
  for (const { index, off, len } of trace.pieces(i)) {
    runs.push(...runsOfSend(trace, index, off, len, at));
    at += len;
  }
  return at === got ? runs : [{ from: 0, to: got, message: -1, header: false }];
}
