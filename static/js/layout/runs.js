// The bytes of a call as runs that look alike: of one message, header or body.

/**
 * Run is bytes [from, to) of a call; message -1: it cannot be told which.
 * sends: so many sends that are too narrow to be told apart, framed where headers
 * tell them apart. look: of what was not measured, but is known to be there.
 * @typedef {{ from: number, to: number, message: number, header: boolean, sends?: number, framed?: boolean, look?: Partial<import("./shapes.js").Rect> }} Run
 */

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
  const header = Math.max(0, Math.min(len, trace.columns.head.get(send) - off));
  const runs = [];
  if (header > 0) runs.push({ from: at, to: at + header, message, header: true });
  if (header < len) runs.push({ from: at + header, to: at + len, message, header: false });
  return runs;
}
