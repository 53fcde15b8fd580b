// What the canvas of a timeline is called by a screen reader.

import { callName } from "../model/call.js";
import { decodeWords } from "../model/decodewords.js";
import { result } from "../model/label.js";
import { eventOf, segmentOf } from "../model/target.js";
import { peerName } from "../model/text.js";
import { segmentTexts } from "./segmentwords.js";

/**
 * timelineLabel says what is on the canvas and what of it is selected.
 * @param {import("../model/trace.js").Trace} trace
 * @param {import("../model/target.js").Target | null} target
 * @param {import("../model/text.js").Text} text
 */
export function timelineLabel(trace, target, text) {
  const { length } = trace.segments;
  const about = [text("timeline.label", trace.count)];
  if (length > 0) about.push(text("timeline.segments", length));
  const [selected, segment] = [eventOf(trace, target), segmentOf(target)];
  if (segment !== null && segment <= length) {
    const { flags, seq, len, from, to } = segmentTexts(trace, segment - 1, text);
    about.push(text("timeline.segment", segment, from, to, flags, seq, len));
  }
  if (selected === null) return about.join(" ");
  const { peer, call } = trace.columns;
  const who = peerName(text, trace.peers[peer.at[selected - 1]] ?? "");
  const what = callName(call.at[selected - 1]);
  const decode = trace.columns.decode.at[selected - 1];
  const gave = decode < 0 ? result(trace, selected - 1, text) : decodeWords(trace, decode, text)[0];
  return [...about, text("timeline.selected", who, what, gave)].join(" ");
}
