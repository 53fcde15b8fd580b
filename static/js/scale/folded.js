// Time with idle folded: to scale within bursts; where nothing happens for long,
// the axis has a break of one width, however long the idle time was.

import { roomy } from "./instants.js";
import { Walk } from "./walk.js";

/** A gap between two instants is idle when it is at least so many times the usual one, a power of two. */
const idleBits = 4;
/** Which gaps are the least and the most that a break stands for. */
const leastBits = 14;
const mostBits = 24;
/** How wide a break is, as a part of the least gap that it stands for. */
const breakPart = 3 / 8;
/** How many instants lie between two checkpoints. */
const stretch = 4096;
/** Gaps are counted by the power of two below them. */
const sizes = 64;

/** powerBelow is the greatest power of two in a gap of 1 ns or more. @param {number} gap */
function powerBelow(gap) {
  if (gap < 2 ** 31) return 31 - Math.clz32(gap); // nearly all; a logarithm of each takes five times as long
  return Math.min(sizes - 1, Math.floor(Math.log2(gap)));
}

/**
 * Checkpoint is the state before an instant: how many gaps of each size there
 * were, and how many breaks.
 * @typedef {{ counts: Int32Array, gaps: number, breaks: number }} Checkpoint
 */

/** Break is an idle time that is folded, with its place on the axis. @typedef {{ fromNs: number, toNs: number, from: number, to: number }} Break */

/**
 * FoldedScale is a function of the instants of a run alone. Its places are in
 * ns, those of folded time left out.
 */
export class FoldedScale {
  /** Checkpoint k stands before instant k * stretch. @type {Checkpoint[]} */
  #checkpoints = [{ counts: new Int32Array(sizes), gaps: 0, breaks: 0 }];
  #bits = leastBits;
  #thresholdNs = 2 ** leastBits;
  #breaks = 0;
  #hasTail = false;
  #lastNs = 0;
  /** When break k begins and ends, its place, and what all breaks up to it leave out. */
  #from = new Float64Array(16);
  #to = new Float64Array(16);
  #place = new Float64Array(16);
  #cut = new Float64Array(16);
  #byTime = new Walk();
  #byPlace = new Walk();

  /** The least gap that is folded. */
  get thresholdNs() {
    return this.#thresholdNs;
  }

  /** The width of a break, in the unit of the axis. */
  get breakWidth() {
    return this.thresholdNs * breakPart;
  }

  /** How many breaks there are, with that after the last instant. */
  get breaks() {
    return this.#breaks + (this.#hasTail ? 1 : 0);
  }

  /**
   * update takes in the instants of a run, those before `moved` being the same
   * as last time.
   * @param {{ times: Float64Array, count: number }} instants sorted
   * @param {number} moved
   */
  update({ times, count }, moved) {
    const checkpoints = this.#checkpoints;
    checkpoints.length = Math.min(checkpoints.length, Math.floor(moved / stretch) + 1);
    const first = (checkpoints.length - 1) * stretch;
    const bits = this.#count(times, first, count);
    const changed = bits !== this.#bits;
    this.#bits = bits;
    this.#thresholdNs = 2 ** bits;
    this.#hasTail = false;
    this.#lastNs = count ? times[count - 1] : 0;
    this.#fold(times, changed ? 0 : first, count);
  }

  /**
   * count counts the gaps by size, and returns which are idle.
   * @param {Float64Array} times
   * @param {number} first
   * @param {number} count
   */
  #count(times, first, count) {
    const checkpoints = this.#checkpoints;
    const last = checkpoints[checkpoints.length - 1];
    const counts = last.counts.slice();
    let { gaps } = last;
    for (let at = first; at < count; at++) {
      if (at > first && at % stretch === 0) checkpoints.push({ counts: counts.slice(), gaps, breaks: 0 });
      const gap = times[at] - (at > 0 ? times[at - 1] : 0);
      if (gap < 1) continue;
      counts[powerBelow(gap)]++;
      gaps++;
    }
    return Math.min(mostBits, Math.max(leastBits, median(counts, gaps) + idleBits));
  }

  /**
   * fold makes the breaks of the gaps from an instant on that a checkpoint
   * stands before.
   * @param {Float64Array} times
   * @param {number} first
   * @param {number} count
   */
  #fold(times, first, count) {
    const checkpoints = this.#checkpoints;
    const threshold = this.#thresholdNs;
    this.#breaks = first > 0 ? checkpoints[first / stretch].breaks : 0;
    for (let at = first; at < count; at++) {
      if (at % stretch === 0) checkpoints[at / stretch].breaks = this.#breaks;
      const before = at > 0 ? times[at - 1] : 0;
      if (times[at] - before >= threshold) this.#push(this.#breaks++, before, times[at]);
    }
  }

  /**
   * @param {number} k
   * @param {number} fromNs
   * @param {number} toNs
   */
  #push(k, fromNs, toNs) {
    this.#from = roomy(this.#from, k + 1);
    this.#to = roomy(this.#to, k + 1);
    this.#place = roomy(this.#place, k + 1);
    this.#cut = roomy(this.#cut, k + 1);
    const cut = k > 0 ? this.#cut[k - 1] : 0;
    this.#from[k] = fromNs;
    this.#to[k] = toNs;
    this.#place[k] = fromNs - cut;
    this.#cut[k] = cut + (toNs - fromNs) - this.breakWidth;
  }

  /**
   * until says how far the run has got: idle time after the last instant folds
   * while it grows. It returns the place of that time.
   * @param {number} nowNs
   */
  until(nowNs) {
    this.#hasTail = nowNs - this.#lastNs >= this.thresholdNs;
    if (this.#hasTail) this.#push(this.#breaks, this.#lastNs, nowNs);
    return this.atNs(Math.max(nowNs, this.#lastNs));
  }

  /**
   * atNs places an instant.
   * @param {number} ns
   */
  atNs(ns) {
    const after = this.#byTime.first(this.breaks, (k) => this.#from[k] > ns);
    if (after === 0) return ns;
    const k = after - 1;
    if (ns >= this.#to[k]) return ns - this.#cut[k];
    const part = (ns - this.#from[k]) / (this.#to[k] - this.#from[k]);
    return this.#place[k] + part * this.breakWidth;
  }

  /**
   * nsAt is the instant at a place.
   * @param {number} place
   */
  nsAt(place) {
    const after = this.#byPlace.first(this.breaks, (k) => this.#place[k] > place);
    if (after === 0) return place;
    const k = after - 1;
    const part = (place - this.#place[k]) / this.breakWidth;
    if (part >= 1) return place + this.#cut[k];
    return this.#from[k] + part * (this.#to[k] - this.#from[k]);
  }

  /**
   * breaksIn lists the breaks between two places.
   * @param {number} from
   * @param {number} to
   * @returns {Break[]}
   */
  breaksIn(from, to) {
    const list = [];
    const width = this.breakWidth;
    const walk = new Walk();
    for (
      let k = walk.first(this.breaks, (n) => this.#place[n] + width >= from);
      k < this.breaks && this.#place[k] <= to;
      k++
    )
      list.push({
        fromNs: this.#from[k],
        toNs: this.#to[k],
        from: this.#place[k],
        to: this.#place[k] + width,
      });
    return list;
  }
}

/**
 * median is the power of two below the middle one of the gaps.
 * @param {Int32Array} counts
 * @param {number} gaps
 */
function median(counts, gaps) {
  let left = gaps / 2;
  for (let bits = 0; bits < sizes; bits++) {
    left -= counts[bits];
    if (left <= 0 && gaps > 0) return bits;
  }
  return 0;
}
