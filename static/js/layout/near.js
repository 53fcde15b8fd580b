// Cards near their times: none stands farther from its time than it is wide.

import { spread } from "./spread.js";

/**
 * Card wants to stand at x, in the first of its widths that is possible; without
 * any it is not there. Of those that crowd each other the ones of lower rank
 * become smaller first.
 * @typedef {{ x: number, widths: readonly number[], rank: number }} Card
 */

/** Cards are laid out in a row without ends: farther off than this nothing is. */
const farPx = 1e12;

/** Standing is where a card is, and which of its widths it has; level widths.length: none. @typedef {{ x: number, w: number, level: number }} Standing */

/**
 * near places cards, their times rising, `gap` apart.
 * @param {readonly Card[]} cards
 * @param {number} gap
 * @returns {Standing[]}
 */
export function near(cards, gap) {
  const levels = cards.map(() => 0);
  for (;;) {
    const there = levels.flatMap((level, k) => (level < cards[k].widths.length ? [k] : []));
    const boxes = there.map((k) => ({ x: cards[k].x, w: cards[k].widths[levels[k]] }));
    const xs = spread(boxes, gap, -farPx, farPx) ?? [];
    const groups = crowds(boxes, xs, gap).filter(({ far }) => far);
    if (!groups.length) return standings(cards, levels, there, xs);
    for (const { from, to } of groups) shrink(cards, levels, there.slice(from, to));
  }
}

/**
 * @param {readonly Card[]} cards
 * @param {number[]} levels
 * @param {number[]} there
 * @param {number[]} xs
 * @returns {Standing[]}
 */
function standings(cards, levels, there, xs) {
  const list = cards.map(({ x }, k) => ({ x, w: 0, level: levels[k] }));
  there.forEach((k, n) => (list[k] = { x: xs[n], w: cards[k].widths[levels[k]], level: levels[k] }));
  return list;
}

/**
 * crowds lists the boxes that stand side by side, and whether one of them is
 * too far off.
 * @param {{ x: number, w: number }[]} boxes
 * @param {number[]} xs
 * @param {number} gap
 */
function crowds(boxes, xs, gap) {
  /** @type {{ from: number, to: number, far: boolean }[]} */
  const groups = [];
  boxes.forEach(({ x, w }, n) => {
    const far = Math.abs(xs[n] - x) > w;
    const last = groups[groups.length - 1];
    if (last && xs[n] - (xs[n - 1] + boxes[n - 1].w) < gap + 0.01) {
      last.to = n + 1;
      last.far ||= far;
    } else groups.push({ from: n, to: n + 1, far });
  });
  return groups;
}

/**
 * shrink makes the largest of the least rank smaller.
 * @param {readonly Card[]} cards
 * @param {number[]} levels
 * @param {number[]} group
 */
function shrink(cards, levels, group) {
  const rank = Math.min(...group.map((k) => cards[k].rank));
  const some = group.filter((k) => cards[k].rank === rank);
  const level = Math.min(...some.map((k) => levels[k]));
  for (const k of some) if (levels[k] === level) levels[k]++;
}
