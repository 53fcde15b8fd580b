// Mouse, pen and fingers: a drag pans, with Shift it measures, two fingers zoom, a
// click or tap picks.

import { placeOn } from "./place.js";

/** @typedef {import("./intent.js").Intent} Intent */
/** @typedef {{ id: number, xPx: number, yPx: number, shift?: boolean }} Touch */

/** A press that moves less than this is a click. */
const clickPx = 5;

/** Gesture makes intents of pointers that go down, move and go up. */
export class Gesture {
  /** @type {Map<number, { xPx: number, yPx: number }>} */
  #down = new Map();
  #moved = 0;
  /** Where a stretch that is measured begins. @type {number | null} */
  #spanPx = null;

  /** Whether a pointer is down. */
  get active() {
    return this.#down.size > 0;
  }

  /**
   * @param {Touch} touch
   * @returns {Intent[]}
   */
  press({ id, xPx, yPx, shift = false }) {
    const alone = this.#down.size === 0;
    if (alone) {
      this.#moved = 0;
      this.#spanPx = shift ? xPx : null;
    }
    this.#down.set(id, { xPx, yPx });
    return alone && !shift ? [{ kind: "press", xPx, yPx }] : [];
  }

  /**
   * @param {Touch} touch
   * @returns {Intent[]}
   */
  move({ id, xPx, yPx }) {
    const before = this.#down.get(id);
    if (!before) return [{ kind: "point", xPx, yPx }];
    const dxPx = before.xPx - xPx;
    const dyPx = before.yPx - yPx;
    this.#moved += Math.abs(dxPx) + Math.abs(dyPx);
    const other = [...this.#down].find(([key]) => key !== id)?.[1];
    this.#down.set(id, { xPx, yPx });
    if (!other && this.#moved < clickPx) return [];
    if (!other && this.#spanPx !== null) {
      return [{ kind: "span", fromPx: this.#spanPx, toPx: xPx, over: false }];
    }
    if (!other) return [{ kind: "drag", xPx }, { kind: "pan", dxPx, dyPx }]; // prettier-ignore
    const factor = span(other.xPx, xPx) / span(other.xPx, before.xPx);
    return [
      { kind: "zoom", factor, atPx: (other.xPx + xPx) / 2 },
      { kind: "pan", dxPx: dxPx / 2, dyPx: 0 },
    ];
  }

  /**
   * @param {Touch} touch
   * @returns {Intent[]}
   */
  release({ id, xPx, yPx }) {
    const alone = this.#down.size === 1;
    if (!this.#down.delete(id)) return [];
    if (alone && this.#moved < clickPx) return [{ kind: "pick", xPx, yPx }];
    const fromPx = this.#spanPx;
    return alone && fromPx !== null ? [{ kind: "span", fromPx, toPx: xPx, over: true }] : [];
  }

  /** @param {number} id */
  cancel(id) {
    this.#down.delete(id);
  }
}

/**
 * @param {number} a
 * @param {number} b
 */
function span(a, b) {
  return Math.max(20, Math.abs(a - b));
}

/**
 * watchPointer turns pointer events into intents; it returns a function that
 * ends it. Up and down stay the page's on touch screens.
 * @param {HTMLElement} element
 * @param {import("./intent.js").Give} give
 */
export function watchPointer(element, give) {
  const gesture = new Gesture();
  const controller = new AbortController();
  const { signal } = controller;
  const touch = (/** @type {PointerEvent} */ e) => {
    return { id: e.pointerId, shift: e.shiftKey, ...placeOn(element, e) };
  };
  const all = (/** @type {Intent[]} */ intents) => intents.forEach((intent) => give(intent));
  element.addEventListener(
    "pointerdown",
    (e) => {
      if (e.button !== 0) return;
      element.setPointerCapture(e.pointerId);
      all(gesture.press(touch(e)));
    },
    { signal },
  );
  element.addEventListener("pointermove", (e) => all(gesture.move(touch(e))), { signal });
  element.addEventListener("pointerup", (e) => all(gesture.release(touch(e))), { signal });
  element.addEventListener("pointercancel", (e) => gesture.cancel(e.pointerId), { signal });
  element.addEventListener("pointerleave", () => gesture.active || give({ kind: "leave" }), { signal });
  return () => controller.abort();
}
