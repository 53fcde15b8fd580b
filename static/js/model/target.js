// What a person can point at, select or find in a run.

/**
 * Target is one such thing. Frames are numbered as decodes are, from 1; a range
 * is a stretch of the run's time.
 * @typedef {{ kind: "event", seq: number }
 *   | { kind: "segment", number: number }
 *   | { kind: "frame", number: number }
 *   | { kind: "datagram", seq: number }
 *   | { kind: "range", fromNs: number, toNs: number }} Target
 */

/**
 * @param {number} seq
 * @returns {Target}
 */
export const eventTarget = (seq) => ({ kind: "event", seq });

/**
 * @param {number} number
 * @returns {Target}
 */
export const segmentTarget = (number) => ({ kind: "segment", number });

/**
 * sameTarget reports whether two targets are the same thing.
 * @param {Target | null} a
 * @param {Target | null} b
 */
export function sameTarget(a, b) {
  if (a === b) return true;
  if (a === null || b === null) return false;
  return Object.entries(a).every(([name, value]) => /** @type {any} */ (b)[name] === value);
}

/**
 * eventOf returns the seq of the event that a target is, or that stands for it: of a frame
 * the decode that completed it; null where there is none.
 * @param {import("./trace.js").Trace} trace
 * @param {Target | null} target
 */
export function eventOf(trace, target) {
  if (target?.kind === "event" || target?.kind === "datagram")
    return trace.knows(target.seq - 1) ? target.seq : null;
  if (target?.kind !== "frame" || target.number > trace.decodes.count) return null;
  const index = trace.decodes.event.at[target.number - 1];
  return trace.knows(index) ? index + 1 : null;
}

/**
 * seqOf is the seq of a selected event, null of everything else.
 * @param {Target | null} target
 */
export function seqOf(target) {
  return target?.kind === "event" ? target.seq : null;
}

/**
 * segmentOf is the number of a selected segment, null of everything else.
 * @param {Target | null} target
 */
export function segmentOf(target) {
  return target?.kind === "segment" ? target.number : null;
}

/**
 * isThere reports whether a trace has got as far as a target.
 * @param {import("./trace.js").Trace} trace
 * @param {Target} target
 */
export function isThere(trace, target) {
  if (target.kind === "segment") return target.number <= trace.segments.length;
  if (target.kind === "range") return target.fromNs <= trace.lastNs;
  return eventOf(trace, target) !== null;
}

/**
 * targetText writes a target for an address: "event.5", "range.100.2500".
 * @param {Target} target
 */
export function targetText(target) {
  switch (target.kind) {
    case "event":
    case "datagram":
      return `${target.kind}.${target.seq}`;
    case "segment":
    case "frame":
      return `${target.kind}.${target.number}`;
    case "range":
      return `range.${target.fromNs}.${target.toNs}`;
  }
}

/**
 * readTarget reads what targetText wrote; null when it is something else.
 * @param {string} written
 * @returns {Target | null}
 */
export function readTarget(written) {
  const [, kind, first, second] = /^([a-z]+)\.(\d{1,15})(?:\.(\d{1,15}))?$/.exec(written) ?? [];
  const n = Number(first);
  if (kind === "range") return second === undefined ? null : { kind, fromNs: n, toNs: Number(second) };
  if (second !== undefined || n < 1) return null;
  if (kind === "event" || kind === "datagram") return { kind, seq: n };
  if (kind === "segment" || kind === "frame") return { kind, number: n };
  return null;
}
