// Paints shapes on a 2D context.

import { badgeHighPx, badgePx, Size } from "../layout/metrics.js";
import { cross, dots, hatch } from "./pattern.js";

/**
 * @typedef {import("../layout/shapes.js").Shape} Shape
 * @typedef {import("./theme.js").Theme} Theme
 * @typedef {CanvasRenderingContext2D} Ctx
 */

/** Longer paths go along the axes only and are not stroked as a whole: a rasterizer looks at all edges of one in each row of pixels. */
const mostStroked = 2 * 32;
/** Boxes narrower than this have no round corners: nobody would see them. */
const leastRound = 8;

/** @type {Record<Shape["t"], (ctx: Ctx, shape: any, theme: Theme) => void>} */
const painters = { rect, hatch: hatched, text, line, path, band, badge, clip, unclip };

/**
 * paint draws the shapes in order.
 * @param {Ctx} ctx
 * @param {readonly Shape[]} shapes
 * @param {Theme} theme
 */
export function paint(ctx, shapes, theme) {
  for (const shape of shapes) painters[shape.t](ctx, shape, theme);
}

/**
 * @param {Ctx} ctx
 * @param {import("../layout/shapes.js").Rect} shape
 * @param {Theme} theme
 */
function rect(ctx, shape, { colors }) {
  if ((!shape.r || shape.w < leastRound) && !shape.stroke && shape.fill) {
    plain(ctx, shape, colors[shape.fill]);
    return;
  }
  outline(ctx, shape);
  if (shape.fill) {
    ctx.globalAlpha = shape.alpha ?? 1;
    ctx.fillStyle = colors[shape.fill];
    ctx.fill();
    ctx.globalAlpha = 1;
  }
  if (shape.pattern) overlaid(ctx, shape, colors[shape.stroke ?? shape.fill ?? "ink"]);
  if (!shape.stroke) return;
  if (shape.pattern) outline(ctx, shape); // anew: the pattern had a path of its own
  ctx.strokeStyle = colors[shape.stroke];
  ctx.lineWidth = shape.line ?? 1;
  if (shape.dash) ctx.setLineDash([4, 3]);
  ctx.stroke();
  if (shape.dash) ctx.setLineDash([]);
}

/**
 * plain draws a box without an outline, as nearly all are from afar.
 * @param {Ctx} ctx
 * @param {import("../layout/shapes.js").Rect} shape
 * @param {string} color
 */
function plain(ctx, shape, color) {
  ctx.globalAlpha = shape.alpha ?? 1;
  ctx.fillStyle = color;
  ctx.fillRect(shape.x, shape.y, shape.w, shape.h);
  ctx.globalAlpha = 1;
  if (shape.pattern) overlaid(ctx, shape, color);
}

/**
 * overlaid lays the shape's pattern over it.
 * @param {Ctx} ctx
 * @param {import("../layout/shapes.js").Rect} shape
 * @param {string} color
 */
function overlaid(ctx, shape, color) {
  const draw = [hatch, dots, cross][(shape.pattern ?? 1) - 1];
  ctx.globalAlpha = 0.45;
  draw(ctx, shape, color);
  ctx.globalAlpha = 1;
}

/**
 * @param {Ctx} ctx
 * @param {{ x: number, y: number, w: number, h: number, r?: number }} shape
 */
function outline(ctx, { x, y, w, h, r = 0 }) {
  ctx.beginPath();
  if (r > 0 && w >= leastRound) ctx.roundRect(x, y, w, h, Math.min(r, w / 2, h / 2));
  else ctx.rect(x, y, w, h);
}

/**
 * @param {Ctx} ctx
 * @param {import("../layout/shapes.js").Hatch} shape
 * @param {Theme} theme
 */
function hatched(ctx, shape, { colors }) {
  const color = colors[shape.color];
  ctx.globalAlpha = 0.08;
  ctx.fillStyle = color;
  ctx.fillRect(shape.x, shape.y, shape.w, shape.h);
  ctx.globalAlpha = 0.4;
  hatch(ctx, shape, color);
  outline(ctx, shape);
  ctx.globalAlpha = 0.55;
  ctx.strokeStyle = color;
  ctx.lineWidth = 1;
  ctx.stroke();
  ctx.globalAlpha = 1;
}

/**
 * @param {Ctx} ctx
 * @param {import("../layout/shapes.js").TextShape} shape
 * @param {Theme} theme
 */
