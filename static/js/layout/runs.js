// The bytes of a call as runs that look alike: of one message, header or body.

import { receives } from "../model/call.js";

/**
 * Run is bytes [from, to) of a call; message -1: it cannot be told which.
 * @typedef {{ from: number, to: number, message: number, header: boolean }} Run
 */

/**
 * runsOf lists the runs of a call that carried bytes.
 * @param {import("../model/trace.js").Trace} trace
 * @param {number} i
 * @returns {Run[]}
 */
export function runsOf(trace, i) {
  const got = trace.columns.got.at[i];
  if (got <= 0) return [];
  if (!receives(trace.columns.call.at[i])) return runsOfSend(trace, i, 0, got, 0);
  const runs = [];
  let at = 0;
  for (const { index, off, len } of trace.pieces(i)) {
    runs.push(...runsOfSend(trace, index, off, len, at));
    at += len;
  }
  return at === got ? runs : [{ from: 0, to: got, message: -1, header: false }];
}

/**
 * runsOfSend lists the runs of [off, off+len) of a send, counted from `at`.
 * @param {import("../model/trace.js").Trace} trace
 * @param {number} send
 * @param {number} off
 * @param {number} len
 * @param {number} at
 * @returns {Run[]}
 */
export function runsOfSend(trace, send, off, len, at) {
  const message = trace.message(send);
  const header = Math.max(0, Math.min(len, trace.columns.head.at[send] - off));
  const runs = [];
  if (header > 0) runs.push({ from: at, to: at + header, message, header: true });
  if (header < len) runs.push({ from: at + header, to: at + len, message, header: false });
  return runs;
}
