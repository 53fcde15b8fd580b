// Where the bytes of sends went through the wire lanes: through a box of
// segments that were counted, or through the segments that were captured.

import { carried, carriersOf } from "../model/capture.js";

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
   * @returns {Passage[]}
   */
  of(frame, send, begin, end) {
    const place = this.sends.get(send);
    if (place) {
      const got = Math.max(1, frame.trace.columns.got.at[send]);
      return [{ ...within(place, begin / got, end / got), begin, end }];
    }
    if (this.lanes.size === 0) return [];
    const carriers = carriersOf(frame.trace, send, begin, end, mostSegments + 1);
    if (carriers.length > mostSegments) return [];
    return carriers.flatMap((n) => this.#part(frame, n, { send, begin, end }));
  }

  /**
   * empty is the place of a datagram without bytes, or null.
   * @param {import("./frame.js").Frame} frame
   * @param {number} send index
   * @returns {Place | null}
   */
  empty(frame, send) {
    if (this.lanes.size === 0) return null;
    const [n] = carriersOf(frame.trace, send, 0, 0, 1);
    return n === undefined ? null : (this.segments.get(n) ?? this.#away(frame, n));
  }

  /**
   * part is the part of a segment's box that stands for bytes of a send.
   * @param {import("./frame.js").Frame} frame
   * @param {number} n
   * @param {{ send: number, begin: number, end: number }} bytes
   * @returns {Passage[]}
   */
  #part(frame, n, { send, begin, end }) {
    const place = this.segments.get(n) ?? this.#away(frame, n);
    if (!place) return [];
    const len = frame.trace.segments.len.at[n];
    let at = 0;
    for (const piece of carried(frame.trace, n)) {
      const from = Math.max(begin, piece.off);
      const to = Math.min(end, piece.off + piece.len);
      if (piece.index === send && from < to) {
        const skip = at - piece.off;
        return [{ ...within(place, (from + skip) / len, (to + skip) / len), begin: from, end: to }];
      }
      at += piece.len;
    }
    return [];
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
