// What draws things that few runs have is loaded with the first run that has them, and
// what lies over a run when there is one.

import { drawsAccepts } from "../../layout/lanes/accept.js";
import { isDrawn } from "../../layout/lanes/decoder.js";
import {
  lateCalls,
  lateCounts,
  lateDatagrams,
  lateDensity,
  lateFar,
  lateHeld,
  lateLosses,
  lateNumbers,
  lateOverlay,
  lateRail,
  lateSetup,
  lateThrough,
} from "../../layout/late.js";
import { isWaitedIn } from "../../model/accepts.js";
import { loaded } from "../later.js";

/** @type {{ late: { isWanted: boolean, isThere: boolean }, load: () => Promise<unknown> }[]} */
const parts = [
  { late: lateOverlay, load: () => import("../../layout/overlay.js") },
  { late: lateSetup, load: () => import("../../layout/setup.js") },
  { late: lateLosses, load: () => import("../../layout/losses.js") },
  { late: lateFar, load: () => import("../../layout/farbands.js") },
  { late: lateCalls, load: () => import("../../layout/density.js") },
  { late: lateHeld, load: () => import("../../layout/held.js") },
  { late: lateDensity, load: () => import("../../layout/segmentdensity.js") },
  { late: lateDatagrams, load: () => import("../../layout/datagrams.js") },
  { late: lateNumbers, load: () => import("../../layout/numbers.js") },
  { late: lateRail, load: () => import("../../layout/rail.js") },
  { late: lateThrough, load: () => import("../../layout/through.js") },
  { late: lateCounts, load: () => import("../../layout/wire.js") },
];

/** What is on its way. @type {Set<unknown>} */
const asked = new Set();

/**
 * loadLanes loads what draws decoders and accept queues where a chart needs it, and has
 * the picture drawn again then.
 * @param {import("../../layout/chart.js").Chart} chart
 * @param {import("../text.js").Text} text
 * @param {() => void} redraw
 */
export function loadLanes({ trace, sockets }, text, redraw) {
  const later = [];
  if (trace.decodes.count > 0 && !isDrawn()) later.push(import("../../layout/decoding.js"));
  const waits = [...sockets.listeners].some(([conn, events]) => isWaitedIn(trace, conn, events));
  if (waits && !drawsAccepts()) later.push(import("../../layout/accepting.js"));
  for (const one of later) loaded(one, text).then(redraw, console.error);
}

/**
 * loadLate loads what was wanted for a picture and was not there.
 * @param {import("../text.js").Text} text
 * @param {() => void} redraw
 */
export function loadLate(text, redraw) {
  for (const { late, load } of parts) {
    if (!late.isWanted || late.isThere || asked.has(late)) continue;
    asked.add(late);
    loaded(load(), text).then(redraw, (error) => {
      asked.delete(late);
      console.error(error);
    });
  }
}
