// A ladder: peers as columns, time downward. It shows the same part of a run as the
// timeline, with the same places for the same instants, turned by a quarter.

import { waiterOf } from "../../model/waiting.js";
import { peerName } from "../../model/text.js";
import { declutter } from "../declutter.js";
import { Frame } from "../frame.js";
import { fit, Size } from "../metrics.js";
import { axisShapes } from "./axis.js";
import { callShapes } from "./calls.js";
import { columnOf, columnsOf, halfBarPx, headPx, narrowTimesPx, timesPx } from "./columns.js";
import { segmentShapes } from "./segments.js";
import { tieShapes, tiesOf } from "./ties.js";

/** @typedef {import("../shapes.js").Shape} Shape */
/** @typedef {import("./columns.js").Column} Column */

/** Room below what is last. */
const footPx = 10;

/**
 * LadderInit is what of a run is shown, and how large.
 * @typedef {Omit<import("../frame.js").FrameInit, "window" | "scrollPx"> & { range: import("../../scale/time.js").Range }} LadderInit
 */

/** LadderFrame places things down the page: what is x in a Frame is y here. */
export class LadderFrame extends Frame {
  /** @param {LadderInit} init */
  constructor({ range, widthPx, heightPx, ...init }) {
    const window = { ...range, leftPx: headPx, widthPx: Math.max(1, heightPx - headPx - footPx) };
    super({ ...init, window, widthPx: heightPx, heightPx: widthPx, scrollPx: 0 });
    /** The size of the picture. */
    this.size = { widthPx, heightPx };
    this.timesPx = init.narrow ? narrowTimesPx : timesPx;
    this.columns = columnsOf(init.chart, { widthPx, narrow: init.narrow });
  }
}

/**
 * LadderScene is a scene without lanes, with the ways of bytes.
 * @typedef {import("../scene.js").Scene & { ties: import("./ties.js").Tie[] }} LadderScene
 */

/**
 * ladderScene lays a ladder out.
 * @param {LadderFrame} frame
 * @returns {LadderScene}
 */
export function ladderScene(frame) {
  const { widthPx, heightPx } = frame.size;
  /** @type {{ ground: Shape[], over: Shape[], shapes: Shape[], zones: import("../shapes.js").Zone[], places: Map<number, import("./calls.js").Place> }} */
  const out = { ground: [], over: [], shapes: [], zones: [], places: new Map() };
  axisShapes(frame, { timesPx: frame.timesPx, rightPx: widthPx }, out);
  for (const column of frame.columns) {
    lineShape(frame, column, out.ground);
    callShapes(frame, column, out);
    waitingShapes(frame, column, out.shapes);
  }
  /** @type {Shape[]} */
  const arrows = [];
  for (const between of wiresOf(frame)) segmentShapes(frame, between, { shapes: arrows, zones: out.zones });
  const ties = tiesOf(frame, out.places);
  /** @type {Shape[]} */
  const ways = [];
  for (const tie of ties) tieShapes(tie, ways);
  /** @type {Shape} */
  const plot = { t: "clip", x: 0, y: headPx, w: widthPx, h: heightPx - headPx };
  const unclip = /** @type {Shape} */ ({ t: "unclip" });
  const [calls, wires, times] = declutter([out.shapes, arrows, out.over]);
  const shapes = [plot, ...out.ground, ...ways, ...wires, ...calls, ...times, unclip];
  headShapes(frame, shapes);
  return { shapes, zones: out.zones, bands: [], lanes: [], ties };
}

/**
 * wiresOf lists the captured segments between each column and the hub's.
 * @param {LadderFrame} frame
 */
function wiresOf({ chart, columns }) {
  const hub = columnOf(columns, Math.max(0, chart.sockets.hub));
  return [...chart.wires.byPeer].flatMap(([peer, wire]) => {
    const own = columnOf(columns, peer);
    return own && hub && own !== hub ? [{ wire, own, hub }] : [];
  });
}

/**
 * @param {LadderFrame} frame
 * @param {Column} column
 * @param {Shape[]} shapes
 */
function lineShape(frame, { x }, shapes) {
  shapes.push({ t: "line", x1: x, y1: headPx, x2: x, y2: frame.size.heightPx, color: "dim", line: 1.25 });
}

/**
 * waitingShapes draws the calls that wait, as long as they have waited.
 * @param {LadderFrame} frame
 * @param {Column} column
 * @param {Shape[]} shapes
 */
function waitingShapes(frame, { peer, x }, shapes) {
  for (const [key, { start }] of frame.trace.waiting) {
    if (waiterOf(key) !== peer) continue;
    const y = frame.atX(start);
    const h = Math.max(8, frame.atX(Math.max(start, frame.nowNs)) - y);
    shapes.push({ t: "rect", x: x - halfBarPx, y, w: 2 * halfBarPx, h, r: 3, fill: "card", stroke: "accent", dash: true }); // prettier-ignore
  }
}

/**
 * headShapes names the columns, and says what is not there.
 * @param {LadderFrame} frame
 * @param {Shape[]} shapes
 */
function headShapes(frame, shapes) {
  const { text, trace, columns, size, timesPx: left } = frame;
  shapes.push({ t: "rect", x: 0, y: 0, w: size.widthPx, h: headPx, fill: "card" });
  shapes.push({ t: "line", x1: 0, y1: headPx, x2: size.widthPx, y2: headPx, color: "line" });
  const axis = fit([text(`axis.${frame.mode}`)], left - 14);
  if (axis) shapes.push({ t: "text", x: 10, y: headPx - 12, ...axis, color: "dim" });
  const each = (size.widthPx - left) / Math.max(1, columns.length);
  for (const { peer, x } of columns) {
    const name = fit([peerName(text, trace.peers[peer] ?? String(peer))], each, Size.text);
    if (name)
      shapes.push({ t: "text", x, y: headPx - 12, ...name, color: "ink", bold: true, align: "center" });
  }
  if (trace.segments.length > 0 || columns.length < 2) return;
  const none = fit([text("ladder.uncaptured")], each - 90);
  const x = (columns[0].x + columns[1].x) / 2;
  if (none) shapes.push({ t: "text", x, y: headPx - 12, ...none, color: "dim", align: "center" });
}
