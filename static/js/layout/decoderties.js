// Ribbons from a receive down to what the decoder had after it: only of the
// bytes that the receive brought.

import { decodedX } from "./decoderbox.js";
import { boxPx } from "./metrics.js";
import { colour } from "../model/message.js";

/** @typedef {import("./shapes.js").Band} Band */

/** More boxes than this have no ribbons: they would be one blur. */
const mostBoxes = 160;
const alpha = 0.16;

/**
 * decoderBands adds the bands of the decodes in view.
 * @param {import("./frame.js").Frame} frame
 * @param {readonly import("./decoderbox.js").Box[]} boxes
 * @param {import("./out.js").Out} out
 */
export function decoderBands(frame, boxes, out) {
  if (boxes.length > mostBoxes) return;
  for (const box of boxes) out.bands.push(...tie(frame, out, box));
}

/**
 * @param {import("./frame.js").Frame} frame
 * @param {import("./out.js").Out} out
 * @param {import("./decoderbox.js").Box} box
 * @returns {Band[]}
 */
function tie(frame, out, box) {
  const { decodes, columns } = frame.trace;
  const { n } = box;
  const i = decodes.event.at[n];
  const take = decodes.take.at[n];
  if (take < 0) return [];
  const top = out.callTops.get(frame.chart.rowOf(take).calls);
  if (top === undefined) return [];
  if (!frame.byEvent && !frame.box(take).card) return [];
  const shift = decodes.takeOff.at[n] - columns.off.at[i];
  const got = columns.got.at[take];
  const ay = top + boxPx;
  return box.runs.flatMap(({ from, to, message, header }) => {
    const begin = Math.max(from, shift);
    const end = Math.min(to, shift + got);
    if (begin >= end) return [];
    const color = header || message < 0 ? "header" : colour(message);
    const [ax0, ax1] = [begin - shift, end - shift].map((at) => frame.byteX(take, at));
    const [bx0, bx1] = [begin, end].map((at) => decodedX(box, at));
    return [{ t: "band", ax0, ax1, ay, bx0, bx1, by: box.y, color, alpha, send: take + 1, take: i + 1 }];
  });
}
