// Time by event: every start and every end has room of its own, in the order
// in which they were; between them time runs evenly. Places are in units, of
// which one is one pixel at the natural size; whole ones, as all rooms are.

import { Instants, roomy } from "./instants.js";
import { Walk } from "./walk.js";

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

/** How many instants lie between two checkpoints. */
const stretch = 4096;

/** So many calls are put among the others together: a stored run comes at once. */
const together = 2048;

/** One instant in so many stands for those around it where these are far less than a step apart. */
const coarse = 256;
/** How many of those a step has then at least. */
const leastSteps = 4;

/**
 * Checkpoint is the state of placing before an instant: the place of the one
 * before it, where each track of calls and of points is free again, and where
 * the last box ends.
 * @typedef {{ x: number, calls: number[], points: number[], extent: number }} Checkpoint
 */

/** @type {Points} */
const noPoints = { at: [], track: [], room: [] };

/** OrderScale grows with the calls and points it is given. */
export class OrderScale {
  /** A call's start is call * 2, its end one more; a point p is -1 - p. */
  #instants = new Instants();
  #places = new Uint32Array(72);
  /** Checkpoint k stands before instant k * stretch. @type {Checkpoint[]} */
  #checkpoints = [{ x: 0, calls: [], points: [], extent: 0 }];
  /** A frame asks for one place after another. */
  #byTime = new Walk();
  #byPlace = new Walk();
  /** When each coarse instant is, and its place. */
  #coarseNs = new Float64Array(32);
  #coarsePlaces = new Float64Array(40);
  #calls = 0;
  #points = 0;
  /** Where calls start and end, in units. */
  starts = new Uint32Array(32);
  ends = new Uint32Array(40);
  /** Where points are, in units. */
  points = new Uint32Array(48);
  /** Units that all of it takes. */
  extent = 0;

  /**
   * update adds the calls up to `count` and the points up to `pointCount`, and
   * places them and what comes after them in time. It returns the first of all
   * instants that is new or was moved.
   * @param {Spans} spans
   * @param {number} count
   * @param {Points} [points]
   * @param {number} [pointCount]
   */
  update(spans, count, points = noPoints, pointCount = 0) {
    if (count === this.#calls && pointCount === this.#points) return this.#instants.count;
    this.reserve(count, pointCount);
    let first = this.#instants.count;
    for (let call = this.#calls; call < count;) {
      const next = Math.min(count, call + together - (call % together));
      this.#instants.pushCalls(spans.start, spans.end, call, next);
      if (next % together === 0) first = Math.min(first, this.#instants.merge());
      call = next;
    }
    first = Math.min(first, this.#instants.merge());
    for (let p = this.#points; p < pointCount; p++) {
      this.#instants.push(points.at[p], -1 - p);
      if ((p + 1) % together === 0) first = Math.min(first, this.#instants.merge());
    }
    this.#calls = count;
    this.#points = pointCount;
    first = Math.min(first, this.#instants.merge());
    this.#place(spans, points, first);
    return first;
  }

  /** All instants, sorted. @returns {{ times: Float64Array, count: number }} */
  get instants() {
    return this.#instants;
  }

  /**
   * reserve makes room for so many calls and points in all.
   * @param {number} calls
   * @param {number} points
   */
  reserve(calls, points) {
    this.starts = roomy(this.starts, calls);
    this.ends = roomy(this.ends, calls);
    this.points = roomy(this.points, points);
    this.#places = roomy(this.#places, calls * 2 + points);
    this.#instants.reserve(calls * 2 + points);
  }

  /**
   * place goes on from the last checkpoint before an instant: what is before it
   * stays where it is.
   * @param {Spans} spans
   * @param {Points} points
   * @param {number} moved
   */
  #place(spans, points, moved) {
    const checkpoints = this.#checkpoints;
    checkpoints.length = Math.min(checkpoints.length, Math.floor(moved / stretch) + 1);
    const first = (checkpoints.length - 1) * stretch;
    const state = copy(checkpoints[checkpoints.length - 1]);
    const { times, ids, count } = this.#instants;
    for (let at = first; at < count; at++) {
      if (at > first && at % stretch === 0) checkpoints.push(copy(state));
      const id = ids[at];
      const gap = at > 0 ? gapUnits : marginUnits;
      if (id < 0) this.#placePoint(points, -1 - id, gap, state);
      else if (id % 2 === 0) this.#placeStart(spans, id >> 1, gap, state);
      else this.#placeEnd(spans, id >> 1, state);
      this.#places[at] = state.x;
      if (at % coarse === 0) this.#keepCoarse(at / coarse, times[at], state.x);
    }
    this.extent = state.extent + marginUnits;
  }

  /**
   * @param {Points} points
   * @param {number} p
   * @param {number} gap
   * @param {Checkpoint} state
   */
  #placePoint({ track, room }, p, gap, state) {
    state.x = this.points[p] = Math.max(state.x + gap, state.points[track[p]] ?? 0);
    state.points[track[p]] = state.x + room[p];
    state.extent = Math.max(state.extent, state.x + room[p]);
  }

  /**
   * @param {Spans} spans
   * @param {number} call
   * @param {number} gap
   * @param {Checkpoint} state
   */
  #placeStart({ track }, call, gap, state) {
    state.x = this.starts[call] = Math.max(state.x + gap, (state.calls[track[call]] ?? 0) + padUnits);
  }

  /**
   * @param {Spans} spans
   * @param {number} call
   * @param {Checkpoint} state
   */
  #placeEnd({ track, room, late }, call, state) {
    const kind = late[call];
    const before = kind === Late.after ? 0 : kind ? waitUnits : room[call];
    state.x = this.ends[call] = Math.max(state.x + gapUnits, this.starts[call] + before);
    const free = kind ? state.x + room[call] : state.x;
    state.calls[track[call]] = free;
    state.extent = Math.max(state.extent, free);
  }

  /**
   * @param {number} nth
   * @param {number} ns
   * @param {number} place
   */
  #keepCoarse(nth, ns, place) {
    this.#coarseNs = roomy(this.#coarseNs, nth + 1);
    this.#coarsePlaces = roomy(this.#coarsePlaces, nth + 1);
    this.#coarseNs[nth] = ns;
    this.#coarsePlaces[nth] = place;
  }

