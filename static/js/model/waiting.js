// Calls that have not come back yet.

import { Call } from "./call.js";

/** @typedef {{ conn: number, call: number, step: number, asked: number, start: number }} Waiting */

/**
 * waitKey is under what the call that a strand of a peer waits in is kept.
 * @param {number} peer
 * @param {number} strand
 */
export const waitKey = (peer, strand) => strand * 65536 + peer;

/**
 * waiterOf gives the peer of a waitKey.
 * @param {number} key
 */
export const waiterOf = (key) => key % 65536;

/**
 * waitsOf is the call that a peer is said to wait in, of those of all its strands: the one that
 * a person must answer, or that of the first strand.
 * @param {Iterable<[number, Waiting]>} waiting by their waitKeys
 * @param {number} peer
 * @returns {Waiting | undefined}
 */
export function waitsOf(waiting, peer) {
  const own = [...waiting].filter(([key]) => waiterOf(key) === peer).sort(([a], [b]) => a - b);
  return (own.find(([, { call }]) => call === Call.input) ?? own[0])?.[1];
}
