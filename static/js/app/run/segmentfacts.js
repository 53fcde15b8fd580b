// A captured segment in the inspector: all that its header said, and whose
// bytes it carried.

import { socketText, segmentTexts } from "../../a11y/segmentwords.js";
import { pythonBytes } from "../../model/bytes.js";
import { carried, endsOf, hasData, ofDatagrams } from "../../model/capture.js";
import { spanOf } from "../../model/counting.js";
import { listed } from "../../model/limits.js";
import { colour, letter } from "../../model/message.js";
import { element } from "../element.js";

/** @typedef {import("../../a11y/words.js").Text} Text */
/** @typedef {import("../../model/trace.js").Trace} Trace */

/** How many bytes of a piece are shown. */
const mostBytes = 24;

/**
 * factsOf lists the fields of a segment as name and value; those that it does
 * not have are left out.
 * @param {Trace} trace
 * @param {number} n index
 * @param {Text} text
 * @returns {[string, string][]}
 */
export function factsOf(trace, n, text) {
  const texts = segmentTexts(trace, n, text);
  const { len, seq } = trace.segments;
  const range = len.at[n] > 0 && !ofDatagrams(trace, n) ? [seq.at[n] + 1, seq.at[n] + len.at[n]] : null;
  /** @type {[string, string][]} */
  const facts = [
    [text("segment.time"), texts.time],
    [text("segment.flags"), texts.flags],
    [text("segment.seq"), texts.seq && range ? text("segment.seq.bytes", texts.seq, ...range) : texts.seq],
    [text("segment.ack"), texts.ack],
    [text("segment.len"), text("segment.bytes", texts.len)],
    [text("segment.count"), texts.count && text("segment.super", trace.segments.count.at[n])],
    [text("segment.window"), texts.window && text("segment.bytes", texts.window)],
  ];
  return facts.filter(([, value]) => value !== "");
}

/**
 * pieceText says which bytes of a send a segment had.
 * @param {Trace} trace
 * @param {import("../../model/streams.js").Piece} piece
 * @param {Text} text
 */
function pieceText(trace, { index, off, len }, text) {
  const name = letter(trace.message(index));
  const sent = trace.event(index).data ?? new Uint8Array(0);
  const part = pythonBytes(sent.subarray(off, off + len), mostBytes);
  if (len === 0) return text("segment.message.empty", name, index + 1);
  const { first, last } = spanOf(trace, index, off, len);
  return text("inspect.message", name, index + 1, first, last, part);
}

/**
 * inspectedSegment makes what the inspector shows of a segment.
 * @param {Trace} trace
 * @param {number} number from 1
 * @param {Text} text
 * @returns {HTMLElement[]}
 */
export function inspectedSegment(trace, number, text) {
  const n = number - 1;
  const { from, to } = endsOf(trace, n);
  const [sender, receiver] = [socketText(trace, from, text), socketText(trace, to, text)];
  const kind = ofDatagrams(trace, n) ? "segment.heading.datagram" : "segment.heading";
  const parts = [element("h3", {}, text(kind, number, sender, receiver))];
  if (trace.segments.again.at[n]) {
    parts.push(element("p", { class: "verdict", "data-verdict": "lost" }, text("segment.again.about")));
  }
  const facts = factsOf(trace, n, text).map(([name, value]) =>
    element("div", {}, element("dt", {}, name), element("dd", {}, value)),
  );
  parts.push(element("dl", { class: "segment-facts" }, ...facts));
  const { shown, left } = listed(carried(trace, n));
  const items = shown.map((piece) => {
    const message = trace.message(piece.index);
    const badge = element("b", { class: `letter ${colour(message)}` }, letter(message));
    return element("li", {}, badge, " ", pieceText(trace, piece, text));
  });
  if (left > 0) items.push(element("li", {}, text("inspect.more", left)));
  if (items.length > 0) parts.push(element("ul", { class: "sources" }, ...items));
  else parts.push(element("p", { class: "dim" }, text(emptyKey(trace, n))));
  return parts;
}

/**
 * emptyKey says why no message is named.
 * @param {Trace} trace
 * @param {number} n index
 */
function emptyKey(trace, n) {
  return hasData(trace, n) ? "inspect.unknown" : "segment.nodata";
}
