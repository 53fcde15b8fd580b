// Draws shapes as SVG: the same picture as the painter's, as text that can be
// kept as a file. What is written in a shape is only ever text in it.

import { badgeHighPx, badgePx, Size } from "../layout/metrics.js";

/**
 * @typedef {import("../layout/shapes.js").Shape} Shape
 * @typedef {import("./theme.js").Theme} Theme
 */

/**
 * Element is an SVG element before it is written.
 * @typedef {{ name: string, attributes: Record<string, string | number | undefined>, inside?: string | Element[] }} Element
 */

/** Room that no shape gets out of, so that a long wait is not a path of kilometres. */
const widest = 20_000;

/** As wide as the painter's strokes of a pattern are apart, and how strong they are. */
const hatchPx = 7;
const dotsPx = 6;
const patternAlpha = 0.45;

/** @type {Record<Exclude<Shape["t"], "clip" | "unclip">, (shape: any, theme: Theme) => Element[]>} */
const drawers = { rect, hatch, text, line, path, band, badge };

/**
 * elementsOf returns the elements of shapes in their order; what is clipped is
 * in a group of its own.
 * @param {readonly Shape[]} shapes
 * @param {Theme} theme
 * @returns {Element[]}
 */
export function elementsOf(shapes, theme) {
  /** @type {Element[]} */
  const top = [];
  const open = [top];
  let clips = 0;
  for (const shape of shapes) {
    const into = open[open.length - 1];
    if (shape.t === "clip") {
      const id = `${theme.ids ?? ""}clip${++clips}`;
      /** @type {Element[]} */
      const inside = [];
      const { x, y, w: width, h: height } = shape;
      into.push({
        name: "clipPath",
        attributes: { id },
        inside: [{ name: "rect", attributes: { x, y, width, height } }],
      });
      into.push({ name: "g", attributes: { "clip-path": `url(#${id})` }, inside });
      open.push(inside);
    } else if (shape.t === "unclip") open.pop();
    else into.push(...drawers[shape.t](shape, theme));
  }
  return top;
}

/**
 * svgOf writes a picture of shapes as a document of its own.
 * @param {readonly Shape[]} shapes
 * @param {Theme} theme
 * @param {{ widthPx: number, heightPx: number, title: string }} page
 */
export function svgOf(shapes, theme, { widthPx, heightPx, title }) {
  const ground = { name: "rect", attributes: { width: widthPx, height: heightPx, fill: theme.colors.card } };
  const attributes = {
    xmlns: "http://www.w3.org/2000/svg",
    width: widthPx,
    height: heightPx,
    viewBox: `0 0 ${widthPx} ${heightPx}`,
    role: "img",
  };
  const inside = [
    { name: "title", attributes: {}, inside: title },
    { name: "defs", attributes: {}, inside: patternsOf(shapes, theme) },
    ground,
    ...elementsOf(shapes, theme),
  ];
  return written({ name: "svg", attributes, inside });
}

/**
 * written writes an element; numbers have at most two decimals.
 * @param {Element} element
 * @returns {string}
 */
export function written({ name, attributes, inside }) {
  const given = Object.entries(attributes).flatMap(([key, value]) =>
    value === undefined ? [] : [` ${key}="${escaped(typeof value === "number" ? rounded(value) : value)}"`],
  );
  const content = typeof inside === "string" ? escaped(inside) : (inside ?? []).map(written).join("");
  return content === "" ? `<${name}${given.join("")}/>` : `<${name}${given.join("")}>${content}</${name}>`;
}

/** @param {number} value */
const rounded = (value) => String(Math.round(value * 100) / 100);

/** @type {Record<string, string>} */
const escapes = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };

/**
 * escaped makes text of anything: characters that XML 1.0 (2.2) does not allow
 * become U+FFFD.
 * @param {string} words
 */
