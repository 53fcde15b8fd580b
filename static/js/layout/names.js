// The names of the lanes, in a column beside them or in a strip above each.

import { axisPx, Em, sansPx, Size, wrap } from "./metrics.js";

/** @typedef {import("./shapes.js").Shape} Shape */

const leftPx = 12;
const rightPx = 6;
const linePx = 17;
const nameFace = { size: Size.text, em: Em.bold };
const aboutFace = { size: Size.small, em: Em.plain };
/** With less room than this a strip says the name alone. */
const leastAboutPx = 60;

/**
 * laneNameShapes writes all names, in one size.
 * @param {import("./frame.js").Frame} frame
 * @param {import("./lanes/lanes.js").Placed[]} lanes
 * @param {Shape[]} shapes
 */
export function laneNameShapes(frame, lanes, shapes) {
  const roomPx = frame.narrow ? frame.widthPx - 16 : frame.leftPx - leftPx - rightPx;
  if (!frame.narrow) {
    const [text] = wrap(frame.text(`axis.${frame.mode}`), aboutFace, roomPx, 1);
    shapes.push({ t: "text", x: leftPx, y: axisPx - 12, text, size: Size.small, color: "dim" });
  }
  shapes.push({ t: "clip", x: 0, y: axisPx, w: frame.widthPx, h: frame.heightPx - axisPx });
  lanes.forEach((lane, n) => {
    const room = { y: lane.y - frame.scrollPx, roomPx, tinted: n % 2 === 1 };
    if (lane.folded) foldedShapes(frame, lane, room, shapes);
    else if (frame.narrow) stripShapes(frame, lane, room, shapes);
    else columnShapes(frame, lane, room, shapes);
  });
  shapes.push({ t: "unclip" });
}

/**
 * @param {import("./frame.js").Frame} frame
 * @param {import("./lanes/lanes.js").Placed} lane
 * @param {{ y: number, roomPx: number, tinted: boolean }} room
 * @param {Shape[]} shapes
 */
function columnShapes(frame, lane, { y, roomPx, tinted }, shapes) {
  if (tinted) shapes.push({ t: "rect", x: 0, y, w: frame.leftPx, h: lane.h, fill: "paper", alpha: 0.7 });
  shapes.push({ t: "line", x1: 0, y1: y, x2: frame.leftPx, y2: y, color: "line" });
  const names = wrap(lane.name, nameFace, roomPx, 2);
  const most = Math.max(1, Math.floor(lane.h / linePx) - names.length);
  const abouts = wrap(lane.about, aboutFace, roomPx, most);
  const lines = names.length + abouts.length;
  const stepPx = Math.min(linePx, (lane.h - 1) / lines);
  let base = y + lane.h / 2 - ((lines - 1) * stepPx) / 2 + 5;
  for (const text of names) {
    shapes.push({ t: "text", x: leftPx, y: base, text, size: Size.text, color: "ink", bold: true });
    base += stepPx;
  }
  for (const text of abouts) {
    shapes.push({ t: "text", x: leftPx, y: base, text, size: Size.small, color: "dim" });
    base += stepPx;
  }
}

/**
 * foldedShapes writes the name of a folded lane over its whole width.
 * @param {import("./frame.js").Frame} frame
 * @param {import("./lanes/lanes.js").Placed} lane
 * @param {{ y: number }} room
 * @param {Shape[]} shapes
 */
function foldedShapes(frame, { name, about, h }, { y }, shapes) {
  const [x, mid] = [frame.narrow ? 8 : leftPx, y + h / 2];
  shapes.push({ t: "rect", x: 0, y, w: frame.widthPx, h, fill: "paper" });
  shapes.push({ t: "line", x1: 0, y1: y, x2: frame.widthPx, y2: y, color: "line" });
  shapes.push({ t: "path", points: [x, mid - 4, x + 4, mid, x, mid + 4], color: "dim", line: 1.5 });
  const [text] = wrap(`${name} · ${about}`, aboutFace, frame.widthPx - x - 16, 1);
  shapes.push({ t: "text", x: x + 12, y: mid + 4.5, text, size: Size.small, color: "dim" });
}

/**
 * @param {import("./frame.js").Frame} frame
 * @param {import("./lanes/lanes.js").Placed} lane
 * @param {{ y: number, roomPx: number }} room
 * @param {Shape[]} shapes
 */
function stripShapes(frame, lane, { y, roomPx }, shapes) {
  const [name] = wrap(lane.name, nameFace, roomPx, 1);
  shapes.push({ t: "text", x: 8, y: y + 16, text: name, size: Size.text, color: "ink", bold: true });
  const left = roomPx - sansPx(name, Size.text, Em.bold) - 14;
  if (left < leastAboutPx) return;
  const [about] = wrap(lane.about, aboutFace, left, 1);
  const x = frame.widthPx - 8;
  shapes.push({ t: "text", x, y: y + 16, text: about, size: Size.small, color: "dim", align: "right" });
}
