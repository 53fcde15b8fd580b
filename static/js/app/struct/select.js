// Which bytes are selected: one after the other, from an anchor to where the
// focus is.

/** Range is the bytes from..to, to not among them. @typedef {{ from: number, to: number }} Range */
/** Selection goes from the anchor to the focus, both among it. @typedef {{ anchor: number, focus: number }} Selection */

/**
 * rangeOf returns the selected bytes in order.
 * @param {Selection} selection
 * @returns {Range}
 */
export function rangeOf({ anchor, focus }) {
  return { from: Math.min(anchor, focus), to: Math.max(anchor, focus) + 1 };
}

/**
 * moved returns the selection after a key; null for a key that does not move it.
 * Shift leaves the anchor where it is. Up and Down go to the field before and
 * behind, whose first bytes are the starts.
 * @param {Selection} selection
 * @param {{ key: string, shiftKey: boolean, ctrlKey?: boolean, metaKey?: boolean }} event
 * @param {number} size how many bytes there are
 * @param {number[]} starts in ascending order
 * @returns {Selection | null}
 */
export function moved(selection, { key, shiftKey, ctrlKey = false, metaKey = false }, size, starts) {
  if (size === 0) return null;
  if ((ctrlKey || metaKey) && key.toLowerCase() === "a") return { anchor: 0, focus: size - 1 };
  const to = target(selection.focus, key, size, starts);
  if (to === null || ctrlKey || metaKey) return null;
  const focus = Math.max(0, Math.min(size - 1, to));
  return { anchor: shiftKey ? selection.anchor : focus, focus };
}

/**
 * @param {number} at
 * @param {string} key
 * @param {number} size
 * @param {number[]} starts
 */
function target(at, key, size, starts) {
  if (key === "ArrowLeft") return at - 1;
  if (key === "ArrowRight") return at + 1;
  if (key === "ArrowUp") return starts.filter((start) => start < at).pop() ?? 0;
  if (key === "ArrowDown") return starts.find((start) => start > at) ?? size - 1;
  if (key === "Home") return 0;
  if (key === "End") return size - 1;
  return null;
}

/**
 * fitted keeps a range within a record of so many bytes; null when nothing of
 * it is left.
 * @param {Range | null} range
 * @param {number} size
 * @returns {Range | null}
 */
export function fitted(range, size) {
  if (!range || range.from >= size) return null;
  return { from: range.from, to: Math.min(range.to, size) };
}
