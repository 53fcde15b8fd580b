// Shapes as they are printed. Browsers write each tile of a pattern into a PDF, which made
// one of 16 MB of a small run: on paper a message is told from its neighbours by lines at
// the foot of its boxes, where there is no colour.

/** @typedef {import("../../layout/shapes.js").Shape} Shape */

/** Boxes smaller than this have no line: nobody would see it. */
const leastPx = 3;
const footPx = 2.5;

/** The lines of each pattern: how high above the foot, and whether they are dashed. */
const feet = [[], [{ upPx: 0, dash: false }], [{ upPx: 0, dash: true }], [{ upPx: 0, dash: false }, { upPx: footPx, dash: false }]]; // prettier-ignore

/**
 * inked is a shape as it is printed.
 * @param {Shape} shape
 * @returns {Shape[]}
 */
export function inked(shape) {
  if (shape.t === "hatch")
    return [{ ...shape, t: "rect", fill: shape.color, alpha: 0.15, stroke: shape.color }];
  if (shape.t !== "rect" || !shape.pattern) return [shape];
  const { x, y, w, h, pattern } = shape;
  /** @type {Shape[]} */
  const lines = feet[pattern].map(({ upPx, dash }) => {
    const foot = y + h - footPx - upPx;
    return { t: "line", x1: x + 1, y1: foot, x2: x + w - 1, y2: foot, color: shape.stroke ?? shape.fill ?? "ink", line: 1.5, dash }; // prettier-ignore
  });
  return [{ ...shape, pattern: 0 }, ...(w < leastPx || h < leastPx ? [] : lines)];
}
