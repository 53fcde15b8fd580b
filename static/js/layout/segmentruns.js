// The bytes of a captured segment as runs that look alike, in its box.

import { carried, endsOf, ofDatagrams } from "../model/capture.js";
import { runsOfSend } from "./runs.js";
import { stripsSeen } from "./strips.js";

/** Room left and right of the bytes in a box. */
const padPx = 3;

/**
 * bytesAt returns where the first byte of a segment's box is, and how wide each.
 * @param {import("./frame.js").Frame} frame
 * @param {{ n: number, x: number, w: number }} box
 * @returns {import("./strips.js").Drawn}
 */
export function bytesAt({ trace }, { n, x, w }) {
  const pad = Math.min(padPx, w / 4);
  return { x: x + pad, bytePx: (w - 2 * pad) / Math.max(1, trace.segments.len.at[n]) };
}

/**
 * segmentRuns lists the runs of a segment that may be seen; none where it is not
 * known whose bytes it has.
 * @param {import("./frame.js").Frame} frame
 * @param {{ n: number, x: number, w: number }} box
 * @returns {import("./runs.js").Run[]}
 */
export function segmentRuns(frame, box) {
  const { trace } = frame;
  const { n } = box;
  if (ofDatagrams(trace, n)) {
    return carried(trace, n).flatMap(({ index, off, len }) => runsOfSend(trace, index, off, len, 0));
  }
  const len = trace.segments.len.at[n];
  const { from } = endsOf(trace, n);
  if (!from || len === 0) return [];
  const stretch = { stream: from, off: trace.segments.seq.at[n], len };
  return stripsSeen(frame, stretch, bytesAt(frame, box));
}
