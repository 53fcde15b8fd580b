// Where in a run something is found, for what shows the whole of it.

/**
 * spotsOf returns found events over the whole run, at most one of each of so
 * many equal parts: a look at a million costs no more than a look at a thousand.
 * @param {import("./marks.js").Marks} marks
 * @param {number} length of the run, in events
 * @param {number} most parts
 * @returns {number[]} seqs
 */
export function spotsOf(marks, length, most) {
  const spots = [];
  const n = Math.min(most, length);
  for (let part = 0; part < n; part++) {
    const from = Math.floor((part * length) / n);
    const seq = marks.after(from);
    if (seq === 0) break;
    if (seq <= Math.floor(((part + 1) * length) / n)) spots.push(seq);
    else part = Math.max(part, Math.floor(((seq - 1) * n) / length) - 1);
  }
  return spots;
}
