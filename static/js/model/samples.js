// What was measured of a socket, sample by sample in the order of time: a list of
// probes, and what is read of them.

import { Field } from "./probe.js";

/** @typedef {import("./trace.js").Trace} Trace */
/** @typedef {{ at: Int32Array, length: number }} List of numbers */

/** Series is one field of samples. */
export class Series {
  #probes;
  #list;
  #field;

  /**
   * @param {Trace} trace
   * @param {List} list
   * @param {number} field
   */
  constructor({ probes }, list, field) {
    this.#probes = probes;
    this.#list = list;
    this.#field = field;
  }

  get length() {
    return this.#list.length;
  }

  /** @param {number} k */
  get(k) {
    return this.#probes.field(this.#list.at[k], this.#field);
  }

  /**
   * most returns the greatest of the samples from <= k < to, -Infinity of none.
   * @param {number} from
   * @param {number} to
   */
  most(from, to) {
    const [probes, field] = [this.#probes, this.#field];
    const { at } = this.#list;
    let most = -Infinity;
    for (let k = from; k < to; k++) {
      const value = probes.field(at[k], field);
      if (value > most) most = value;
    }
    return most;
  }
}

/** Times is when samples were taken: when the calls before them had ended. */
export class Times {
  #end;
  #events;

  /**
   * @param {Trace} trace
   * @param {List} events
   */
  constructor({ columns }, events) {
    this.#end = columns.end;
    this.#events = events;
  }

  get length() {
    return this.#events.length;
  }

  /** @param {number} k */
  get(k) {
    return this.#end.at[this.#events.at[k]];
  }

  /**
   * most returns when the last of the samples from <= k < to was taken, -Infinity of none.
   * @param {number} from
   * @param {number} to
   */
  most(from, to) {
    return to > from ? this.get(to - 1) : -Infinity;
  }

  /** after returns the first sample that was taken after an instant. @param {number} ns */
  after(ns) {
    let [low, high] = [0, this.length];
    while (low < high) {
      const mid = (low + high) >>> 1;
      if (this.get(mid) <= ns) low = mid + 1;
      else high = mid;
    }
    return low;
  }

  /** from returns the first sample that was taken at an instant or after it. @param {number} ns */
  from(ns) {
    let [low, high] = [0, this.length];
    while (low < high) {
      const mid = (low + high) >>> 1;
      if (this.get(mid) < ns) low = mid + 1;
      else high = mid;
    }
    return low;
  }
}

/**
 * samplesOf returns what is read of samples.
 * @param {Trace} trace
 * @param {List} probes
 * @param {List} events after which they were taken
 */
export function samplesOf(trace, probes, events) {
  return {
    t: new Times(trace, events),
    outq: new Series(trace, probes, Field.outq),
    inq: new Series(trace, probes, Field.inq),
    unsent: new Series(trace, probes, Field.unsent),
    segsOut: new Series(trace, probes, Field.segsOut),
    drops: new Series(trace, probes, Field.drops),
  };
}
