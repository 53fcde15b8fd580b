// The ladder: the run of a timeline with its peers as columns and time downward, on
// the same canvas, with the same selection, keys and words.

import { placeOn } from "../../input/place.js";
import { LadderFrame, ladderScene } from "../../layout/ladder/ladder.js";
import { ladderOverlay } from "../../layout/ladder/overlay.js";
import { tallestPx } from "../timeline/viewport.js";

/** @typedef {import("../timeline/picture.js").Look} Look */
/** @typedef {import("../timeline/viewport.js").Viewport} Viewport */
/** @typedef {import("../../input/intent.js").Intent} Intent */

/** How tall it is where the page leaves the height to it. */
const ownPx = 640;

/**
 * createLadder makes the look of a ladder on a canvas.
 * @param {HTMLElement} canvas
 * @returns {Look}
 */
export function createLadder(canvas) {
  let atPx = 0;
  for (const type of ["pointermove", "pointerdown", "wheel"]) {
    canvas.addEventListener(
      type,
      (event) => (atPx = placeOn(canvas, /** @type {MouseEvent} */ (event)).yPx),
      { capture: true, passive: true },
    );
  }
  return { lay, over, meant: (intent, port, frame) => meant(intent, { port, frame, atPx }) };
}

/** @type {Look["lay"]} */
export function lay(port, chart, text) {
  port.fitLanes(port.roomPx < tallestPx ? port.roomPx : ownPx);
  const { from, to } = port.window();
  const frame = new LadderFrame({
    chart,
    text,
    mode: port.view.mode,
    range: { from, to },
    widthPx: port.widthPx,
    heightPx: port.heightPx,
    nowNs: port.view.atNs ?? port.nowNs,
    past: port.view.atNs !== null,
    narrow: port.isNarrow,
  });
  return { frame, scene: ladderScene(frame) };
}

/** @type {Look["over"]} */
function over({ frame, scene }, marked) {
  const ladder = /** @type {LadderFrame} */ (frame);
  return ladderOverlay(
    ladder,
    /** @type {import("../../layout/ladder/ladder.js").LadderScene} */ (scene),
    marked,
  );
}

/**
 * meant turns what is done by a quarter: what lies down the ladder lies along the
 * timeline.
 * @param {Intent} intent
 * @param {{ port: Viewport, frame: import("../../layout/frame.js").Frame | null, atPx: number }} seen atPx: how far down the pointer is
 * @returns {Intent | null}
 */
export function meant(intent, { port, frame, atPx }) {
  if (!(frame instanceof LadderFrame)) return intent;
  const bounds = port.bounds();
  const perPx = bounds.widthPx / frame.window.widthPx;
  switch (intent.kind) {
    case "zoom": {
      const yPx = intent.atPx === null ? focusPx(port, frame) : atPx;
      return { ...intent, atPx: bounds.leftPx + (yPx - frame.leftPx) * perPx };
    }
    case "pan":
      return { kind: "pan", dxPx: (intent.dyPx || intent.dxPx) * perPx, dyPx: 0 };
    case "point":
      return { ...intent, alongPx: intent.yPx };
    case "press":
      return { kind: "press", xPx: intent.yPx, yPx: intent.xPx < frame.timesPx ? 0 : Infinity };
    case "drag":
      return { kind: "drag", xPx: atPx };
    case "span":
      return null;
    default:
      return intent;
  }
}

/**
 * focusPx is what keys zoom around: the selected call where it is in view, else the
 * middle.
 * @param {Viewport} port
 * @param {LadderFrame} frame
 */
function focusPx({ view: { selected } }, frame) {
  const y = selected?.kind === "event" ? frame.anchorX(selected.seq - 1) : NaN;
  return y >= frame.leftPx && y <= frame.rightPx ? y : (frame.leftPx + frame.rightPx) / 2;
}
