// The findings of a kind that the server counts and does not list: where a verdict
// is the whole of them, the run has them all.

import { Verdict } from "./verdict.js";

/** @typedef {import("./told.js").Group} Group */
/** @typedef {import("./trace.js").Trace} Trace */

/** @type {Record<string, number>} */
const bits = { coalesced: Verdict.coalesced, split: Verdict.split, truncated: Verdict.truncated };

/**
 * beyondOf returns for each group the events of findings that are not listed, in
 * their order; none where the run does not have exactly as many as were counted.
 * @param {readonly Group[]} groups
 * @param {Trace} trace
 * @returns {number[][]}
 */
export function beyondOf(groups, trace) {
  const found = groups.map((group) => unlisted(group, trace));
  return groups.map(({ kind }, n) => {
    const own = groups.flatMap((group, k) => (group.kind === kind ? [{ group, more: found[k].length }] : []));
    const counted = own.reduce((sum, { group }) => sum + group.count - group.told.length, 0);
    return own.reduce((sum, { more }) => sum + more, 0) === counted ? found[n] : [];
  });
}

/**
 * unlisted lists the events with the verdict of a group, joined where its first is,
 * that are not in it.
 * @param {Group} group
 * @param {Trace} trace
 */
function unlisted({ kind, told }, { columns: { verdict, joined }, length }) {
  const bit = bits[kind] ?? 0;
  const listed = new Set(told.map(({ events = [] }) => events[0]));
  const where = joined.get((told[0]?.events?.[0] ?? 1) - 1);
  const seqs = [];
  for (let i = 0; bit && i < length; i++)
    if (verdict.at[i] & bit && (kind !== "coalesced" || joined.get(i) === where) && !listed.has(i + 1))
      seqs.push(i + 1);
  return seqs;
}

/**
 * knownBeyond returns how many of such events were known at a moment.
 * @param {readonly number[]} seqs
 * @param {Trace} trace
 * @param {number | null} atNs null: all that is known
 */
export function knownBeyond(seqs, trace, atNs) {
  if (atNs === null) return seqs.length;
  let [low, high] = [0, seqs.length];
  while (low < high) {
    const mid = (low + high) >>> 1;
    if (trace.knownNs(seqs[mid] - 1) > atNs) high = mid;
    else low = mid + 1;
  }
  return low;
}
