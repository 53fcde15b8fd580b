// Patterns that tell colours apart; they are drawn within a clip.

/**
 * @typedef {CanvasRenderingContext2D} Ctx
 * @typedef {{ x: number, y: number, w: number, h: number }} Area
 */

/** Patterns wider than this are cut: no screen shows more. */
const widest = 8000;

/**
 * hatch draws rising lines.
 * @param {Ctx} ctx
 * @param {Area} area
 * @param {string} color
 */
export function hatch(ctx, { x, y, w, h }, color) {
  ctx.beginPath();
  const from = Math.max(x - h, -h);
  const to = Math.min(x + w, from + widest);
  for (let at = from - (from % 7); at < to; at += 7) {
    ctx.moveTo(at, y + h);
    ctx.lineTo(at + h, y);
  }
  ctx.strokeStyle = color;
  ctx.lineWidth = 1;
  ctx.stroke();
}

/**
 * dots draws a grid of dots.
 * @param {Ctx} ctx
 * @param {Area} area
 * @param {string} color
 */
export function dots(ctx, { x, y, w, h }, color) {
  ctx.fillStyle = color;
  const to = Math.min(x + w, x + widest);
  for (let row = y + 3; row < y + h; row += 6) {
    for (let at = x + 3; at < to; at += 6) ctx.fillRect(at, row, 1.6, 1.6);
  }
}

/**
 * cross draws rising and falling lines.
 * @param {Ctx} ctx
 * @param {Area} area
 * @param {string} color
 */
export function cross(ctx, area, color) {
  hatch(ctx, area, color);
  const { x, y, w, h } = area;
  ctx.beginPath();
  const from = Math.max(x - h, -h);
  const to = Math.min(x + w, from + widest);
  for (let at = from - (from % 7); at < to; at += 7) {
    ctx.moveTo(at, y);
    ctx.lineTo(at + h, y + h);
  }
  ctx.stroke();
}
