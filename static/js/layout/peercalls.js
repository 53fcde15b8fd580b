// The calls of a peer, or of some strands of it, in order.

import { int32 } from "../model/column.js";
import { Verdict } from "../model/verdict.js";

/** @typedef {{ joined: number, cut: number, failed: number }} Sums */

/** How many sums stand beside each other for a call: from afar each look is somewhere else. */
const kinds = 3;

/** PeerCalls is the calls of one peer in order, with running sums for views from afar. */
export class PeerCalls {
  events = int32();
  /** Of each call how many joined, were cut and failed up to it. */
  #sums = int32();

  /**
   * @param {number} event
   * @param {number} verdict
   * @param {boolean} failed
   */
  add(event, verdict, failed) {
    const before = this.#upTo(this.events.length);
    this.events.push(event);
    this.#sums.push(before.joined + ((verdict & Verdict.coalesced) !== 0 ? 1 : 0));
    this.#sums.push(before.cut + ((verdict & (Verdict.split | Verdict.truncated)) !== 0 ? 1 : 0));
    this.#sums.push(before.failed + (failed ? 1 : 0));
  }

  /**
   * sums counts the calls k with from <= k < to.
   * @param {number} from
   * @param {number} to
   * @returns {Sums}
   */
  sums(from, to) {
    const [before, all] = [this.#upTo(from), this.#upTo(to)];
    return {
      joined: all.joined - before.joined,
      cut: all.cut - before.cut,
      failed: all.failed - before.failed,
    };
  }

  /**
   * @param {number} k how many calls
   * @returns {Sums}
   */
  #upTo(k) {
    if (k === 0) return { joined: 0, cut: 0, failed: 0 };
    const { at } = this.#sums;
    const first = (k - 1) * kinds;
    return { joined: at[first], cut: at[first + 1], failed: at[first + 2] };
  }
}
