// What was asked for, as an order.

/** @typedef {import("./trace.js").Order} Order */

/**
 * sameOrder reports whether two orders ask for the same run.
 * @param {Order} a
 * @param {Order} b
 */
export function sameOrder(a, b) {
  return written(a) === written(b);
}

/**
 * written writes an order in one way, what is empty left out.
 * @param {Order} order
 */
function written(order) {
  const asked = Object.entries(order).filter(([, value]) => value?.length > 0);
  return JSON.stringify(asked.sort(([a], [b]) => (a < b ? -1 : 1)));
}
