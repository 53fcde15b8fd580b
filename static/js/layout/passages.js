// Where the bytes of sends went through the wire lanes: through a box of
// segments that were counted, or through the segments that were captured.

import { carried, carriersOf, ofDatagrams } from "../model/capture.js";

/**
 * Passage is a place in a wire lane that bytes [begin, end) of a send went through.
 * @typedef {object} Passage
 * @property {number} begin
 * @property {number} end
 * @property {number} x0
 * @property {number} x1
 * @property {number} top
 * @property {number} low
 */

/** @typedef {{ x: number, w: number, top: number, low: number }} Place */

/** The bytes of one ribbon go through no more segments than that; else they are not shown to. */
const mostSegments = 48;
/** Room left and right of the bytes in a box. */
const padPx = 4;

/** Passages is filled by the wire lanes and read by the ribbons. */
export class Passages {
  /** Boxes that all bytes of a send went through, by the send's index. @type {Map<number, Place>} */
  sends = new Map();
  /** Boxes of captured segments in view, by index. @type {Map<number, Place>} */
  segments = new Map();
  /** Where segments out of view would be, by the peer of the lane. @type {Map<number, { top: number, low: number }>} */
  lanes = new Map();

  /**
   * of lists the places of bytes [begin, end) of a send, in their order.
   * @param {import("./frame.js").Frame} frame
   * @param {number} send index
   * @param {number} begin
   * @param {number} end
   * @param {number} mostParts more than these have no room beside each other
   * @returns {Passage[]}
   */
  of(frame, send, begin, end, mostParts) {
    const place = this.sends.get(send);
    if (place) {
      const got = Math.max(1, frame.trace.columns.got.at[send]);
      return [{ ...within(place, begin / got, end / got), begin, end }];
    }
    if (this.lanes.size === 0) return [];
    const carriers = carriersOf(frame.trace, send, begin, end, mostSegments + 1);
    if (carriers.length > Math.min(mostSegments, mostParts)) return [];
    return carriers.flatMap((n) => this.#part(frame, n, { send, begin, end }));
  }

  /**
   * place is where a segment is, or null.
   * @param {import("./frame.js").Frame} frame
   * @param {number} n
   */
  place(frame, n) {
    return this.segments.get(n) ?? this.#away(frame, n);
  }

  /**
   * part is the part of a segment's box that stands for bytes of a send.
   * @param {import("./frame.js").Frame} frame
   * @param {number} n
   * @param {{ send: number, begin: number, end: number }} bytes
   * @returns {Passage[]}
   */
  #part(frame, n, { send, begin, end }) {
    const place = this.place(frame, n);
    if (!place) return [];
    const bytes = bytesIn(frame.trace, n, send);
    if (!bytes) return [];
    const [from, to] = [Math.max(begin, bytes.from), Math.min(end, bytes.to)];
    if (from >= to) return [];
    const len = frame.trace.segments.len.at[n];
    const share = (/** @type {number} */ at) => (at - bytes.shift) / len;
    return [{ ...within(place, share(from), share(to)), begin: from, end: to }];
  }

  /**
   * away is where a segment out of view is.
   * @param {import("./frame.js").Frame} frame
   * @param {number} n
   * @returns {Place | null}
   */
  #away(frame, n) {
    const lane = this.lanes.get(frame.chart.wires.peerOf(n));
    return lane ? { x: frame.segmentX(n), w: frame.segmentPx(n), ...lane } : null;
  }
}

/**
 * bytesIn returns which bytes [from, to) of a send a segment has, and which of
 * them would be its first; null of none.
 * @param {import("../model/trace.js").Trace} trace
 * @param {number} n
 * @param {number} send
 */
function bytesIn(trace, n, send) {
  const { off, got } = trace.columns;
  const { seq, len } = trace.segments;
  if (ofDatagrams(trace, n)) {
    const [piece] = carried(trace, n);
    return piece?.index === send ? { from: 0, to: piece.len, shift: 0 } : null;
  }
  const shift = seq.at[n] - off.at[send];
  return { from: Math.max(0, shift), to: Math.min(got.at[send], shift + len.at[n]), shift };
}

/**
 * within is a part of a box, from one part of 1 to another.
 * @param {Place} place
 * @param {number} from
 * @param {number} to
 */
function within({ x, w, top, low }, from, to) {
  const pad = Math.min(padPx, w / 4);
  const room = w - 2 * pad;
  return { x0: x + pad + room * from, x1: x + pad + room * to, top, low };
}
