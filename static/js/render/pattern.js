// Patterns that tell colours apart. They keep within their area by themselves: a
// clip for each would take longer than all else.

/**
 * @typedef {CanvasRenderingContext2D} Ctx
 * @typedef {{ x: number, y: number, w: number, h: number }} Area
 */

/** Patterns wider than this are cut: no screen shows more. */
const widest = 8000;
/** How far lines and dots are apart. */
const linePx = 7;
const dotsPx = 6;
const dotPx = 1.6;

/**
 * lines adds lines that rise, or fall, from left to right to the path.
 * @param {Ctx} ctx
 * @param {Area} area
 * @param {boolean} rising
 */
function lines(ctx, { x, y, w, h }, rising) {
  const from = Math.max(x - h, -h);
  const to = Math.min(x + w, from + widest);
  for (let at = from - (from % linePx); at < to; at += linePx) {
    const [x0, x1] = [Math.max(at, x), Math.min(at + h, x + w)];
    if (x0 >= x1) continue;
    ctx.moveTo(x0, rising ? y + h - (x0 - at) : y + x0 - at);
    ctx.lineTo(x1, rising ? y + h - (x1 - at) : y + x1 - at);
  }
}

/**
 * stroked draws the lines that have been added.
 * @param {Ctx} ctx
 * @param {string} color
 */
function stroked(ctx, color) {
  ctx.strokeStyle = color;
  ctx.lineWidth = 1;
  ctx.stroke();
}

/**
 * hatch draws rising lines.
 * @param {Ctx} ctx
 * @param {Area} area
 * @param {string} color
 */
export function hatch(ctx, area, color) {
  ctx.beginPath();
  lines(ctx, area, true);
  stroked(ctx, color);
}

/**
 * dots draws a grid of dots.
 * @param {Ctx} ctx
 * @param {Area} area
 * @param {string} color
 */
export function dots(ctx, { x, y, w, h }, color) {
  ctx.fillStyle = color;
  const to = Math.min(x + w, x + widest) - dotPx;
  for (let row = y + 3; row <= y + h - dotPx; row += dotsPx) {
    for (let at = x + 3; at <= to; at += dotsPx) ctx.fillRect(at, row, dotPx, dotPx);
  }
}

/**
 * cross draws rising and falling lines.
 * @param {Ctx} ctx
 * @param {Area} area
 * @param {string} color
 */
export function cross(ctx, area, color) {
  ctx.beginPath();
  lines(ctx, area, true);
  lines(ctx, area, false);
  stroked(ctx, color);
}
