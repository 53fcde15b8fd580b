// The calls of a peer, or of some strands of it, in order.

import { sends } from "../model/call.js";
import { float64, int32 } from "../model/column.js";
import { Verdict } from "../model/verdict.js";

/** @typedef {{ joined: number, cut: number, failed: number, bytes: number, sent: number }} Sums bytes: sent and received */

/** The calls of a block are counted one by one, those before it are counted already: 2 to the power of blockBits. */
const blockBits = 4;
/** How many sums stand beside each other for a block: from afar each look is somewhere else. */
const kinds = 5;

/** PeerCalls is the calls of one peer in order, with running sums for views from afar. */
export class PeerCalls {
  events = int32();
  /** What the calls before each block sum up to; made when it is asked for. */
  #blocks = float64();

  #trace;

  /** @param {import("../model/trace.js").Trace} trace */
  constructor(trace) {
    this.#trace = trace;
  }

  /** reserve makes room for so many calls more. @param {number} more */
  reserve(more) {
    this.events.reserve(this.events.length + more);
  }

  /**
   * sums counts the calls k with from <= k < to.
   * @param {number} from
   * @param {number} to
   * @returns {Sums}
   */
  sums(from, to) {
    this.#grow();
    const sums = this.#upTo(to);
    const before = this.#upTo(from);
    sums.joined -= before.joined;
    sums.cut -= before.cut;
    sums.failed -= before.failed;
    sums.bytes -= before.bytes;
    sums.sent -= before.sent;
    return sums;
  }

  /** grow adds up the blocks that are complete. */
  #grow() {
    const blocks = this.#blocks;
    const whole = this.events.length >> blockBits;
    let block = blocks.length / kinds;
    if (block > whole) return;
    blocks.reserve((whole + 1) * kinds);
    const sums = block > 0 ? this.#before(block - 1) : { joined: 0, cut: 0, failed: 0, bytes: 0, sent: 0 };
    for (; block <= whole; block++) {
      if (block > 0) this.#count(sums, (block - 1) << blockBits, block << blockBits);
      blocks.push(sums.joined);
      blocks.push(sums.cut);
      blocks.push(sums.failed);
      blocks.push(sums.bytes);
      blocks.push(sums.sent);
    }
  }

  /**
   * before returns what the calls before a block sum up to.
   * @param {number} block
   * @returns {Sums}
   */
  #before(block) {
    const { at } = this.#blocks;
    const first = block * kinds;
    return {
      joined: at[first],
      cut: at[first + 1],
      failed: at[first + 2],
      bytes: at[first + 3],
      sent: at[first + 4],
    };
  }

  /**
   * @param {number} k how many calls
   * @returns {Sums}
   */
  #upTo(k) {
    const sums = this.#before(k >> blockBits);
    this.#count(sums, (k >> blockBits) << blockBits, k);
    return sums;
  }

  /**
   * count adds calls one by one.
   * @param {Sums} sums
   * @param {number} from
   * @param {number} to
   */
  #count(sums, from, to) {
    const { events } = this;
    const trace = this.#trace;
    const { verdict, got, call } = trace.columns;
    for (let k = from; k < to; k++) {
      const i = events.at[k];
      const judged = verdict.at[i];
      const bytes = Math.max(0, got.at[i]);
      if ((judged & Verdict.coalesced) !== 0) sums.joined++;
      if ((judged & (Verdict.split | Verdict.truncated)) !== 0) sums.cut++;
      if (trace.failed(i)) sums.failed++;
      sums.bytes += bytes;
      if (sends(call.at[i])) sums.sent += bytes;
    }
  }
}
