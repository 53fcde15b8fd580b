// The calls of a peer, or of some strands of it, in order.

import { float64, int32 } from "../model/column.js";
import { Verdict } from "../model/verdict.js";

/** @typedef {{ joined: number, cut: number, failed: number, bytes: number, sent: number }} Sums bytes: sent and received */

/** How many sums stand beside each other for a call: from afar each look is somewhere else. */
const kinds = 3;

/** PeerCalls is the calls of one peer in order, with running sums for views from afar. */
export class PeerCalls {
  events = int32();
  /** @type {Sums} */
  #total = { joined: 0, cut: 0, failed: 0, bytes: 0, sent: 0 };
  /** Of each call how many joined, were cut and failed up to it. */
  #sums = int32();
  /** Of each call how many bytes were moved up to it. */
  #bytes = float64();
  /** The same of those that were sent. */
  #sent = float64();

  /** reserve makes room for so many calls more. @param {number} more */
  reserve(more) {
    const need = this.events.length + more;
    for (const column of [this.events, this.#bytes, this.#sent]) column.reserve(need);
    this.#sums.reserve(kinds * need);
  }

  /**
   * @param {number} event
   * @param {number} verdict
   * @param {boolean} failed
   * @param {number} [bytes]
   * @param {boolean} [sends]
   */
  add(event, verdict, failed, bytes = 0, sends = false) {
    const total = this.#total;
    total.joined += (verdict & Verdict.coalesced) !== 0 ? 1 : 0;
    total.cut += (verdict & (Verdict.split | Verdict.truncated)) !== 0 ? 1 : 0;
    total.failed += failed ? 1 : 0;
    total.bytes += bytes;
    total.sent += sends ? bytes : 0;
    this.events.push(event);
    this.#bytes.push(total.bytes);
    this.#sent.push(total.sent);
    this.#sums.push(total.joined);
    this.#sums.push(total.cut);
    this.#sums.push(total.failed);
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
      bytes: all.bytes - before.bytes,
      sent: all.sent - before.sent,
    };
  }

  /**
   * @param {number} k how many calls
   * @returns {Sums}
   */
  #upTo(k) {
    if (k === 0) return { joined: 0, cut: 0, failed: 0, bytes: 0, sent: 0 };
    const { at } = this.#sums;
    const first = (k - 1) * kinds;
    return {
      joined: at[first],
      cut: at[first + 1],
      failed: at[first + 2],
      bytes: this.#bytes.at[k - 1],
      sent: this.#sent.at[k - 1],
    };
  }
}
