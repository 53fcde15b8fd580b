// Where a replay stops: at the moments at which an event of the run is known.

/** @typedef {import("../../layout/chart.js").Chart} Chart */

/** Stop is a moment and the event that is known from then on. @typedef {{ ns: number, i: number }} Stop */

/**
 * after returns the first stop behind a moment; null for none.
 * @param {Chart} chart the whole one
 * @param {number} atNs
 * @returns {Stop | null}
 */
export function after(chart, atNs) {
  /** @type {Stop | null} */
  let best = null;
  for (const list of listsOf(chart)) {
    const k = firstAbove(list, (ns) => ns > atNs);
    if (k === list.length) continue;
    const ns = list.nsAt(k);
    if (!best || ns < best.ns) best = { ns, i: list.eventAt(k) };
  }
  return best;
}

/**
 * before returns the last stop ahead of a moment; null for none.
 * @param {Chart} chart the whole one
 * @param {number} atNs
 * @returns {Stop | null}
 */
export function before(chart, atNs) {
  /** @type {Stop | null} */
  let best = null;
  for (const list of listsOf(chart)) {
    const k = firstAbove(list, (ns) => ns >= atNs) - 1;
    if (k < 0) continue;
    const ns = list.nsAt(k);
    if (!best || ns > best.ns) best = { ns, i: list.eventAt(k) };
  }
  return best;
}

/**
 * at returns the last stop up to a moment; null for none.
 * @param {Chart} chart the whole one
 * @param {number} atNs
 */
export const at = (chart, atNs) => before(chart, atNs + 1);

/** List is the events of one peer in the order in which they are known. @typedef {{ length: number, eventAt: (k: number) => number, nsAt: (k: number) => number }} List */

/**
 * listsOf returns the calls of each peer, and what each decoded.
 * @param {Chart} chart
 * @returns {List[]}
 */
function listsOf({ trace, strands, decodes }) {
  const list = (/** @type {number} */ length, /** @type {(k: number) => number} */ eventAt) => ({
    length,
    eventAt,
    nsAt: (/** @type {number} */ k) => trace.knownNs(eventAt(k)),
  });
  return [
    ...strands.map(({ all: { events } }) => list(events.length, (k) => events.at[k])),
    ...decodes.map(({ list: made }) => list(made.length, (k) => trace.decodes.event.at[made.at[k]])),
  ];
}

/**
 * @param {List} list
 * @param {(ns: number) => boolean} test holds for all after the first it holds for
 */
function firstAbove({ length, nsAt }, test) {
  let low = 0;
  let high = length;
  while (low < high) {
    const mid = (low + high) >>> 1;
    if (test(nsAt(mid))) high = mid;
    else low = mid + 1;
  }
  return low;
}
