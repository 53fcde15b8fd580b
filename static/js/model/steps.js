// The orders of a run's calls that are not that of their ends: in which they
// took effect, and in which they began.

import { idles } from "./call.js";
import { int32 } from "./column.js";

/** @typedef {import("./trace.js").Trace} Trace */
/** @typedef {(i: number) => number} KeyOf */

/** Steps follows a trace event by event, each order as far as it was asked for. */
export class Steps {
  /** Calls by the instant they took effect; pauses of a program are no steps. */
  #effective = int32();
  /** How many events were looked at for these. */
  #seen = 0;
  /** All events by their start. */
  #begun = int32();

  /** How many steps there are. */
  get length() {
    return this.#effective.length;
  }

  /**
   * update takes in what the trace has grown by.
   * @param {Trace} trace
   */
  update(trace) {
    const order = this.#effective;
    const { call, start, end } = trace.columns;
    const effect = effectOf(trace);
    order.reserve(trace.length);
    let lastNs = order.length > 0 ? effect(order.at[order.length - 1]) : -Infinity;
    for (let i = this.#seen; i < trace.length; i++) {
      if (idles(call.at[i])) continue;
      const ns = trace.waited(i) ? end.at[i] : start.at[i];
      if (ns < lastNs) enter(order, i, effect);
      else {
        order.push(i);
        lastNs = ns;
      }
    }
    this.#seen = trace.length;
  }

  /** @param {Trace} trace */
  #begin(trace) {
    const order = this.#begun;
    const start = trace.columns.start.at;
    const begin = (/** @type {number} */ i) => start[i];
    order.reserve(trace.length);
    for (let i = order.length; i < trace.length; i++) {
      if (i > 0 && start[i] < start[order.at[i - 1]]) enter(order, i, begin);
      else order.push(i);
    }
  }

  /**
   * indexAt returns the index of the event of step k.
   * @param {number} k
   */
  indexAt(k) {
    return this.#effective.at[k];
  }

  /**
   * placeOf returns how many steps come before event i.
   * @param {Trace} trace
   * @param {number} i index
   */
  placeOf(trace, i) {
    const effect = effectOf(trace);
    const ns = effect(i);
    return firstWhere(this.#effective, (other) => {
      const otherNs = effect(other);
      return otherNs > ns || (otherNs === ns && other >= i);
    });
  }

  /**
   * lastBegun returns the index of the last event that had begun at an instant,
   * -1 for none.
   * @param {Trace} trace
   * @param {number} ns
   */
  lastBegun(trace, ns) {
    this.#begin(trace);
    const { start } = trace.columns;
    const k = firstWhere(this.#begun, (i) => start.at[i] > ns);
    return k === 0 ? -1 : this.#begun.at[k - 1];
  }
}

/**
 * effectOf returns when calls took effect: one that had to wait when it ended,
 * any other when it began. By their ends alone a receive would often come
 * before the send that fed it.
 * @param {Trace} trace
 * @returns {KeyOf}
 */
function effectOf(trace) {
  const { start, end } = trace.columns;
  return (i) => (trace.waited(i) ? end.at[i] : start.at[i]);
}

/** An event that belongs no further ahead than so many is found there step by step. */
const nearly = 8;

/**
 * enter puts an event among those before it, behind those of the same key.
 * @param {import("./column.js").Column<Int32Array>} order
 * @param {number} i
 * @param {KeyOf} keyOf
 */
function enter(order, i, keyOf) {
  const key = keyOf(i);
  let at = order.length;
  for (const least = Math.max(0, at - nearly); at > least && keyOf(order.at[at - 1]) > key;) at--;
  if (at > 0 && keyOf(order.at[at - 1]) > key) at = firstWhere(order, (other) => keyOf(other) > key);
  order.insert(at, i);
}

/**
 * firstWhere returns the first place of an order for which a test holds, it
 * holding for all after it.
 * @param {import("./column.js").Column<Int32Array>} order
 * @param {(i: number) => boolean} test
 */
function firstWhere(order, test) {
  let low = 0;
  let high = order.length;
  while (low < high) {
    const mid = (low + high) >>> 1;
    if (test(order.at[mid])) high = mid;
    else low = mid + 1;
  }
  return low;
}
