// Pictures of a run: what is seen of its timeline, and all of it at the width of a
// sheet of paper.

import { Size } from "../../layout/metrics.js";
import { heightOf } from "../../layout/scene.js";
import { moved, sheetOf } from "../../layout/sheet.js";
import { paint } from "../../render/painter.js";
import { svgOf } from "../../render/svg.js";
import { everything } from "../../state/view.js";
import { along, lanesIn } from "../timeline/picture.js";
import { Viewport } from "../timeline/viewport.js";

/** @typedef {import("../../layout/sheet.js").Picture} Picture */
/** @typedef {import("../../layout/sheet.js").Caption} Caption */
/** @typedef {import("../../render/theme.js").Theme} Theme */
/** @typedef {import("../timeline/timeline.js").Timeline} Timeline */
/** @typedef {import("../../layout/chart.js").Chart} Chart */

/** The width of what is printed on A4 or Letter, in CSS pixels. */
export const paperPx = 700;
/**
 * How tall a strip is of which two, or three, stand on a page of Letter, which is the
 * lower one; lanes fold for it.
 */
export const halfPagePx = 460;
export const thirdPagePx = 304;
/** So many strips are half a page tall; more are a third. */
const mostHalves = 4;
/** More strips than these are no picture any more: the whole run is one. */
const mostStrips = 12;
/** How much of a strip the next one shows again, so that no call is cut on both. */
const againPart = 0.15;

/**
 * seenPicture is what is seen of a timeline, without the pointer's marks. Lanes for
 * which the screen has no room are open.
 * @param {Timeline} timeline
 * @returns {Picture | null}
 */
export function seenPicture(timeline) {
  const { viewport } = timeline;
  const known = timeline.known();
  if (!known || !viewport.chart) return null;
  const port = portOf(timeline, viewport.chart, viewport.widthPx);
  if (timeline.look !== along) port.roomPx = viewport.roomPx;
  return pictured(port, known, timeline, viewport.window(), timeline.look);
}

/**
 * portOf is a viewport of its own on the same chart, with room for all lanes.
 * @param {Timeline} timeline
 * @param {Chart} chart
 * @param {number} widthPx
 */
function portOf({ viewport, text }, chart, widthPx) {
  const port = new Viewport(text);
  port.show(chart);
  port.grown();
  port.widthPx = widthPx;
  port.roomPx = Infinity;
  port.named = viewport.named;
  const { mode, selected, atNs, lanes } = viewport.view;
  port.view = { ...port.view, mode, selected, atNs, lanes };
  return port;
}

/**
 * @param {Viewport} port
 * @param {Chart} chart what is known
 * @param {Timeline} timeline
 * @param {import("../../state/view.js").Range} range
 * @param {import("../timeline/picture.js").Look} [look]
 * @returns {Picture}
 */
function pictured(port, chart, { text, found }, { from, to }, look = along) {
  port.view = { ...port.view, range: { ...port.view.range, [port.view.mode]: { from, to } } };
  const laid = look.lay(port, chart, text);
  const marked = { ...port.view, hovered: null, cursorPx: null, lit: [], found };
  return {
    shapes: [...laid.scene.shapes, ...look.over(laid, marked, [])],
    widthPx: port.widthPx,
    heightPx: port.heightPx,
  };
}

/**
 * paperPictures is a whole run at the width of paper: in strips in which its bytes can be
 * read, or where these were too many, as one and what is seen of it. One strip has all
 * lanes open; of several, two or three have room on a page.
 * @param {Timeline} timeline
 * @param {number} [roomPx]
 * @returns {Picture[]}
 */
export function paperPictures(timeline, roomPx = Infinity) {
  const { viewport } = timeline;
  const known = timeline.known();
  if (!known || !viewport.chart) return [];
  const port = portOf(timeline, viewport.chart, paperPx);
  const { first, whole } = port.bounds();
  const strips = stripsOf(whole, first ?? whole);
  const seen = viewport.view.range[port.view.mode];
  if (strips.length === 1 && seen) strips.push(seen);
  const partPx = strips.length > mostHalves ? thirdPagePx : strips.length > 1 ? halfPagePx : Infinity;
  port.roomPx = Math.min(roomPx, partPx);
  const leastPx = heightOf(lanesIn(port, known, timeline.text)); // with all folded that may be
  port.roomPx = Math.max(port.roomPx, leastPx);
  return strips.map((strip) => pictured(port, known, timeline, strip));
}

/**
 * stripsOf cuts a whole into strips no longer than the first view.
 * @param {import("../../state/view.js").Range} whole
 * @param {import("../../state/view.js").Range} first
 * @returns {import("../../state/view.js").Range[]}
 */
export function stripsOf(whole, first) {
  const [all, length] = [whole.to - whole.from, first.to - first.from];
  const step = length * (1 - againPart);
  const strips = 1 + Math.ceil((all - length) / step - 1e-6);
  if (!(strips > 1 && strips <= mostStrips)) return [everything];
  const by = (all - length) / (strips - 1);
  return Array.from({ length: strips }, (_, n) => {
    const from = whole.from + n * by;
    return { from, to: from + length };
  });
}

/** The room of a name above its picture. */
const namePx = 30;

/**
 * stacked puts pictures one below the other, each under its name; one alone has none.
 * @param {readonly Picture[]} pictures
 * @param {readonly string[]} names
 * @returns {Picture}
 */
export function stacked(pictures, names) {
  if (pictures.length === 1) return pictures[0];
  let heightPx = 0;
  const shapes = pictures.flatMap((picture, n) => {
    const topPx = heightPx + namePx;
    heightPx = topPx + picture.heightPx;
    /** @type {import("../../layout/shapes.js").Shape} */
    const name = {
      t: "text",
      x: 16,
      y: topPx - 10,
      text: names[n],
      size: Size.text,
      color: "ink",
      bold: true,
    };
    return [name, ...picture.shapes.map((shape) => moved(shape, topPx))];
  });
  return { shapes, heightPx, widthPx: Math.max(...pictures.map(({ widthPx }) => widthPx)) };
}

/**
 * svgText writes a picture with its caption as a file.
 * @param {Picture} picture
 * @param {Caption} caption
 * @param {Theme} theme
 */
export function svgText(picture, caption, theme) {
  const sheet = sheetOf(picture, caption);
  return `<?xml version="1.0" encoding="UTF-8"?>\n${svgOf(sheet.shapes, theme, { ...sheet, title: caption.title })}\n`;
}

/** As sharp as slides need it. */
const pngScale = 2;

/**
 * pngOf paints a picture with its caption as a file.
 * @param {Picture} picture
 * @param {Caption} caption
 * @param {Theme} theme
 * @returns {Promise<Blob>}
 */
export function pngOf(picture, caption, theme) {
  const { shapes, widthPx, heightPx } = sheetOf(picture, caption);
  const canvas = new OffscreenCanvas(Math.round(widthPx * pngScale), Math.round(heightPx * pngScale));
  const ctx = canvas.getContext("2d");
  if (!ctx) throw new Error("this browser gives no 2D canvas");
  ctx.scale(pngScale, pngScale);
  ctx.fillStyle = theme.colors.card;
  ctx.fillRect(0, 0, widthPx, heightPx);
  paint(/** @type {CanvasRenderingContext2D} */ (/** @type {unknown} */ (ctx)), shapes, theme);
  return canvas.convertToBlob({ type: "image/png" });
}
