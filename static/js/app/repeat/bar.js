// The bar of a share: how large it is, and in which interval the true one lies.

const svgSpace = "http://www.w3.org/2000/svg";
/** The bar's height in pixels and the middle of it. */
const heightPx = 20;
const middlePx = heightPx / 2;
/** How tall the bar itself is, and half of a whisker's end. */
const tallPx = 12;
const capPx = 5;

/** @param {number} share 0 to 1 */
export const percent = (share) => `${Math.round(share * 1e4) / 100}%`;

/**
 * @param {string} name
 * @param {Record<string, string | number>} attributes
 */
function shape(name, attributes) {
  const made = document.createElementNS(svgSpace, name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, String(value));
  return made;
}

/**
 * line draws one stroke of the whisker, on a wider one in the card's colour
 * that keeps it apart from the bar.
 * @param {number} from 0 to 1
 * @param {number} to 0 to 1
 * @param {number} reachPx up and down from the middle
 */
function line(from, to, reachPx) {
  const at = { x1: percent(from), x2: percent(to), y1: middlePx - reachPx, y2: middlePx + reachPx };
  return [shape("line", { ...at, class: "halo" }), shape("line", { ...at, class: "whisker" })];
}

/**
 * createBar draws a share as a bar with a whisker from low to high. What it
 * shows stands beside it as text, so it is hidden from screen readers.
 * @param {{ share: number, low: number, high: number }} of each 0 to 1
 */
export function createBar({ share, low, high }) {
  const bar = shape("svg", { class: "repeat-bar", height: heightPx, "aria-hidden": "true" });
  const strokes = [line(low, high, 0), line(low, low, capPx), line(high, high, capPx)];
  bar.append(
    shape("rect", { class: "track", y: middlePx - tallPx / 2, width: "100%", height: tallPx, rx: 3 }),
    shape("rect", { class: "share", y: middlePx - tallPx / 2, width: percent(share), height: tallPx, rx: 3 }),
    ...strokes.map(([halo]) => halo),
    ...strokes.map(([, whisker]) => whisker),
  );
  return bar;
}
