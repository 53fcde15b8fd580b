// The decoder lane of a peer: after each receive what its decoder has, a frame
// when it is complete, and faults. What draws it is loaded with the first run
// that has one, see ../decoding.js; until then the lane is there, and empty.

import { laneName } from "../../model/text.js";
import { Cut, LaneHeight } from "../metrics.js";

/** @typedef {(frame: import("../frame.js").Frame, peer: number, y: number, out: import("../out.js").Out) => void} Drawing */

/** @type {Drawing | null} */
let drawing = null;

/** isDrawn reports whether what draws decoder lanes has been loaded. */
export const isDrawn = () => drawing !== null;

/** drawWith has decoder lanes drawn from now on. @param {Drawing} loaded */
export function drawWith(loaded) {
  drawing = loaded;
}

/**
 * decoderLane is there for a peer that decodes.
 * @type {import("./lanes.js").Maker}
 */
export const decoderLane = ({ chart, text, peer }) => {
  if (!chart.decodes[peer].any) return null;
  const { frames } = chart.decodes[peer].sums();
  return {
    kind: "decoder",
    peer,
    sockets: [],
    name: laneName(text, "lane.decoder", chart.trace.peers[peer] ?? ""),
    about: text("lane.decoder.about", frames),
    heightPx: ({ byEvent }) => (byEvent ? LaneHeight.decoder : LaneHeight.decoded),
    cutPx: ({ byEvent }) => (byEvent ? Cut.decoder : Cut.decoded),
    draw: (frame, y, out) => drawing?.(frame, peer, y, out),
  };
};