function text(ctx, shape, { colors, mono, sans }) {
  ctx.font = `${shape.bold ? "600 " : ""}${shape.size}px ${shape.mono ? mono : sans}`;
  ctx.fillStyle = colors[shape.color];
  ctx.textAlign = shape.align ?? "left";
  ctx.fillText(shape.text, shape.x, shape.y);
}

/**
 * @param {Ctx} ctx
 * @param {import("../layout/shapes.js").Line} shape
 * @param {Theme} theme
 */
function line(ctx, shape, { colors }) {
  ctx.beginPath();
  ctx.moveTo(shape.x1, shape.y1);
  ctx.lineTo(shape.x2, shape.y2);
  ctx.strokeStyle = colors[shape.color];
  ctx.lineWidth = shape.line ?? 1;
  if (shape.dash) ctx.setLineDash([2, 3]);
  ctx.stroke();
  if (shape.dash) ctx.setLineDash([]);
}

/**
 * @param {Ctx} ctx
 * @param {import("../layout/shapes.js").Path} shape
 * @param {Theme} theme
 */
function path(ctx, { points, color, line: width }, { colors }) {
  if (points.length > mostStroked) {
    ctx.fillStyle = colors[color];
    steps(ctx, points, width ?? 1);
    return;
  }
  ctx.beginPath();
  ctx.moveTo(points[0], points[1]);
  for (let k = 2; k < points.length; k += 2) ctx.lineTo(points[k], points[k + 1]);
  ctx.strokeStyle = colors[color];
  ctx.lineWidth = width ?? 1;
  ctx.lineJoin = "round";
  ctx.stroke();
}

/**
 * steps draws a path that goes along the axes as boxes, one from corner to corner.
 * @param {Ctx} ctx
 * @param {number[]} points
 * @param {number} width
 */
function steps(ctx, points, width) {
  let from = 0;
  for (let k = 2; k < points.length; k += 2) {
    const straight =
      k + 2 < points.length &&
      ((points[from] === points[k] && points[k] === points[k + 2]) ||
        (points[from + 1] === points[k + 1] && points[k + 1] === points[k + 3]));
    if (straight) continue;
    const [x, y] = [Math.min(points[from], points[k]), Math.min(points[from + 1], points[k + 1])];
    const [w, h] = [Math.abs(points[k] - points[from]), Math.abs(points[k + 1] - points[from + 1])];
    ctx.fillRect(x - width / 2, y - width / 2, w + width, h + width);
    from = k;
  }
}

/**
 * @param {Ctx} ctx
 * @param {import("../layout/shapes.js").Band} shape
 * @param {Theme} theme
 */
function band(ctx, { ax0, ax1, ay, bx0, bx1, by, color, alpha }, { colors }) {
  const mid = (ay + by) / 2;
  ctx.beginPath();
  ctx.moveTo(ax0, ay);
  ctx.bezierCurveTo(ax0, mid, bx0, mid, bx0, by);
  ctx.lineTo(bx1, by);
  ctx.bezierCurveTo(bx1, mid, ax1, mid, ax1, ay);
  ctx.closePath();
  ctx.globalAlpha = alpha;
  ctx.fillStyle = colors[color];
  ctx.fill();
  ctx.globalAlpha = 1;
}

/**
 * @param {Ctx} ctx
 * @param {import("../layout/shapes.js").Badge} shape
 * @param {Theme} theme
 */
function badge(ctx, { x, y, text: sign, fill, ink, stroke }, { colors, sans }) {
  ctx.font = `700 ${Size.small}px ${sans}`;
  const w = badgePx(sign);
  outline(ctx, { x: x - w / 2, y: y - badgeHighPx / 2, w, h: badgeHighPx, r: badgeHighPx / 2 });
  ctx.fillStyle = colors[fill];
  ctx.fill();
  ctx.strokeStyle = colors[stroke ?? "card"];
  ctx.lineWidth = stroke ? 2 : 1.5;
  ctx.stroke();
  ctx.fillStyle = colors[ink];
  ctx.textAlign = "center";
  ctx.fillText(sign, x, y + 4.5);
}

/**
 * @param {Ctx} ctx
 * @param {import("../layout/shapes.js").Clip} shape
 */
function clip(ctx, { x, y, w, h }) {
  ctx.save();
  ctx.beginPath();
  ctx.rect(x, y, w, h);
  ctx.clip();
}

/** @param {Ctx} ctx */
function unclip(ctx) {
  ctx.restore();
}
