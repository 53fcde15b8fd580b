// The strands of a peer (threads of its program) as rows: strands whose calls
// never overlap share one.

import { PeerCalls } from "./peercalls.js";

/** The most rows that a peer's strands have; those beyond share one more, drawn as a density. */
export const mostRows = 6;
/** How often rows are tried anew at once: a clash may follow from the one before. */
const mostTries = 8;

/**
 * Row is the calls of strands that share it. Of `rest` only a density is drawn.
 * @typedef {{ calls: PeerCalls, strands: number[], rest: boolean }} Row
 */

/**
 * Call is a call of the peer; it may be reused for the next one.
 * @typedef {{ event: number, strand: number, start: number, end: number, verdict: number, failed: boolean, bytes?: number, sends?: boolean }} Call
 */

/** Strands follows the calls of a peer, in the order of their ends. */
export class Strands {
  /** All calls of the peer. */
  all = new PeerCalls();
  /** From top to bottom. @type {Row[]} */
  rows = [{ calls: this.all, strands: [], rest: false }];
  /** In the order of their first calls. @type {number[]} */
  #order = [];
  /** By strand. @type {Map<number, number>} */
  #rowOf = new Map();
  /** Strands with calls that overlapped, by the two. @type {Set<string>} */
  #clashes = new Set();
  /** By row: the end of its last call, and whose that is. @type {{ strand: number, end: number }[]} */
  #last = [];
  #changed = false;

  /** @param {Call} call */
  add(call) {
    this.all.add(call.event, call.verdict, call.failed, call.bytes, call.sends);
    if (!this.#rowOf.has(call.strand)) {
      this.#order.push(call.strand);
      this.#enter(call.strand);
    }
    this.#put(call);
  }

  /**
   * rowOf gives the row of a strand.
   * @param {number} strand
   */
  rowOf(strand) {
    return this.#rowOf.get(strand) ?? 0;
  }

  /**
   * settle makes the rows anew where strands that share one have overlapped.
   * @param {(event: number) => Call} read gives a call again
   */
  settle(read) {
    for (let tries = 0; this.#changed && tries < mostTries; tries++) this.#again(read);
  }

  /** @param {(event: number) => Call} read */
  #again(read) {
    this.#changed = false;
    this.#rowOf.clear();
    this.#last = [];
    this.rows = [];
    for (const strand of this.#order) this.#enter(strand);
    for (let k = 0; k < this.all.events.length; k++) this.#put(read(this.all.events.at[k]));
  }

  /**
   * enter gives a strand the first row that it does not clash with.
   * @param {number} strand
   */
  #enter(strand) {
    const clashes = (/** @type {Row} */ row) =>
      row.strands.some((other) => this.#clashes.has(pair(strand, other)));
    let at = this.rows.findIndex((row) => row.rest || !clashes(row));
    if (at < 0) {
      at = this.rows.length;
      this.rows.push({ calls: new PeerCalls(), strands: [], rest: at === mostRows });
    }
    this.rows[at].strands.push(strand);
    this.#rowOf.set(strand, at);
  }

  /** @param {Call} call */
  #put({ event, strand, start, end, verdict, failed, bytes, sends }) {
    const at = this.rowOf(strand);
    const { calls, rest } = this.rows[at];
    const last = this.#last[at];
    if (!rest && last && last.strand !== strand && last.end > start) {
      this.#clashes.add(pair(strand, last.strand));
      this.#changed = true;
    }
    if (!last) this.#last[at] = { strand, end };
    else if (end >= last.end) {
      last.strand = strand;
      last.end = end;
    }
    if (calls !== this.all) calls.add(event, verdict, failed, bytes, sends);
  }
}

/**
 * @param {number} a
 * @param {number} b
 */
const pair = (a, b) => (a < b ? `${a} ${b}` : `${b} ${a}`);
