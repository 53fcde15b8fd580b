// How much of a run was known at a moment.

/**
 * eventsKnown counts the events that had ended at a moment: they are numbered in
 * the order of their ends.
 * @param {import("./trace.js").Trace} trace
 * @param {number | null} atNs null: all that is known
 */
export function eventsKnown({ length, columns: { end } }, atNs) {
  if (atNs === null) return length;
  let [low, high] = [0, length];
  while (low < high) {
    const mid = (low + high) >>> 1;
    if (end.at[mid] <= atNs) low = mid + 1;
    else high = mid;
  }
  return low;
}
