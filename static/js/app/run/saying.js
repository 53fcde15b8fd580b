// What says what a run was found to show, loaded with the first of it.

import { knownTold, unheaded } from "../../model/told.js";

export { countTold } from "../../model/told.js";
export { toldRows } from "./told.js";

/**
 * toldNow is what a page says of its run at the moment that it shows; what it has shown
 * before where that is the same.
 * @param {import("./view.js").RunView} view
 * @param {import("../../model/trace.js").Trace} trace
 * @param {readonly import("../../model/told.js").Told[] | null} before
 */
export function toldNow({ sentences, isAsked, atNs }, trace, before) {
  const known = knownTold(isAsked ? sentences : unheaded(sentences), trace, atNs);
  const isSame = known.length === before?.length && known.every(({ text }, k) => text === before[k].text);
  return isSame ? before : known;
}
