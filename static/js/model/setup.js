// The calls that make a socket ready before anything happens with it, one right after
// the other.

import { Call } from "./call.js";

/** So many of them belong together at most. */
const most = 8;

/**
 * setupEnd returns up to where in a list of calls those go that make the same socket
 * ready as call k does, which has to have opened it: socket, options, bind, listen. A call
 * that failed is none of them.
 * @param {import("./trace.js").Trace} trace
 * @param {{ at: ArrayLike<number>, length: number }} list
 * @param {number} k
 */
export function setupEnd(trace, { at, length }, k) {
  const { call, conn } = trace.columns;
  let end = k;
  while (end < length && end < k + most) {
    const [i, kind] = [at[end], call.at[at[end]]];
    const isNext =
      end === k
        ? kind === Call.socket
        : kind === Call.setsockopt || kind === Call.bind || kind === Call.listen;
    if (!isNext || conn.at[i] !== conn.at[at[k]] || trace.failed(i)) break;
    end++;
  }
  return end;
}
