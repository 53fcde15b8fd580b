// Ticks of a time axis, and how an instant is written.

const steps = [1, 2, 5];

/**
 * stepNs is the smallest 1-2-5 step of at least the given length.
 * @param {number} leastNs
 */
export function stepNs(leastNs) {
  let power = 1;
  while (power * 10 <= leastNs) power *= 10;
  for (const step of steps) if (step * power >= leastNs) return step * power;
  return power * 10;
}

/**
 * ticks lists the multiples of the step in [fromNs, toNs].
 * @param {number} fromNs
 * @param {number} toNs
 * @param {number} step
 */
export function ticks(fromNs, toNs, step) {
  const list = [];
  const first = Math.max(0, Math.ceil(fromNs / step));
  const last = Math.floor(toNs / step);
  for (let n = first; n <= last; n++) list.push(n * step);
  return list;
}

/**
 * formatNs writes an instant or a duration; digits go down to `stepNs`.
 * @param {number} ns
 * @param {number} [step]
 */
export function formatNs(ns, step = 0) {
  const size = Math.abs(ns);
  if (size === 0) return "0";
  if (size < 1e3) return `${Math.round(ns)} ns`;
  const [unit, name] = size < 1e6 ? [1e3, "µs"] : size < 1e9 ? [1e6, "ms"] : [1e9, "s"];
  return `${(ns / unit).toFixed(digits(size / unit, step / unit))} ${name}`;
}

/**
 * roughNs writes a duration with two digits.
 * @param {number} ns
 */
export function roughNs(ns) {
  const [unit, name] = ns < 1e3 ? [1, "ns"] : ns < 1e6 ? [1e3, "µs"] : ns < 1e9 ? [1e6, "ms"] : [1e9, "s"];
  const value = ns / unit;
  return `${value < 100 ? +value.toPrecision(2) : Math.round(value)} ${name}`;
}

/**
 * @param {number} value
 * @param {number} step
 */
function digits(value, step) {
  if (step > 0) return Math.max(0, Math.min(6, Math.ceil(-Math.log10(step) - 1e-9)));
  return value < 10 ? 2 : value < 100 ? 1 : 0;
}
