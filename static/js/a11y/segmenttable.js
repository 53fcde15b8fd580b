// The captured segments as a real table, with the same selection as the wire
// lane. It is there only when there are segments.

import { carried, endsOf } from "../model/capture.js";
import { segmentOf } from "../model/target.js";
import { RowTable } from "./rows.js";
import { segmentTexts } from "./segmentwords.js";

/** @typedef {import("./words.js").Trace} Trace */

/**
 * isSettled reports whether all is known of a segment that events will tell:
 * whose its ends are and whose bytes it carried. A segment comes before the
 * event of the send that brought it about.
 * @param {Trace} trace
 * @param {number} n index
 */
export function isSettled(trace, n) {
  const { from, to } = endsOf(trace, n);
  if (trace.ends.peerOf(from) < 0 || trace.ends.peerOf(to) < 0) return false;
  const known = carried(trace, n).reduce((sum, { len }) => sum + len, 0);
  return known === trace.segments.len.at[n];
}

/**
 * createSegmentTable takes over the table in a card that is hidden without
 * segments. What was missed is told under the table.
 * @param {{ card: HTMLElement, text: import("./words.js").Text, onSelect: (number: number) => void }} options
 */
export function createSegmentTable({ card, text, onSelect }) {
  const table = /** @type {HTMLTableElement} */ (card.querySelector("table[data-segments]"));
  const missed = /** @type {HTMLElement} */ (card.querySelector("[data-segments-missed]"));
  const rows = new RowTable(table, text, onSelect);
  /** Rows that were filled before all was known of them. @type {Set<number>} */
  const open = new Set();
  /** @type {Trace | null} */
  let trace = null;
  const draw = () => {
    if (!trace) return;
    const { lost } = trace.segments;
    missed.hidden = lost === 0;
    missed.textContent = lost === 0 ? "" : text("segment.missed", lost);
    for (const number of [...open]) {
      open.delete(number); // a row that the table still has adds itself again
      rows.rewrite(number);
    }
  };
  return {
    show(/** @type {Trace} */ next) {
      trace = next;
      open.clear();
      const known = () => trace ?? next;
      rows.show({
        count: () => known().segments.length,
        texts(number) {
          if (!isSettled(known(), number - 1)) open.add(number);
          return segmentTexts(known(), number - 1, text);
        },
        mark: (number) => (known().segments.again.at[number - 1] ? "again" : ""),
      });
      draw();
    },
    /** at lists what was known at a moment. */
    at(/** @type {number | null} */ _, /** @type {Trace} */ known) {
      trace = known;
      rows.refresh();
      draw();
    },
    changed() {
      rows.changed();
      draw();
    },
    select: (/** @type {import("../model/target.js").Target | null} */ target) =>
      rows.select(segmentOf(target)),
  };
}
