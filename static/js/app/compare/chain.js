// The runs of one experiment that this tab has shown, one after another, so that
// each can be compared with the one before it.

import { recall, remember } from "../memory.js";

/** How many runs of an experiment are kept in mind. */
const most = 12;

/**
 * chained returns a chain with a run, at its end where it is new, and the run
 * before it; empty for none.
 * @param {readonly string[]} chain
 * @param {string} run
 */
export function chained(chain, run) {
  const at = chain.indexOf(run);
  const next = at < 0 ? [...chain, run].slice(-most) : [...chain];
  return { chain: next, before: next[next.indexOf(run) - 1] ?? "" };
}

/**
 * runBefore returns the run that this tab has shown before one of the same
 * experiment; empty for none.
 * @param {{ run?: string, order?: object }} hello
 * @param {Pick<Storage, "getItem" | "setItem">} [storage]
 */
export function runBefore({ run = "", order = {} }, storage = sessionStorage) {
  const name = `chain.${/** @type {{ experiment?: string }} */ (order).experiment ?? "script"}`;
  const known = recall(name, /** @type {unknown} */ ([]), storage);
  const kept = Array.isArray(known) ? known.filter((id) => typeof id === "string") : [];
  const { chain, before } = chained(kept, run);
  remember(name, chain, storage);
  return before;
}
