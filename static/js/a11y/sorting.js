// The order of the event table: as calls returned, which is how they are numbered,
// or as they began.

/** @typedef {import("./words.js").Text} Text */
/** @typedef {import("./words.js").Trace} Trace */

/** While a run goes on more events than this are not sorted: each new one would sort them anew. */
const mostLive = 20_000;

export class Sorting {
  /** Whether calls are listed as they began. */
  byStart = false;
  /** What was sorted: the trace, and how many events of it. @type {Trace | null} */
  #trace = null;
  #count = -1;
  /** Numbers by place, and places by number. */
  #order = new Int32Array(0);
  #places = new Int32Array(0);

  /**
   * of sorts a trace where that is wanted; it reports whether it is sorted.
   * @param {Trace} trace
   */
  #of(trace) {
    if (!this.byStart || (!trace.ended && trace.length > mostLive)) return false;
    if (this.#trace === trace && this.#count === trace.length) return true;
    const { start } = trace.columns;
    const seqs = Array.from({ length: trace.length }, (_, i) => i + 1);
    seqs.sort((a, b) => start.at[a - 1] - start.at[b - 1] || a - b);
    this.#order = Int32Array.from(seqs);
    this.#places = new Int32Array(seqs.length + 1);
    seqs.forEach((seq, k) => (this.#places[seq] = k + 1));
    [this.#trace, this.#count] = [trace, trace.length];
    return true;
  }

  /**
   * at is the number of the event at a place.
   * @param {Trace} trace
   * @param {number} place
   */
  at(trace, place) {
    return this.#of(trace) ? this.#order[place - 1] : place;
  }

  /**
   * placeOf is where an event is.
   * @param {Trace} trace
   * @param {number} seq
   */
  placeOf(trace, seq) {
    return this.#of(trace) ? this.#places[seq] : seq;
  }
}

/**
 * wireHeads makes buttons of the headings that the table can be sorted by.
 * @param {HTMLTableElement} table
 * @param {Text} text
 * @param {(byStart: boolean) => void} onSort
 */
export function wireHeads(table, text, onSort) {
  const heads = /** @type {const} */ (["seq", "start"]).map((column) => {
    const th = table.tHead?.querySelector(`th.${column}`);
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = th?.textContent?.trim() ?? "";
    button.title = text(`table.sort.${column}`);
    button.addEventListener("click", () => sort(column === "start"));
    th?.replaceChildren(button);
    return th;
  });
  const sort = (/** @type {boolean} */ byStart) => {
    mark(byStart);
    onSort(byStart);
  };
  const mark = (/** @type {boolean} */ byStart) => {
    const [chosen, other] = byStart ? [1, 0] : [0, 1];
    heads[chosen]?.setAttribute("aria-sort", "ascending");
    heads[other]?.removeAttribute("aria-sort");
  };
  mark(false);
}
