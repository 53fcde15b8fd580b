// The calls that make a socket ready are one chip, until one of them is chosen: then each
// is a dot with its name, where it was.

import { callName } from "../model/call.js";
import { setupEnd } from "../model/setup.js";
import { eventTarget } from "../model/target.js";
import { dotOf, namedBelow } from "./dots.js";
import { lateSetup } from "./late.js";
import { fit } from "./metrics.js";

const highPx = 20;
/** What of its width has no words. */
const padPx = 4;
/** A call farther than this from the one before it stands for itself: much time lies between them, or a close look. */
const farPx = 60;

/**
 * chipAt returns the chip that begins with call k of a row; null where there is none.
 * @param {import("./frame.js").Frame} frame
 * @param {import("./peercalls.js").PeerCalls} calls
 * @param {number} k
 * @returns {import("./late.js").Chip | null}
 */
function chipAt(frame, { events }, k) {
  let all = Array.from(events.at.slice(k, setupEnd(frame.trace, events, k)));
  const dots = all.map((i) => dotOf(frame, i));
  const far = dots.findIndex(({ x }, n) => n > 0 && x - dots[n - 1].x > farPx);
  if (far > 0) all = all.slice(0, far);
  if (all.length < 2 || all.includes(frame.chosen)) return null;
  const [first, last] = [dots[0], dots[all.length - 1]];
  const place = { x: first.x, w: last.x + last.w - first.x };
  const inside = fit([frame.text("setup", all.length), String(all.length)], place.w - padPx);
  if (!inside) return null; // who sees no number takes it for one call
  const chip = { ...place, events: all, inside };
  return { count: all.length, draw: (band, out) => chipShapes(frame, { ...band, ...chip }, out) };
}

/**
 * chipShapes draws a chip; each of its calls can be pointed at in it.
 * @param {import("./frame.js").Frame} frame
 * @param {{ events: number[], x: number, w: number, mid: number, rows: import("./rows.js").Rows, inside: { text: string, size: number } }} chip
 * @param {import("./out.js").Out} out
 */
function chipShapes(frame, { events, x, w, mid, rows, inside }, { calls: shapes, zones }) {
  const names = events.map((i) => callName(frame.trace.columns.call.at[i])).join(" · ");
  const hint = frame.text("setup.hint", names, events.length);
  const zone = { x, y: mid - 14, w, h: 28, reachPx: 6, hint };
  for (const i of events) zones.push({ ...zone, target: eventTarget(i + 1) });
  shapes.push({ t: "rect", x, y: mid - highPx / 2, w, h: highPx, r: 10, fill: "paper", stroke: "dim", line: 1.5 }); // prettier-ignore
  const [from, to] = [Math.max(x, frame.leftPx), Math.min(x + w, frame.rightPx)];
  const seen = fit([inside.text], to - from);
  const middle = { x: (from + to) / 2, y: mid + 4.5, align: /** @type {const} */ ("center") };
  if (seen) shapes.push({ t: "text", ...middle, ...seen, color: "ink", mono: true });
  const short = frame.text("setup", events.length);
  namedBelow(frame, { x, w, mid, rows, color: "dim" }, inside.text === short ? [names] : [names, short], shapes); // prettier-ignore
}

lateSetup.has(chipAt);
