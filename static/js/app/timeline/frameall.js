// Brings things into view on timelines of one axis.

import { placeOf } from "./reveal.js";

/** @typedef {import("../../model/target.js").Target} Target */

/**
 * frameAll zooms timelines on one axis, so that things of each are in view.
 * @param {readonly import("./timeline.js").Timeline[]} timelines
 * @param {readonly (readonly Target[])[]} targets of each timeline
 */
export function frameAll(timelines, targets) {
  const places = timelines.flatMap(({ viewport: { chart, view } }, n) =>
    targets[n].flatMap((target) => (chart && placeOf(chart, view.mode, target)) ?? []),
  );
  if (places.length === 0) return;
  const from = Math.min(...places.map((place) => place.from));
  const to = Math.max(...places.map((place) => place.to));
  timelines[0].apply({ kind: "frame", from, to, least: timelines[0].viewport.natural });
}
