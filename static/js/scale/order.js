// Time by event: every start and every end has room of its own, in the order
// in which they were; between them time runs evenly. Places are in units, of
// which one is one pixel at the natural size.

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
 * @property {ArrayLike<number>} peer calls of one peer do not overlap
 * @property {ArrayLike<number>} room units that the call's box needs
 * @property {ArrayLike<number>} late 1: the box stands at the call's end, after a time of waiting
 */

/** OrderScale grows with the calls it is given. */
export class OrderScale {
  /** Instants in order: call * 2, plus 1 for its end. */
  #instants = new Int32Array(64);
  #times = new Float64Array(64);
  #places = new Float64Array(64);
  #count = 0;
  #calls = 0;
  /** Where calls start and end, in units. */
  starts = new Float64Array(32);
  ends = new Float64Array(32);
  /** Units that all calls take. */
  extent = 0;

  /**
   * update adds the calls up to `count` and places all of them.
   * @param {Spans} spans
   * @param {number} count
   */
  update(spans, count) {
    if (count === this.#calls) return;
    this.#reserve(count);
    for (let call = this.#calls; call < count; call++) {
      this.#insert(spans.start[call], call * 2);
      this.#insert(spans.end[call], call * 2 + 1);
    }
    this.#calls = count;
    this.#place(spans);
  }

  /** @param {number} calls */
  #reserve(calls) {
    if (calls * 2 <= this.#times.length) return;
    const size = Math.max(calls, this.#times.length) * 2;
    this.#instants = grown(this.#instants, new Int32Array(size));
    this.#times = grown(this.#times, new Float64Array(size));
    this.#places = grown(this.#places, new Float64Array(size));
    this.starts = grown(this.starts, new Float64Array(size / 2));
    this.ends = grown(this.ends, new Float64Array(size / 2));
  }

  /**
   * Calls come nearly in order, so the place is near the end.
   * @param {number} ns
   * @param {number} instant
   */
  #insert(ns, instant) {
    let at = this.#count;
    if (at > 0 && this.#times[at - 1] > ns) at = this.#firstAfter(ns);
    this.#times.copyWithin(at + 1, at, this.#count);
    this.#instants.copyWithin(at + 1, at, this.#count);
    this.#times[at] = ns;
    this.#instants[at] = instant;
    this.#count++;
  }

  /** @param {number} ns */
  #firstAfter(ns) {
    let low = 0;
    let high = this.#count;
    while (low < high) {
      const mid = (low + high) >>> 1;
      if (this.#times[mid] <= ns) low = mid + 1;
      else high = mid;
    }
    return low;
  }

  /** @param {Spans} spans */
  #place(spans) {
    /** @type {number[]} */
    const free = [];
    let x = 0;
    this.extent = 0;
    for (let at = 0; at < this.#count; at++) {
      const call = this.#instants[at] >> 1;
      const peer = spans.peer[call];
      const room = spans.room[call];
      if (this.#instants[at] % 2 === 0) {
        x = Math.max(x + (at > 0 ? gapUnits : marginUnits), (free[peer] ?? 0) + padUnits);
        this.starts[call] = x;
      } else {
        x = Math.max(x + gapUnits, this.starts[call] + (spans.late[call] ? waitUnits : room));
        this.ends[call] = x;
        free[peer] = spans.late[call] ? x + room : x;
        this.extent = Math.max(this.extent, free[peer]);
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
    const n = this.#count;
    if (n === 0) return marginUnits;
    const after = this.#firstAfter(ns);
    if (after === 0) return this.#places[0];
    if (after === n) return this.#places[n - 1];
    return between(this.#times, this.#places, after, ns);
  }

  /**
   * nsAt is the instant at a place.
   * @param {number} place
   */
  nsAt(place) {
    const n = this.#count;
    if (n === 0) return 0;
    let low = 0;
    let high = n;
    while (low < high) {
      const mid = (low + high) >>> 1;
      if (this.#places[mid] <= place) low = mid + 1;
      else high = mid;
    }
    if (low === 0) return this.#times[0];
    if (low === n) return this.#times[n - 1];
    return between(this.#places, this.#times, low, place);
  }
}

/**
 * @template {Float64Array | Int32Array} A
 * @param {A} old
 * @param {A} wider
 */
function grown(old, wider) {
  wider.set(old);
  return wider;
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
