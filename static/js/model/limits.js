// How much of a list is shown that a run can make long.

/** How many items such a list shows; what is left out is counted. The server shows as many. */
export const mostListed = 32;

/**
 * listed returns the first items of a list and how many are left out.
 * @template T
 * @param {readonly T[]} list
 * @returns {{ shown: readonly T[], left: number }}
 */
export function listed(list) {
  const shown = list.length > mostListed ? list.slice(0, mostListed) : list;
  return { shown, left: list.length - shown.length };
}

/**
 * listText writes the first items of a list and counts the rest: a b … (+70).
 * @template T
 * @param {readonly T[]} list
 * @param {(item: T) => string} write
 */
export function listText(list, write) {
  const { shown, left } = listed(list);
  return shown.map(write).join(" ") + (left > 0 ? ` … (+${left})` : "");
}
