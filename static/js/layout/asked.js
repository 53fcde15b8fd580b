// The call that a lesson's question is about, as its page names it: "client recv 4".

import { callName } from "../model/call.js";

/** Asked is the n-th such call of a peer. @typedef {{ peer: string, call: string, n: number }} Asked */

/**
 * readAsked reads the name of a call; null for none.
 * @param {string} words
 * @returns {Asked | null}
 */
export function readAsked(words) {
  const [, peer, call, n] = /^(\S+) (\w+) (\d+)$/.exec(words) ?? [];
  return peer ? { peer, call, n: Number(n) } : null;
}

/**
 * askedCall returns the event of such a call, -1 where the run has none yet.
 * @param {import("./chart.js").Chart} chart the whole one
 * @param {Asked | null} asked
 */
export function askedCall({ trace, strands }, asked) {
  const events = asked && strands[trace.peers.indexOf(asked.peer)]?.all.events;
  let left = asked?.n ?? 0;
  for (let k = 0; k < (events?.length ?? 0); k++) {
    const i = events?.at[k] ?? -1;
    if (callName(trace.columns.call.at[i]) === asked?.call && --left === 0) return i;
  }
  return -1;
}
