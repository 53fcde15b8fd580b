// What a search found, in the order of time: events stand at their ends, and a
// segment of the same instant stands before them.

import { after, from } from "../column.js";
import { eventsKnown } from "../known.js";
import { eventOf, eventTarget, segmentOf, segmentTarget, seqOf } from "../target.js";

/** @typedef {import("../target.js").Target} Target */
/** Place is between two found things: after so many events and so many segments. @typedef {{ events: number, segments: number }} Place */

export class Found {
  /** @param {import("./search.js").Search} search */
  constructor({ trace, marks, segments }) {
    this.trace = trace;
    this.marks = marks;
    this.segments = segments;
  }

  /** has reports whether a target was found. @param {Target} target */
  has(target) {
    return this.marks.has(seqOf(target) ?? 0) || this.segments.has(segmentOf(target) ?? 0);
  }

  /** count is how much was found up to a moment. @param {number | null} atNs null: all that is known */
  count(atNs) {
    const { events, segments } = this.#until(atNs);
    return this.marks.upTo(events) + this.segments.upTo(segments);
  }

  /**
   * place is which of all that was found a target is, from 1; 0 of anything else.
   * @param {Target | null} target
   */
  place(target) {
    const at = this.#of(target);
    if (!at || !(at.segment ? this.segments.has(at.segments) : this.marks.has(at.events))) return 0;
    return this.marks.upTo(at.events) + this.segments.upTo(at.segments);
  }

  /**
   * next returns what was found next to a target, and begins again at the other end.
   * @param {Target | null} target
   * @param {1 | -1} by
   * @param {number | null} atNs up to which moment
   */
  next(target, by, atNs) {
    const end = this.#until(atNs);
    const at = this.#of(target) ?? { events: 0, segments: 0, segment: false };
    if (by > 0) return this.#after(at, end) ?? this.#after({ events: 0, segments: 0 }, end);
    const before = { events: at.events + (at.segment ? 1 : 0), segments: at.segments + (at.segment ? 0 : 1) };
    const last = { events: end.events + 1, segments: end.segments + 1 };
    return (at.events + at.segments > 0 ? this.#before(before, end) : null) ?? this.#before(last, end);
  }

  /** @param {number | null} atNs @returns {Place} */
  #until(atNs) {
    const { segments } = this.trace;
    return {
      events: eventsKnown(this.trace, atNs),
      segments: atNs === null ? segments.length : after(segments.at, atNs),
    };
  }

  /**
   * of returns a target's place, which counts the target itself.
   * @param {Target | null} target
   * @returns {(Place & { segment: boolean }) | null}
   */
  #of(target) {
    const { trace } = this;
    if (target?.kind === "segment") {
      const ns = trace.segments.at.at[target.number - 1];
      return { events: from(trace.columns.end, ns), segments: target.number, segment: true };
    }
    const seq = eventOf(trace, target);
    if (seq === null) return null;
    const segments = after(trace.segments.at, trace.columns.end.at[seq - 1]);
    return { events: seq, segments, segment: false };
  }

  /** @param {Place} place @param {Place} end */
  #after(place, end) {
    const seq = within(this.marks.after(place.events), end.events);
    const number = within(this.segments.after(place.segments), end.segments);
    return this.#chosen(seq, number, (event, segment) => segment <= event);
  }

  /** @param {Place} place @param {Place} end */
  #before(place, end) {
    const seq = this.marks.before(Math.min(place.events, end.events + 1));
    const number = this.segments.before(Math.min(place.segments, end.segments + 1));
    return this.#chosen(seq, number, (event, segment) => segment > event);
  }

  /**
   * @param {number} seq 0 for none
   * @param {number} number 0 for none
   * @param {(eventNs: number, segmentNs: number) => boolean} isSegment
   */
  #chosen(seq, number, isSegment) {
    if (seq === 0 && number === 0) return null;
    const { columns, segments } = this.trace;
    if (seq === 0) return segmentTarget(number);
    if (number === 0) return eventTarget(seq);
    const first = isSegment(columns.end.at[seq - 1], segments.at.at[number - 1]);
    return first ? segmentTarget(number) : eventTarget(seq);
  }
}

/** @param {number} n @param {number} last */
const within = (n, last) => (n <= last ? n : 0);
