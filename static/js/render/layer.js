// A canvas as large as its box, in the screen's own pixels.

import { paint } from "./painter.js";

/** Layer paints shapes over all of its canvas. */
export class Layer {
  #widthPx = 0;
  #heightPx = 0;
  #ratio = 0;

  /** @param {HTMLCanvasElement} canvas */
  constructor(canvas) {
    this.canvas = canvas;
    const ctx = canvas.getContext("2d");
    if (!ctx) throw new Error("this browser gives no 2D canvas");
    this.ctx = ctx;
  }

  /**
   * resize sets the size of the canvas in the pixels of its shapes.
   * @param {number} widthPx
   * @param {number} heightPx
   * @param {number} ratio device pixels for each
   * @param {number} [scale] CSS pixels for each
   */
  resize(widthPx, heightPx, ratio, scale = 1) {
    if (widthPx === this.#widthPx && heightPx === this.#heightPx && ratio === this.#ratio) return;
    this.#widthPx = widthPx;
    this.#heightPx = heightPx;
    this.#ratio = ratio;
    this.canvas.width = Math.max(1, Math.round(widthPx * ratio));
    this.canvas.height = Math.max(1, Math.round(heightPx * ratio));
    this.canvas.style.width = `${widthPx * scale}px`;
    this.canvas.style.height = `${heightPx * scale}px`;
  }

  /**
   * draw replaces what is there.
   * @param {readonly import("../layout/shapes.js").Shape[]} shapes
   * @param {import("./theme.js").Theme} theme
   */
  draw(shapes, theme) {
    const { ctx } = this;
    ctx.setTransform(this.#ratio, 0, 0, this.#ratio, 0, 0);
    ctx.clearRect(0, 0, this.#widthPx, this.#heightPx);
    paint(ctx, shapes, theme);
  }
}
