// Words and badges of a scene: where two would lie over each other the one that
// says less is left out.

import { badgeHighPx, badgePx, Em, sansPx, textPx } from "./metrics.js";

/** @typedef {import("./shapes.js").Shape} Shape */
/** @typedef {import("./shapes.js").TextShape | import("./shapes.js").Badge} Label */
/** @typedef {{ x0: number, x1: number, y0: number, y1: number }} Extent */

/** What a font has above its baseline and below, in its size. */
const ascent = 0.75;
const descent = 0.2;
/** Labels are looked up by stretches of this height. */
const bandPx = 24;

/**
 * extentOf is what a label covers.
 * @param {Label} shape
 * @returns {Extent}
 */
export function extentOf(shape) {
  if (shape.t === "badge") {
    const [w, h] = [badgePx(shape.text) / 2, badgeHighPx / 2];
    return { x0: shape.x - w, x1: shape.x + w, y0: shape.y - h, y1: shape.y + h };
  }
  const { text, size, mono, bold, align, x, y } = shape;
  const w = mono ? textPx(text, size) : sansPx(text, size, bold ? Em.bold : Em.plain);
  const x0 = align === "center" ? x - w / 2 : align === "right" ? x - w : x;
  return { x0, x1: x0 + w, y0: y - ascent * size, y1: y + descent * size };
}

/**
 * rankOf is lower of what is to stay: bytes in their cells, marks, letters,
 * words.
 * @param {Label} shape
 */
function rankOf(shape) {
  return shape.rank ?? (shape.t === "badge" ? 2 : 3);
}

/**
 * declutter returns the shapes without the labels that have no room. Layers are
 * lists of shapes, those of more weight first.
 * @param {readonly Shape[][]} layers
 * @returns {Shape[][]}
 */
export function declutter(layers) {
  const labels = layers.flatMap((shapes) =>
    shapes.flatMap((shape) => (shape.t === "text" || shape.t === "badge" ? [shape] : [])),
  );
  const order = labels.map((shape, n) => ({ shape, n, rank: rankOf(shape) }));
  order.sort((a, b) => a.rank - b.rank || a.n - b.n);
  const taken = new Taken();
  const out = new Set(order.flatMap(({ shape, rank }) => (taken.take(extentOf(shape), rank) ? [] : [shape])));
  if (!out.size) return [...layers];
  return layers.map((shapes) =>
    shapes.filter((shape, n) => {
      if (shape.t === "text" || shape.t === "badge") return !out.has(shape);
      const next = shapes[n + 1];
      return !(
        shape.t === "rect" &&
        shape.under &&
        (next?.t === "text" || next?.t === "badge") &&
        out.has(next)
      );
    }),
  );
}

/** Taken is what labels cover already. */
class Taken {
  /** By stretch of height. @type {Map<number, Extent[]>} */
  #bands = new Map();

  /**
   * take covers an extent if it is free; bytes in cells always have theirs.
   * @param {Extent} extent
   * @param {number} rank
   */
  take(extent, rank) {
    const [first, last] = [Math.floor(extent.y0 / bandPx), Math.floor(extent.y1 / bandPx)];
    if (rank > 0) {
      for (let band = first; band <= last; band++) {
        if (this.#bands.get(band)?.some((other) => meet(extent, other))) return false;
      }
    }
    for (let band = first; band <= last; band++) {
      const list = this.#bands.get(band);
      if (list) list.push(extent);
      else this.#bands.set(band, [extent]);
    }
    return true;
  }
}

/**
 * meet reports whether two extents lie over each other.
 * @param {Extent} a
 * @param {Extent} b
 */
export function meet(a, b) {
  return a.x0 < b.x1 && b.x0 < a.x1 && a.y0 < b.y1 && b.y0 < a.y1;
}
