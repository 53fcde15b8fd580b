// The next place where messages stick together.

import { Verdict } from "../verdict.js";

/**
 * nextSticky returns the seq of the next receive that took bytes of several
 * messages, from the one at `seq` on; it begins again at the other end. 0 where
 * there is none.
 * @param {import("../trace.js").Trace} trace
 * @param {number} seq 0 for none
 * @param {1 | -1} by
 * @param {number} [last] the last event that is known
 */
export function nextSticky({ columns: { verdict } }, seq, by, last = verdict.length) {
  for (let n = 1; n <= last; n++) {
    const at = (((seq - 1 + by * n + (seq === 0 && by < 0 ? 1 : 0)) % last) + last) % last;
    if ((verdict.at[at] & Verdict.coalesced) !== 0) return at + 1;
  }
  return 0;
}
