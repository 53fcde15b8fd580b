// What a receive did to the messages it took from. The bits are those of the
// wire format.

/** Verdict bits by name. */
export const Verdict = Object.freeze({ exact: 1, coalesced: 2, split: 4, truncated: 8, lost: 16 });

/** @type {readonly string[]} */
const joinedNames = ["", "send queue", "receive queue", "both", "unknown"];

/** The first number that is not a place where messages join. */
export const joinedCount = joinedNames.length;

/**
 * verdictNames lists the verdict's words in the order of their bits.
 * @param {number} verdict
 */
export function verdictNames(verdict) {
  return Object.entries(Verdict).flatMap(([name, bit]) => (verdict & bit ? [name] : []));
}

/**
 * joinedName names the queue in which a receive's messages ran together.
 * @param {number} joined
 */
export function joinedName(joined) {
  return joinedNames[joined] ?? "unknown";
}
