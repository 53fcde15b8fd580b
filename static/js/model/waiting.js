// Calls that have not come back yet.

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
