// The strands of a peer (threads of its program) as rows: strands whose calls
// never overlap share one.

import { isTap } from "../model/hello.js";
import { PeerCalls } from "./peercalls.js";

/** The most rows that a peer's strands have; those beyond share one more, drawn as a density. */
export const mostRows = 6;
/** How often rows are tried anew at once: a clash may follow from the one before. */
const mostTries = 8;

/**
 * Row is the calls of strands that share it. Of `rest` only a density is drawn.
 * @typedef {{ calls: PeerCalls, strands: number[], rest: boolean }} Row
 */

/** Strands follows the calls of a peer, in the order of their ends. */
export class Strands {
  /** In the order of their first calls. @type {number[]} */
  #order = [];
  /** By strand. @type {Map<number, number>} */
  #rowOf = new Map();
  /** Strands with calls that overlapped, by the two. @type {Set<string>} */
  #clashes = new Set();
  /** By row: the end of its last call, and whose that is. @type {{ strand: number, end: number }[]} */
  #last = [];
  /** The strand of the last call, and its row. */
  #now = { strand: -1, row: 0 };
  #changed = false;

  #trace;

  /** @param {import("../model/trace.js").Trace} trace */
  constructor(trace) {
    this.#trace = trace;
    /** All calls of the peer. */
    this.all = new PeerCalls(trace);
    /** From top to bottom. @type {Row[]} */
    this.rows = [{ calls: this.all, strands: [], rest: false }];
  }

  /** add takes in a call. @param {number} event its index */
  add(event) {
    this.all.events.push(event);
    this.#put(event);
  }

  /**
   * rowOf gives the row of a strand.
   * @param {number} strand
   */
  rowOf(strand) {
    return this.#rowOf.get(strand) ?? 0;
  }

  /** settle makes the rows anew where strands that share one have overlapped. */
  settle() {
    for (let tries = 0; this.#changed && tries < mostTries; tries++) this.#again();
  }

  #again() {
    this.#changed = false;
    this.#rowOf.clear();
    this.#now = { strand: -1, row: 0 };
    this.#last = [];
    this.rows = [];
    for (const strand of this.#order) this.#enter(strand);
    for (let k = 0; k < this.all.events.length; k++) this.#put(this.all.events.at[k]);
  }

  /**
   * enter gives a strand the first row that it does not clash with.
   * @param {number} strand
   */
  #enter(strand) {
    const clashes = (/** @type {Row} */ row) =>
      row.strands.some((other) => this.#clashes.has(pair(strand, other))) ||
      (isTap(this.#trace) &&
        strand > 0 &&
        row.strands.some((other) => other > 0 && wayOf(other) !== wayOf(strand)));
    let at = this.rows.findIndex((row) => row.rest || !clashes(row));
    if (at < 0) {
      at = this.rows.length;
      this.#changed ||= at > 0 && this.rows[0].calls === this.all; // which has those of this row, too
      this.rows.push({ calls: new PeerCalls(this.#trace), strands: [], rest: at === mostRows });
    }
    this.rows[at].strands.push(strand);
    this.#rowOf.set(strand, at);
  }

  /** @param {number} event */
  #put(event) {
    const { strand, start, end } = this.#trace.columns;
    const [own, endNs] = [strand.get(event), end.at[event]];
    if (own !== this.#now.strand) this.#now = { strand: own, row: this.#rowFor(own) };
    const at = this.#now.row;
    const { calls, rest } = this.rows[at];
    const last = this.#last[at];
    if (!last) this.#last[at] = { strand: own, end: endNs };
    else {
      if (last.strand !== own && !rest && last.end > start.at[event]) {
        this.#clashes.add(pair(own, last.strand));
        this.#changed = true;
      }
      if (endNs >= last.end) {
        last.strand = own;
        last.end = endNs;
      }
    }
    if (calls !== this.all) calls.events.push(event);
  }

  /**
   * rowFor gives the row of a strand, which may be new.
   * @param {number} strand
   */
  #rowFor(strand) {
    if (!this.#rowOf.has(strand)) {
      this.#order.push(strand);
      this.#enter(strand);
    }
    return this.rowOf(strand);
  }
}

/**
 * wayOf is what a strand of a tap does, as lab/tap numbers them: 0 receives from the
 * client, 1 sends that to the server, 2 and 3 go the other way.
 * @param {number} strand above 0
 */
export const wayOf = (strand) => (strand - 1) % 4;

/**
 * @param {number} a
 * @param {number} b
 */
const pair = (a, b) => (a < b ? `${a} ${b}` : `${b} ${a}`);