  /**
   * atNs places an instant.
   * @param {number} ns
   */
  atNs(ns) {
    const { times, count } = this.#instants;
    if (count === 0) return marginUnits;
    const after = this.#byTime.first(count, (k) => times[k] > ns);
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
    const places = this.#places;
    const after = this.#byPlace.first(count, (k) => places[k] > place);
    if (after === 0) return times[0];
    if (after === count) return times[count - 1];
    return between(this.#places, times, after, place);
  }

  /**
   * nsAlong returns the instants at `count` places that are a step apart. Where
   * a step has very many instants, those are right to a part of it.
   * @param {number} from
   * @param {number} step
   * @param {number} count
   */
  nsAlong(from, step, count) {
    const instants = this.#instants.count;
    const dense = (instants * step) / Math.max(1, this.extent) >= coarse * leastSteps;
    const [places, times] = [this.#coarsePlaces, this.#coarseNs];
    const last = Math.floor((instants - 1) / coarse);
    const walk = new Walk();
    const all = new Float64Array(count);
    for (let n = 0; n < count; n++) {
      const place = from + n * step;
      if (!dense || place <= places[0] || place >= places[last]) all[n] = this.nsAt(place);
      else {
        const after = walk.first(last + 1, (k) => places[k] > place);
        all[n] = between(places, times, after, place);
      }
    }
    return all;
  }
}

/** @param {Checkpoint} checkpoint @returns {Checkpoint} */
function copy({ x, calls, points, extent }) {
  return { x, calls: [...calls], points: [...points], extent };
}

/**
 * @param {ArrayLike<number>} from
 * @param {ArrayLike<number>} to
 * @param {number} after the first index above the value
 * @param {number} value
 */
function between(from, to, after, value) {
  const part = (value - from[after - 1]) / (from[after] - from[after - 1]);
  return to[after - 1] + part * (to[after] - to[after - 1]);
}
