// The room that a page has for the lanes of a timeline. Where its box is of a given
// height, lanes that are taller scroll in it: the box has the scroll bar, the canvases
// stay where they are, and the axis with them. Lengths are in the pixels of the shapes,
// which a page may magnify.

import { scaleOf } from "../../input/place.js";
import { tallestPx } from "./viewport.js";

export class Room {
  /**
   * @param {HTMLElement} root of the timeline
   * @param {HTMLElement} frame around its canvases
   * @param {(byPx: number) => void} scroll is called when the reader moved the bar
   */
  constructor(root, frame, scroll) {
    this.root = root;
    this.frame = frame;
    this.rest = document.createElement("div");
    frame.after(this.rest);
    /** How far the lanes are scrolled. */
    this.scrollPx = 0;
    root.addEventListener("scroll", () => {
      const byPx = root.scrollTop / this.scale - this.scrollPx;
      if (Math.abs(byPx) >= 1) scroll(byPx);
    });
  }

  /** scale is how many CSS pixels one of the shapes is. */
  get scale() {
    return scaleOf(this.root);
  }

  get widthPx() {
    return this.root.clientWidth / this.scale;
  }

  /** heightPx is how tall the lanes can be without scrolling. */
  get heightPx() {
    const scrolls = getComputedStyle(this.root).overflowY === "auto";
    this.frame.style.position = scrolls ? "sticky" : "relative";
    this.frame.style.top = "0";
    return scrolls ? this.root.clientHeight / this.scale : tallestPx;
  }

  /**
   * show moves the bar to what is shown.
   * @param {{ wholePx: number, heightPx: number, scrollPx: number }} shown
   */
  show({ wholePx, heightPx, scrollPx }) {
    const restPx = this.frame.style.position === "sticky" ? wholePx - heightPx : 0;
    this.scrollPx = scrollPx;
    const topPx = scrollPx * this.scale;
    this.rest.style.height = `${restPx * this.scale}px`;
    if (restPx > 0 && Math.abs(this.root.scrollTop - topPx) >= 1) this.root.scrollTop = topPx;
  }
}
