// What the decoders of a peer did, in order, and the room that it needs.

import { after, int32 } from "../model/column.js";
import { mostTraced, Part } from "../model/decode.js";
import { boxPadPx, cellPx, readableZoom } from "./metrics.js";
import { mostShown, shortUnits, wholeUnits, wideUnits } from "./units.js";

/** @typedef {import("../model/trace.js").Trace} Trace */

/** The least natural width of a decoder's box: its words have to fit. */
const leastPx = 130;
/** Room right of a box. */
export const gapPx = 6;

/** PeerDecodes is the decodes of one peer, with running sums for views from afar. */
export class PeerDecodes {
  /** Numbers of decodes, rising. */
  list = int32();
  #frames = int32();
  #faults = int32();

  /** Whether there are any in the whole run. */
  get any() {
    return this.list.length > 0;
  }

  /**
   * @param {Trace} trace
   * @param {number} n
   */
  add(trace, n) {
    const fault = trace.decodes.failed(trace, n);
    const frame = !fault && trace.decodes.part.at[n] === Part.frame;
    this.list.push(n);
    this.#frames.push(last(this.#frames) + (frame ? 1 : 0));
    this.#faults.push(last(this.#faults) + (fault ? 1 : 0));
  }

  /**
   * sums counts the decodes k with first <= k < last.
   * @param {number} [first]
   * @param {number} [end] not included
   */
  sums(first = 0, end = this.list.length) {
    const between = (/** @type {import("../model/column.js").Column<Int32Array>} */ sums) =>
      end > first ? sums.at[end - 1] - (first > 0 ? sums.at[first - 1] : 0) : 0;
    return { all: end - first, frames: between(this.#frames), faults: between(this.#faults) };
  }
}

/** @param {import("../model/column.js").Column<Int32Array>} column */
const last = (column) => (column.length ? column.at[column.length - 1] : 0);

/**
 * Cells is how the bytes of a decode share its box: the units of those that are
 * there, and of those missing.
 * @typedef {{ whole: Units, short: Units | null, missing: number }} Cells
 */

/** @typedef {import("./units.js").Units} Units */

/** The room of bytes that are missing, where they are many. */
const manyUnits = 5;

/**
 * cellsOf measures what decode n has and what it needs, in units of a
 * character's cell. Of a fault and of a delimiter nothing is known to be
 * missing but one byte.
 * @param {Trace} trace
 * @param {number} n
 * @returns {Cells}
 */
export function cellsOf(trace, n) {
  const { decodes } = trace;
  const there = decodes.have.at[n];
  const isWhole = decodes.failed(trace, n);
  const lacking = isWhole ? 0 : Math.max(0, decodes.need.at[n] - there);
  const wide = decodes.part.at[n] === Part.header ? wideUnits : 1;
  const missing = lacking > mostShown ? manyUnits : lacking * wide;
  const all = (/** @type {Units} */ units) => ({
    ...units,
    all: Math.max(1, (there > 0 ? units.all : 0) + missing),
  });
  const whole = wholeUnits(
    there > 0 && there <= mostTraced ? trace.decodes.bytes(trace, n, 0, there) : null,
    there,
  );
  const short = shortUnits(
    (from, to) => trace.decodes.bytes(trace, n, from, to),
    there,
    decodes.part.at[n] === Part.frame ? decodes.head.at[n] : 0,
  );
  return { whole: all(whole), short: short && all(short), missing };
}

/**
 * roomOf is the natural width of the box of decode n.
 * @param {Trace} trace
 * @param {number} n
 */
export function roomOf(trace, n) {
  const { whole, short } = cellsOf(trace, n);
  return Math.max(leastPx, (short ?? whole).all * cellPx + (2 * boxPadPx + gapPx) / readableZoom + 1);
}

/**
 * decodesOf lists the decodes of what a receive brought, by index of the event.
 * @param {Trace} trace
 * @param {number} i index of the receive
 */
export function decodesOf(trace, i) {
  const { decodes } = trace;
  const list = [];
  for (let n = after(decodes.event, i); n < decodes.count && list.length < 64; n++) {
    if (!trace.knows(decodes.event.at[n])) continue;
    if (decodes.take.at[n] === i) list.push(decodes.event.at[n]);
    else if (list.length) break;
    if (decodes.event.at[n] > i + 64) break;
  }
  return list;
}
