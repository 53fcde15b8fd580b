// What a drag or a key on the strip makes of the range in view.

/** @typedef {{ from: number, to: number }} Range */
/** @typedef {"from" | "to" | "body"} Grip */

/** A pointer this near to an edge grips it. */
const nearestPx = 7;
/** How much of the whole one key press moves an edge, and with Shift. */
export const keyStep = 0.01;
const largeStep = 0.1;

/**
 * edgeAt returns what is gripped at a place, and the range from which it is moved:
 * beside the range it jumps there first.
 * @param {number} at
 * @param {Range} range
 * @param {Range} whole
 * @param {number} perPx how much of the axis a pixel is
 * @returns {[Grip, Range]}
 */
export function edgeAt(at, range, whole, perPx) {
  const near = nearestPx * perPx;
  if (Math.abs(at - range.from) <= near) return ["from", range];
  if (Math.abs(at - range.to) <= near) return ["to", range];
  if (at > range.from && at < range.to) return ["body", range];
  return ["body", dragged("body", range, at - (range.from + range.to) / 2, whole)];
}

/**
 * dragged returns the range after a grip was moved; edges stop at each other and at
 * the ends.
 * @param {Grip} grip
 * @param {Range} range
 * @param {number} by
 * @param {Range} whole
 * @returns {Range}
 */
export function dragged(grip, { from, to }, by, whole) {
  if (grip === "from") return { from: Math.min(Math.max(whole.from, from + by), to), to };
  if (grip === "to") return { from, to: Math.max(Math.min(whole.to, to + by), from) };
  const moved = Math.min(Math.max(by, whole.from - from), whole.to - to);
  return { from: from + moved, to: to + moved };
}

/**
 * stepped returns the range after a key press on an edge; null of other keys.
 * @param {{ key: string, shiftKey: boolean }} press
 * @param {"from" | "to"} edge
 * @param {Range} range
 * @param {Range} whole
 */
export function stepped({ key, shiftKey }, edge, range, whole) {
  const length = whole.to - whole.from;
  const by = length * (shiftKey ? largeStep : keyStep);
  const ways = new Map([
    ["ArrowLeft", -by],
    ["ArrowDown", -by],
    ["ArrowRight", by],
    ["ArrowUp", by],
    ["Home", -length],
    ["End", length],
  ]);
  const way = ways.get(key);
  return way === undefined ? null : dragged(edge, range, way, whole);
}
