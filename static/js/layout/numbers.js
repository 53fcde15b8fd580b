// The numbers of sockets on the calls of a peer, where a lesson asks which one is which.

import { carries, idles } from "../model/call.js";
import { lateNumbers } from "./late.js";
import { boxPx, dotPx, letterDropPx, Size, textPx } from "./metrics.js";

/**
 * Row is calls of a row: y is the top of their boxes, mid the middle of the band.
 * @typedef {{ calls: import("./peercalls.js").PeerCalls, first: number, last: number, y: number, mid: number }} Row
 */

/** Boxes narrower than this have their letter alone. */
const leastPx = 48;

/**
 * numberShapes writes the number of its socket into each dot, and on the lower edge of
 * each box. That of socket and accept is the one that they returned.
 * @param {import("./frame.js").Frame} frame
 * @param {Row} row
 * @param {import("./out.js").Out} out
 */
function numberShapes(frame, { calls, first, last, y, mid }, { calls: shapes }) {
  const { call, conn } = frame.trace.columns;
  for (let k = first; k < last; k++) {
    const i = calls.events.at[k];
    if (conn.at[i] === 0 || idles(call.at[i])) continue;
    const { x, w, card } = frame.box(i);
    const number = `${conn.at[i]}`;
    if (!carries(call.at[i])) {
      const dot = Math.max(3, Math.min(dotPx, w - 2));
      if (textPx(number, Size.small) + 2 > dot) continue;
      const place = { x: x + dot / 2, y: mid + 4.5, align: /** @type {const} */ ("center") };
      shapes.push({ t: "text", ...place, text: number, size: Size.small, color: "ink", mono: true });
    } else if (w >= leastPx && (frame.byEvent || card)) {
      const text = `#${number}`;
      const about = /** @type {const} */ ("legend.socket");
      shapes.push({ t: "badge", x: x + w - 14, y: y + boxPx + letterDropPx, text, fill: "card", ink: "ink", stroke: "dim", about }); // prettier-ignore
    }
  }
}

lateNumbers.has(numberShapes);
