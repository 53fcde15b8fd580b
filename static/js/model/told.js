// Findings as the server says them, counted: those of one kind under one title.

/** @typedef {import("./points.js").Piece} Piece */

/**
 * Told is one finding in words. why: what it follows from, in lines; rest: more of the kind, under
 * what folded says; events: the events that it is about, its own call first; said and grounds: text
 * and why in pieces; others: how many of the kind are not listed.
 * @typedef {{ kind: string, title: string, text: string, why?: string[], folded?: string, rest?: Told[],
 *   events?: number[], said?: Piece[], grounds?: Piece[][], others?: number }} Told
 */

/** Group is the findings of one kind under one title, and how many there are with those that are not listed. @typedef {{ kind: string, title: string, told: Told[], count: number }} Group */

/**
 * groupsOf counts findings of a kind once.
 * @param {readonly Told[]} all
 * @returns {Group[]}
 */
export function groupsOf(all) {
  /** @type {Map<string, Group>} */
  const groups = new Map();
  for (const told of flat(all)) {
    const key = `${told.kind} ${told.title}`;
    const group = groups.get(key) ?? { kind: told.kind, title: told.title, told: [], count: 0 };
    group.told.push(told);
    group.count += 1 + (told.others ?? 0);
    groups.set(key, group);
  }
  return [...groups.values()];
}

/**
 * flat lists findings with those that are folded away under them.
 * @param {readonly Told[]} all
 * @returns {Told[]}
 */
function flat(all) {
  return all.flatMap((told) => [told, ...flat(told.rest ?? [])]);
}

/**
 * knownAt returns the findings of a group that were known at a moment: those
 * whose own call had ended. Those of a whole run are known at its end.
 * @param {Group} group
 * @param {import("./trace.js").Trace} trace
 * @param {number | null} atNs null: all that is known
 * @returns {Group}
 */
export function knownAt(group, trace, atNs) {
  if (atNs === null) return group;
  const known = group.told.filter(
    ({ events }) => (events?.length ? endOf(trace, events[0]) : trace.lastNs) <= atNs,
  );
  return known.length === group.told.length ? group : { ...group, told: known, count: known.length };
}

/** @param {import("./trace.js").Trace} trace @param {number} seq */
const endOf = (trace, seq) => (seq <= trace.length ? trace.columns.end.at[seq - 1] : Infinity);
