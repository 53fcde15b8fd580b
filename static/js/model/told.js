// Findings as the server says them, counted: those of one kind under one title.

import { pointed, pointOf } from "./points.js";
import { eventOf, eventTarget } from "./target.js";

/** @typedef {import("./points.js").Piece} Piece */
/** @typedef {import("./target.js").Target} Target */
/** @typedef {import("./trace.js").Trace} Trace */

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

/** @param {Told | undefined} told whether it answers a question, over all that was found */
const isAnswer = (told) => told?.kind.startsWith("answer") ?? false;

/**
 * flat lists findings with those that are folded away under them, without an answer
 * that they are folded away under.
 * @param {readonly Told[]} all
 * @returns {Told[]}
 */
export function flat(all) {
  return all.flatMap((told) => [...(isAnswer(told) ? [] : [told]), ...flat(told.rest ?? [])]);
}

/**
 * unheaded returns findings without an answer above them.
 * @param {readonly Told[]} all
 */
export const unheaded = (all) => (isAnswer(all[0]) ? (all[0].rest ?? []) : all);

/**
 * countTold counts the findings that are shown at first, or would be without an answer.
 * @param {readonly Told[]} known
 */
export const countTold = (known) => unheaded(known).length;

/** The kinds that say nothing of the whole run: they are known with their evidence. */
const local = new Set(["coalesced", "split", "truncated", "short", "empty", "held", "eof"]);

/**
 * isKnown reports whether a finding was known at a moment: when all that it is
 * about and follows from was. One of a whole run, or that counts others, is known
 * at its end.
 * @param {Told} told
 * @param {Trace} trace the whole one
 * @param {number} atNs
 */
export function isKnown({ kind, events = [], said = [], grounds = [], others = 0 }, trace, atNs) {
  if (atNs >= trace.lastNs) return true;
  if (!local.has(kind) || others > 0 || events.length === 0) return false;
  const words = [...said, ...grounds.flat()].map(pointOf);
  const targets = words.flatMap((word) => pointed(trace, word));
  return [...events.map(eventTarget), ...targets].every((target) => knownNs(trace, target) <= atNs);
}

/**
 * knownAt returns the findings of a group that were known at a moment.
 * @param {Group} group
 * @param {Trace} trace the whole one
 * @param {number | null} atNs null: all that is known
 * @returns {Group}
 */
export function knownAt(group, trace, atNs) {
  if (atNs === null) return group;
  const known = group.told.filter((told) => isKnown(told, trace, atNs));
  return known.length === group.told.length ? group : { ...group, told: known, count: known.length };
}

/**
 * knownTold returns the findings that were known at a moment, none folded away:
 * how many are says something of the whole run.
 * @param {readonly Told[]} all
 * @param {Trace} trace the whole one
 * @param {number | null} atNs null: all that is known
 * @returns {readonly Told[]}
 */
export function knownTold(all, trace, atNs) {
  if (atNs === null || atNs >= trace.lastNs) return all;
  return flat(all).flatMap(({ rest: _, folded: __, ...told }) => (isKnown(told, trace, atNs) ? [told] : []));
}

/** @param {Trace} trace @param {Target} target */
function knownNs(trace, target) {
  const i = (eventOf(trace, target) ?? 0) - 1;
  if (target.kind === "segment") return trace.segments.at.at[target.number - 1];
  return trace.knows(i) ? trace.knownNs(i) : Infinity;
}
