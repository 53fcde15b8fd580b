// The runs that this browser has seen last, to compare one with another.

import { recall, remember } from "./memory.js";

/** How many runs are remembered. */
const mostRecent = 20;

/** @typedef {{ id: string, name: string }} Recent */
/** @typedef {Pick<Storage, "getItem" | "setItem">} Store */

/**
 * recentRuns lists the runs, the last one first.
 * @param {Store} [storage]
 * @returns {Recent[]}
 */
export function recentRuns(storage) {
  const kept = recall("recent", /** @type {Recent[]} */ ([]), storage);
  if (!Array.isArray(kept)) return [];
  return kept.filter((one) => typeof one?.id === "string" && typeof one?.name === "string");
}

/**
 * rememberRecent puts a run first.
 * @param {string} id
 * @param {string} name of what was run
 * @param {Store} [storage]
 */
export function rememberRecent(id, name, storage) {
  const known = recentRuns(storage);
  const called = known.find((one) => one.id === id)?.name ?? name;
  const others = known.filter((one) => one.id !== id);
  remember("recent", [{ id, name: called }, ...others].slice(0, mostRecent), storage);
}
