// What is under a point beside the data: a lane's name, a mark.

import { hit, markAt } from "../../layout/hit.js";
import { laneAt } from "../../layout/lanes/lanes.js";
import { axisPx } from "../../layout/metrics.js";

/** @typedef {import("../../layout/scene.js").Scene} Scene */
/** @typedef {{ xPx: number, yPx: number }} Point */

/**
 * foldAt returns the change that opens or folds the lane whose name is at a
 * point; null where there is none.
 * @param {Scene | null} scene
 * @param {import("./viewport.js").Viewport} port
 * @param {Point} point
 * @returns {import("../../state/view.js").Change | null}
 */
export function foldAt(scene, port, { xPx, yPx }) {
  const { view, isNarrow } = port;
  const y = yPx + view.scrollPx;
  const lane = yPx < axisPx ? undefined : laneAt(scene?.lanes ?? [], y);
  if (!lane) return null;
  const isName = lane.folded || (isNarrow ? y < lane.top : xPx < port.bounds().leftPx);
  return isName ? { kind: "lanes", open: { ...view.lanes, [lane.key]: lane.folded } } : null;
}

/**
 * hintAt explains the mark at a point, or says a lane's whole name where it may
 * have been cut.
 * @param {Scene | null} scene
 * @param {import("./viewport.js").Viewport} port
 * @param {Point} point
 * @param {import("../../model/text.js").Text} text
 */
export function hintAt(scene, port, { xPx, yPx }, text) {
  const mark = markAt(scene?.shapes ?? [], xPx, yPx);
  if (mark) return text(mark);
  const hint = hit(scene?.zones ?? [], xPx, yPx)?.hint;
  if (hint) return hint;
  const lane = xPx < port.bounds().leftPx ? laneAt(scene?.lanes ?? [], yPx + port.view.scrollPx) : undefined;
  return lane ? `${lane.name} · ${lane.about} · ${text("lane.fold")}` : "";
}
