// The events as a real table, with the same selection as the timeline.

import { eventOf } from "../model/target.js";
import { RowTable } from "./rows.js";
import { Sorting, wireHeads } from "./sorting.js";
import { rowMark, rowTexts } from "./words.js";

/** @typedef {import("./words.js").Trace} Trace */

/**
 * createTable takes over a table whose heading row names the columns. Rows
 * that the server wrote are replaced by the trace's own.
 * @param {{ table: HTMLTableElement, text: import("./words.js").Text, onSelect: (seq: number) => void }} options
 */
export function createTable({ table, text, onSelect }) {
  const events = new RowTable(table, text, onSelect);
  /** @type {Trace | null} */
  let trace = null;
  let lost = 0;
  const sorting = new Sorting();
  wireHeads(table, text, (byStart) => {
    sorting.byStart = byStart;
    if (trace) events.sorted();
  });
  /** markLost fills rows again when more sends turned out to be lost. */
  const markLost = () => {
    if (!trace || trace.lost.size === lost) return;
    lost = trace.lost.size;
    events.rewriteAll();
  };
  return {
    show(/** @type {Trace} */ next) {
      trace = next;
      lost = 0;
      const known = () => trace ?? next;
      events.show({
        count: () => known().length,
        texts: (seq) => rowTexts(known(), seq - 1, text),
        at: (place) => sorting.at(known(), place),
        placeOf: (seq) => sorting.placeOf(known(), seq),
        mark: (seq) => (known().knows(seq - 1) ? rowMark(known(), seq - 1) : ""),
      });
      markLost();
    },
    /** at lists what was known at a moment. */
    at(/** @type {number | null} */ _, /** @type {Trace} */ known) {
      trace = known;
      lost = known.lost.size;
      events.refresh();
    },
    changed() {
      events.changed();
      if (sorting.byStart) events.sorted();
      markLost();
    },
    select: (/** @type {import("../model/target.js").Target | null} */ target) =>
      events.select(trace && eventOf(trace, target)),
  };
}
