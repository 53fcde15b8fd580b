// What the canvas of a timeline is called by a screen reader.

import { callName } from "../model/call.js";
import { decodeWords } from "../model/decodewords.js";
import { result } from "../model/label.js";
import { peerName } from "../model/text.js";
import { segmentTexts } from "./segmentwords.js";

/**
 * timelineLabel says what is on the canvas and what of it is selected.
 * @param {import("../model/trace.js").Trace} trace
 * @param {{ selected: number | null, segment: number | null }} view
 * @param {import("../model/text.js").Text} text
 */
export function timelineLabel(trace, { selected, segment }, text) {
  const { length } = trace.segments;
  const about = [text("timeline.label", trace.length)];
  if (length > 0) about.push(text("timeline.segments", length));
  if (segment !== null && segment <= length) {
    const { flags, seq, len, from, to } = segmentTexts(trace, segment - 1, text);
    about.push(text("timeline.segment", segment, from, to, flags, seq, len));
  }
  if (selected === null || selected > trace.length) return about.join(" ");
  const { peer, call } = trace.columns;
  const who = peerName(text, trace.peers[peer.at[selected - 1]] ?? "");
  const what = callName(call.at[selected - 1]);
  const decode = trace.columns.decode.at[selected - 1];
  const gave = decode < 0 ? result(trace, selected - 1, text) : decodeWords(trace, decode, text)[0];
  return [...about, text("timeline.selected", who, what, gave)].join(" ");
}
