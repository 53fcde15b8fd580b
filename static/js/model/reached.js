// From when on events are known: from their ends, and never before those that
// their peer recorded earlier. So what is known of a peer is the first of its list.

/** Known follows the ends of events. */
export class Known {
  /** The latest end of each peer so far. @type {number[]} */
  #reached = [];
  /** When an event is known that came behind a later end, by index. @type {Map<number, number>} */
  #delayed = new Map();

  /**
   * add takes in an event.
   * @param {{ peer: number, end: number }} row
   * @param {number} index
   */
  add({ peer, end }, index) {
    const reached = this.#reached[peer] ?? 0;
    if (end >= reached) this.#reached[peer] = end;
    else this.#delayed.set(index, reached);
  }

  /**
   * ns returns from when on an event is known.
   * @param {number} i index
   * @param {number} end
   */
  ns(i, end) {
    return this.#delayed.size === 0 ? end : (this.#delayed.get(i) ?? end);
  }
}
