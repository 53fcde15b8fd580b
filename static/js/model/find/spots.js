// Where in a run something is found, for what shows the whole of it.

/**
 * spotsOf returns found events over the whole run, at most one of each of n
 * equal parts: a look at a million costs no more than a look at a thousand.
 * @param {import("./marks.js").Marks} marks
 * @param {number} length of the run, in events
 * @param {number} n parts
 * @returns {number[]} seqs
 */
export function spotsOf(marks, length, n) {
  const spots = [];
  for (let part = 0; part < n && part < length; part++) {
    const from = Math.floor((part * length) / n);
    const seq = marks.after(from);
    if (seq === 0) break;
    if (seq <= Math.floor(((part + 1) * length) / n)) spots.push(seq);
    else part = Math.max(part, Math.floor(((seq - 1) * n) / length) - 1);
  }
  return spots;
}
