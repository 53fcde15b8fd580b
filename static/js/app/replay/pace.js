// How fast a run is played: along the axis on which idle time is folded, so that
// waits go by at once; at the speed of the run itself along its time.

/** @typedef {import("../../layout/chart.js").Chart} Chart */

/** A run plays for so long by itself: some time for each event, within bounds. */
const eachMs = 600;
const leastMs = 3000;
const mostMs = 10_000;

/** The speeds that can be chosen; 0 chooses one by the run. */
export const speeds = [0, 1 / 10_000, 1 / 1000, 1 / 100, 1 / 10, 1];

/**
 * reachOf is how far a run goes on the axis on which idle time is folded.
 * @param {Chart} chart
 */
export function reachOf({ folded, trace }) {
  return folded.atNs(trace.lastNs);
}

/**
 * played returns the moment that is reached from another one in a stretch of the
 * watcher's time.
 * @param {Chart} chart
 * @param {number} atNs
 * @param {number} ms
 * @param {number} speed of the run's own, 0: by the run
 */
export function played(chart, atNs, ms, speed) {
  if (speed === 1) return atNs + ms * 1e6;
  const { folded, trace } = chart;
  const wholeMs = Math.min(mostMs, Math.max(leastMs, trace.length * eachMs));
  const perMs = speed ? 1e6 * speed : reachOf(chart) / wholeMs;
  return folded.nsAt(folded.atNs(atNs) + perMs * ms);
}