function escaped(words) {
  return words
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Surrogate}/gu, "\ufffd")
    .replace(/[&<>"']/g, (character) => escapes[character]);
}

/**
 * box returns the attributes of a rectangle within the room of a picture.
 * @param {{ x: number, y: number, w: number, h: number, r?: number }} shape
 */
function box({ x, y, w, h, r = 0 }) {
  const left = Math.max(x, -widest);
  const width = Math.max(0, Math.min(x + w, widest) - left);
  return { x: left, y, width, height: Math.max(0, h), rx: r > 0 ? Math.min(r, w / 2, h / 2) : undefined };
}

/**
 * @param {import("../layout/shapes.js").Rect} shape
 * @param {Theme} theme
 */
function rect(shape, theme) {
  const { colors } = theme;
  const { fill, stroke, alpha, line: width = 1, dash, pattern } = shape;
  /** @type {Element[]} */
  const elements = [];
  const place = box(shape);
  const solid = { fill: fill ? colors[fill] : "none", "fill-opacity": fill ? alpha : undefined };
  const edge = stroke
    ? { stroke: colors[stroke], "stroke-width": width, "stroke-dasharray": dash ? "4 3" : undefined }
    : {};
  if (!pattern) return [{ name: "rect", attributes: { ...place, ...solid, ...edge } }];
  elements.push({ name: "rect", attributes: { ...place, ...solid } });
  const paint = `url(#${patternId(theme, pattern, stroke ?? fill ?? "ink")})`;
  elements.push({ name: "rect", attributes: { ...place, fill: paint, "fill-opacity": patternAlpha } });
  if (stroke) elements.push({ name: "rect", attributes: { ...place, fill: "none", ...edge } });
  return elements;
}

/**
 * @param {import("../layout/shapes.js").Hatch} shape
 * @param {Theme} theme
 * @returns {Element[]}
 */
function hatch(shape, theme) {
  const { colors } = theme;
  const place = box(shape);
  const color = colors[shape.color];
  const edge = { stroke: color, "stroke-opacity": 0.55 };
  return [
    { name: "rect", attributes: { ...place, fill: color, "fill-opacity": 0.08 } },
    {
      name: "rect",
      attributes: { ...place, fill: `url(#${patternId(theme, 1, shape.color)})`, "fill-opacity": 0.4 },
    },
    { name: "rect", attributes: { ...place, fill: "none", ...edge } },
  ];
}

/**
 * @param {import("../layout/shapes.js").TextShape} shape
 * @param {Theme} theme
 * @returns {Element[]}
 */
function text({ x, y, text: inside, size, color, mono, bold, align }, theme) {
  const attributes = {
    x,
    y,
    "font-family": mono ? theme.mono : theme.sans,
    "font-size": size,
    "font-weight": bold ? 600 : undefined,
    "text-anchor": anchors[align ?? "left"],
    fill: theme.colors[color],
    "xml:space": "preserve",
  };
  return [{ name: "text", attributes, inside }];
}

/** @type {Record<"left" | "center" | "right", string | undefined>} */
const anchors = { left: undefined, center: "middle", right: "end" };

/**
 * @param {import("../layout/shapes.js").Line} shape
 * @param {Theme} theme
 * @returns {Element[]}
 */
function line({ x1, y1, x2, y2, color, line: width = 1, dash }, { colors }) {
  const stroke = {
    stroke: colors[color],
    "stroke-width": width,
    "stroke-dasharray": dash ? "2 3" : undefined,
  };
  return [{ name: "line", attributes: { x1, y1, x2, y2, ...stroke } }];
}

/**
 * @param {import("../layout/shapes.js").Path} shape
 * @param {Theme} theme
 * @returns {Element[]}
 */
function path({ points, color, line: width = 1 }, { colors }) {
  const corners = points.map(rounded).join(" ");
  const stroke = { stroke: colors[color], "stroke-width": width, "stroke-linejoin": "round" };
  return [{ name: "polyline", attributes: { points: corners, fill: "none", ...stroke } }];
}

/**
 * @param {import("../layout/shapes.js").Band} shape
 * @param {Theme} theme
 * @returns {Element[]}
 */
function band({ ax0, ax1, ay, bx0, bx1, by, color, alpha }, { colors }) {
  const mid = (ay + by) / 2;
  const there = ["M", ax0, ay, "C", ax0, mid, bx0, mid, bx0, by];
  const back = ["L", bx1, by, "C", bx1, mid, ax1, mid, ax1, ay, "Z"];
  const d = [...there, ...back].map((part) => (typeof part === "number" ? rounded(part) : part)).join(" ");
  return [{ name: "path", attributes: { d, fill: colors[color], "fill-opacity": alpha } }];
}

/**
 * badge is as wide as the layout knows it to be.
 * @param {import("../layout/shapes.js").Badge} shape
 * @param {Theme} theme
 * @returns {Element[]}
 */
function badge({ x, y, text: inside, fill, ink, stroke }, { colors, sans }) {
  const size = Size.small;
  const w = badgePx(inside);
  const edge = { stroke: colors[stroke ?? "card"], "stroke-width": stroke ? 2 : 1.5 };
  const place = box({ x: x - w / 2, y: y - badgeHighPx / 2, w, h: badgeHighPx, r: badgeHighPx / 2 });
  const face = {
    "font-family": sans,
    "font-size": size,
    "font-weight": 700,
    "text-anchor": "middle",
    fill: colors[ink],
  };
  return [
    { name: "rect", attributes: { ...place, fill: colors[fill], ...edge } },
    { name: "text", attributes: { x, y: y + 4.5, ...face }, inside },
  ];
}

/**
 * @param {Theme} theme
 * @param {number} pattern
 * @param {string} color
 */
function patternId({ ids = "" }, pattern, color) {
  return `${ids}p${pattern}-${color}`;
}

/**
 * patternsOf returns the patterns that shapes use: rising lines, dots, and lines
 * that cross.
 * @param {readonly Shape[]} shapes
 * @param {Theme} theme
 * @returns {Element[]}
 */
function patternsOf(shapes, theme) {
  /** @type {Map<string, Element>} */
  const found = new Map();
  for (const shape of shapes) {
    const kind = shape.t === "hatch" ? 1 : shape.t === "rect" ? (shape.pattern ?? 0) : 0;
    if (kind === 0) continue;
    const color =
      shape.t === "hatch" ? shape.color : shape.t === "rect" ? (shape.stroke ?? shape.fill ?? "ink") : "ink";
    const id = patternId(theme, kind, color);
    if (!found.has(id)) found.set(id, tile(id, kind, theme.colors[color]));
  }
  return [...found.values()];
}

/**
 * tile is the piece that a pattern repeats.
 * @param {string} id
 * @param {number} kind
 * @param {string} color
 * @returns {Element}
 */
function tile(id, kind, color) {
  const size = kind === 2 ? dotsPx : hatchPx;
  const inside =
    kind === 2
      ? [{ name: "rect", attributes: { x: 3, y: 3, width: 1.6, height: 1.6, fill: color } }]
      : [
          lineIn(`M0 ${size}L${size} 0`, color),
          ...(kind === 3 ? [lineIn(`M0 0L${size} ${size}`, color)] : []),
        ];
  return {
    name: "pattern",
    attributes: { id, width: size, height: size, patternUnits: "userSpaceOnUse" },
    inside,
  };
}

/**
 * @param {string} d
 * @param {string} color
 */
function lineIn(d, color) {
  return { name: "path", attributes: { d, stroke: color, fill: "none" } };
}
