// Time by event: every start and every end has room of its own, in the order
// in which they were; between them time runs evenly. Places are in units, of
// which one is one pixel at the natural size.

import { firstAfter, Instants, roomy } from "./instants.js";

/** The least room between two instants. */
export const gapUnits = 4;
/** Room between two calls of one peer. */
export const padUnits = 7;
/** The least room of the time that a call had to wait. */
export const waitUnits = 34;
/** Room before the first instant and after the last call. */
export const marginUnits = 14;

/**
 * Spans are the calls that the scale gives room to, as columns of equal length.
 * @typedef {object} Spans
 * @property {ArrayLike<number>} start ns
 * @property {ArrayLike<number>} end ns
 * @property {ArrayLike<number>} track calls of one track do not overlap
 * @property {ArrayLike<number>} room units that the call's box needs
 * @property {ArrayLike<number>} late 0: the box fills the call, else as in Late
 */

/**
 * Where the box of a call stands that does not fill it: at the call's end, with
 * room before it for the time of waiting, or with none.
 */
export const Late = Object.freeze({ waited: 1, after: 2 });

/**
 * Points are things without a duration that need room as well, such as
 * segments on the wire, as columns of equal length.
 * @typedef {object} Points
 * @property {ArrayLike<number>} at ns
 * @property {ArrayLike<number>} track points of one track do not overlap
 * @property {ArrayLike<number>} room units that the point's box needs, from its place on
 */

/** @type {Points} */
const noPoints = { at: [], track: [], room: [] };

/** OrderScale grows with the calls and points it is given. */
export class OrderScale {
  /** A call's start is call * 2, its end one more; a point p is -1 - p. */
  #instants = new Instants();
  #places = new Float64Array(64);
  #calls = 0;
  #points = 0;
  /** Where calls start and end, in units. */
  starts = new Float64Array(32);
  ends = new Float64Array(32);
  /** Where points are, in units. */
  points = new Float64Array(32);
  /** Units that all of it takes. */
  extent = 0;

  /**
   * update adds the calls up to `count` and the points up to `pointCount`, and
   * places all of them.
   * @param {Spans} spans
   * @param {number} count
   * @param {Points} [points]
   * @param {number} [pointCount]
   */
  update(spans, count, points = noPoints, pointCount = 0) {
    if (count === this.#calls && pointCount === this.#points) return;
    this.#reserve(count, pointCount);
    for (let call = this.#calls; call < count; call++) {
      this.#instants.push(spans.start[call], call * 2);
      this.#instants.push(spans.end[call], call * 2 + 1);
    }
    this.#instants.merge();
    for (let p = this.#points; p < pointCount; p++) this.#instants.push(points.at[p], -1 - p);
    this.#instants.merge();
    this.#calls = count;
    this.#points = pointCount;
    this.#place(spans, points);
  }

  /**
   * @param {number} calls
   * @param {number} points
   */
  #reserve(calls, points) {
    this.starts = roomy(this.starts, calls);
    this.ends = roomy(this.ends, calls);
    this.points = roomy(this.points, points);
    this.#places = roomy(this.#places, calls * 2 + points);
  }

  /**
   * @param {Spans} spans
   * @param {Points} points
   */
  #place(spans, points) {
    /** Where each track of calls, and of points, is free again. @type {number[]} */
    const free = [];
    /** @type {number[]} */
    const tracks = [];
    const { ids, count } = this.#instants;
    let x = 0;
    this.extent = 0;
    for (let at = 0; at < count; at++) {
      const instant = ids[at];
      const gap = at > 0 ? gapUnits : marginUnits;
      if (instant < 0) {
        const p = -1 - instant;
        x = Math.max(x + gap, tracks[points.track[p]] ?? 0);
        this.points[p] = x;
        tracks[points.track[p]] = x + points.room[p];
        this.extent = Math.max(this.extent, x + points.room[p]);
      } else if (instant % 2 === 0) {
        const call = instant >> 1;
        x = Math.max(x + gap, (free[spans.track[call]] ?? 0) + padUnits);
        this.starts[call] = x;
      } else {
        const call = instant >> 1;
        const room = spans.room[call];
        const late = spans.late[call];
        const before = late === Late.after ? 0 : late ? waitUnits : room;
        x = Math.max(x + gapUnits, this.starts[call] + before);
        this.ends[call] = x;
        free[spans.track[call]] = late ? x + room : x;
        this.extent = Math.max(this.extent, free[spans.track[call]]);
      }
      this.#places[at] = x;
    }
    this.extent += marginUnits;
  }

  /**
   * atNs places an instant.
   * @param {number} ns
   */
  atNs(ns) {
    const { times, count } = this.#instants;
    if (count === 0) return marginUnits;
    const after = firstAfter(times, count, ns);
    if (after === 0) return this.#places[0];
    if (after === count) return this.#places[count - 1];
    return between(times, this.#places, after, ns);
  }

  /**
   * nsAt is the instant at a place.
   * @param {number} place
   */
  nsAt(place) {
    const { times, count } = this.#instants;
    if (count === 0) return 0;
    const after = firstAfter(this.#places, count, place);
    if (after === 0) return times[0];
    if (after === count) return times[count - 1];
    return between(this.#places, times, after, place);
  }
}

/**
 * @param {Float64Array} from
 * @param {Float64Array} to
 * @param {number} after the first index above the value
 * @param {number} value
 */
function between(from, to, after, value) {
  const part = (value - from[after - 1]) / (from[after] - from[after - 1]);
  return to[after - 1] + part * (to[after] - to[after - 1]);
}
