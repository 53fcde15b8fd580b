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
  const means = new Float64Array(values.length);
  const counts = new Int32Array(values.length);
  let pools = 0;
  for (const value of values) {
    let [mean, count] = [value, 1];
    for (; pools > 0 && means[pools - 1] > mean; pools--) {
      const both = counts[pools - 1] + count;
      mean = (means[pools - 1] * counts[pools - 1] + mean * count) / both;
      count = both;
    }
    means[pools] = mean;
    counts[pools++] = count;
  }
  const rising = [];
  for (let n = 0; n < pools; n++) for (let k = 0; k < counts[n]; k++) rising.push(means[n]);
  return rising;
}
