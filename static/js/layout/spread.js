// Boxes in one row, each as near as can be to where it belongs, none over another.

/**
 * @typedef {object} Wanted
 * @property {number} x where its left edge belongs; rising from box to box
 * @property {number} w
 */

/**
 * spread returns the left edges of the boxes, kept in order, `gap` apart and
 * between `left` and `right`, with the least sum of squared ways; null when
 * they do not all fit.
 * @param {readonly Wanted[]} boxes
 * @param {number} gap
 * @param {number} left
 * @param {number} right
 * @returns {number[] | null}
 */
export function spread(boxes, gap, left, right) {
  const before = [0];
  for (const { w } of boxes) before.push(before[before.length - 1] + w + gap);
  const slack = right - left - (before[boxes.length] - gap);
  if (boxes.length > 0 && slack < 0) return null;
  const free = pooled(boxes.map(({ x }, n) => x - before[n]));
  return free.map((x, n) => Math.min(Math.max(x, left), left + slack) + before[n]);
}

/**
 * pooled makes a row of numbers rise: neighbours that fall share their mean.
 * @param {number[]} values
 */
function pooled(values) {
  /** @type {{ mean: number, count: number }[]} */
  const pools = [];
  for (const value of values) {
    let pool = { mean: value, count: 1 };
    for (let last = pools.at(-1); last && last.mean > pool.mean; last = pools.at(-1)) {
      pools.pop();
      const count = last.count + pool.count;
      pool = { mean: (last.mean * last.count + pool.mean * pool.count) / count, count };
    }
    pools.push(pool);
  }
  return pools.flatMap(({ mean, count }) => Array(count).fill(mean));
}
