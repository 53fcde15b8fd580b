// The calls of a peer, or of some strands of it, in order.

import { int32 } from "../model/column.js";
import { Verdict } from "../model/verdict.js";

/** PeerCalls is the calls of one peer in order, with running sums for views from afar. */
export class PeerCalls {
  events = int32();
  joined = int32();
  cut = int32();
  failed = int32();

  /**
   * @param {number} event
   * @param {number} verdict
   * @param {boolean} failed
   */
  add(event, verdict, failed) {
    this.events.push(event);
    count(this.joined, (verdict & Verdict.coalesced) !== 0);
    count(this.cut, (verdict & (Verdict.split | Verdict.truncated)) !== 0);
    count(this.failed, failed);
  }
}

/**
 * @param {import("../model/column.js").Column<Int32Array>} sums
 * @param {boolean} one
 */
function count(sums, one) {
  sums.push((sums.length ? sums.at[sums.length - 1] : 0) + (one ? 1 : 0));
}
