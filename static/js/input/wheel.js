// The wheel: with Ctrl or Cmd (and as browsers report a pinch on a touchpad)
// it zooms, sideways or with Shift it pans, and otherwise it scrolls the
// lanes; what the timeline has no use for is left to the page.

import { placeOn } from "./place.js";

/** @typedef {import("./intent.js").Intent} Intent */

const linePx = 16;
const perPx = 0.0035;
const mostPx = 240;

/**
 * intentOfWheel reads a turn of the wheel at `atPx`.
 * @param {{ deltaX: number, deltaY: number, deltaMode: number, ctrlKey: boolean, metaKey: boolean, shiftKey: boolean }} turn
 * @param {number} atPx
 * @returns {Intent}
 */
export function intentOfWheel({ deltaX, deltaY, deltaMode, ctrlKey, metaKey, shiftKey }, atPx) {
  const scale = deltaMode === 1 ? linePx : deltaMode === 2 ? mostPx : 1;
  const dx = deltaX * scale;
  const dy = deltaY * scale;
  if (ctrlKey || metaKey) {
    const turn = Math.max(-mostPx, Math.min(mostPx, dy));
    return { kind: "zoom", factor: Math.exp(-turn * perPx), atPx };
  }
  if (shiftKey) return { kind: "pan", dxPx: dx || dy, dyPx: 0 };
  return { kind: "pan", dxPx: dx, dyPx: dy };
}

/**
 * watchWheel turns wheel events into intents; it returns a function that ends it.
 * @param {HTMLElement} element
 * @param {import("./intent.js").Give} give
 */
export function watchWheel(element, give) {
  const turned = (/** @type {WheelEvent} */ turn) => {
    // A zoom that has reached its end must not zoom the page.
    if (give(intentOfWheel(turn, placeOn(element, turn).xPx)) || turn.ctrlKey || turn.metaKey)
      turn.preventDefault();
  };
  element.addEventListener("wheel", turned, { passive: false });
  return () => element.removeEventListener("wheel", turned);
}
