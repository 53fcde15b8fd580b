// Ribbons of a receive that took from more sends than its box has room for.

import { colour } from "../model/message.js";
import { lateFar } from "./late.js";
import { boxPx } from "./metrics.js";
import { alpha } from "./ribbons.js";
import { runsSeen } from "./seenruns.js";
import { mergedInk } from "./strips.js";

/**
 * farBands ties the strips of a deep receive to sends left of the view, many at once.
 * @param {import("./frame.js").Frame} frame
 * @param {import("./out.js").Out} out
 * @param {number} take
 */
function farBands(frame, out, take) {
  const { trace, chart } = frame;
  const { stream, off } = trace.columns;
  const sendOf = (/** @type {number} */ at) => trace.streamPieces(stream.at[take], off.at[take] + at, 1)[0]?.index; // prettier-ignore
  for (const { from, to, message, header, sends } of runsSeen(frame, take)) {
    const [first, last] = [sendOf(from), sendOf(to - 1)];
    if (first === undefined || last === undefined || frame.endX(last) >= frame.leftPx) continue;
    const sendTop = out.callTops.get(chart.rowOf(first).calls);
    const takeTop = out.callTops.get(chart.rowOf(take).calls);
    if (sendTop === undefined || takeTop === undefined) continue;
    const down = sendTop <= takeTop;
    const color = sends ? mergedInk : header || message < 0 ? "header" : colour(message);
    const [ax0, ax1] = [frame.startX(first), frame.endX(last)];
    const [bx0, bx1] = [frame.byteX(take, from), frame.byteX(take, to)];
    const [ay, by] = [sendTop + (down ? boxPx : 0), takeTop + (down ? 0 : boxPx)];
    out.bands.push({ t: "band", ax0, ax1, ay, bx0, bx1, by, color, alpha, send: 0, take: take + 1 });
  }
}

lateFar.has(farBands);
