// By time a call has the width of its duration, which is seldom enough for its
// bytes. So each call with bytes has a card that hangs on a short line from the
// place that is true to its time, no farther off than it is wide; where many
// calls are close to each other, cards are smaller or there is only the place.

import { carries, receives } from "../model/call.js";
import { Verdict } from "../model/verdict.js";
import { labelOf } from "./labels.js";
import { afterEnd, boxPadPx, emptyPx, labelGapPx, readablePx, Size, textPx } from "./metrics.js";
import { near } from "./near.js";
import { leastUnits } from "./units.js";

/** @typedef {import("./peercalls.js").PeerCalls} PeerCalls */
/** @typedef {import("./labels.js").Form} Form */

const gapPx = 8;
/** Cells of cards where all have room. */
const roomyPx = 18;
/** A card with no more than letters and a mark, and what each further letter takes. */
const smallPx = 28;
const letterPx = 26;
/** Room of a mark at a card's corner. */
export const markPx = 10;
/** Rows of at most so many calls are placed as a whole: what a card is like does not change with a pan. */
const mostWhole = 400;
/** Around the view so far cards are placed too. */
const reachPx = 700;

/** How large cards are: with their bytes and words, with letters, with a mark. @typedef {"bytes" | "letters" | "mark"} Kind */
/** Hung is a card: where it is, what it shows and what its words say. @typedef {{ x: number, w: number, kind: Kind, form: Form }} Hung */

/** @type {readonly Kind[]} */
const kinds = ["bytes", "letters", "mark"];

/** How cards are drawn in all lanes of a frame: the width of their cells, and what sends say. @typedef {{ cellPx: number, sends: Form }} Style */

/** From roomy to close. @type {readonly Style[]} */
const styles = [
  { cellPx: roomyPx, sends: "full" },
  { cellPx: roomyPx, sends: "plain" },
  { cellPx: readablePx, sends: "plain" },
];

/** Cards places the cards of all rows of calls of a frame. */
export class Cards {
  /** @type {Map<PeerCalls, Map<number, Hung>>} */
  #rows = new Map();
  /** @type {Style | null} */
  #style = null;

  /** @param {import("./frame.js").Frame} frame */
  constructor(frame) {
    this.frame = frame;
  }

  /**
   * of returns the cards of a row by event.
   * @param {PeerCalls} calls
   */
  of(calls) {
    let row = this.#rows.get(calls);
    if (!row) this.#rows.set(calls, (row = place(this.frame, calls, (this.#style ??= this.#choose())).cards));
    return row;
  }

  /** areWhole reports whether all calls have a card with their bytes. */
  areWhole() {
    return this.#fit(styles[styles.length - 1]);
  }

  /**
   * @param {Style} style
   * @param {number} endPx up to where cards may be
   */
  #fit(style, endPx = Infinity) {
    const rows = this.frame.chart.strands.flatMap((strands) => strands.rows);
    return rows.every(({ calls, rest }) => rest || fits(place(this.frame, calls, style), endPx));
  }

  /** choose finds the roomiest style in which all calls have a card with their bytes. */
  #choose() {
    const end = this.frame.atX(this.frame.nowNs) + afterEnd(this.frame.window.widthPx);
    return styles.find((style) => this.#fit(style, end)) ?? styles[styles.length - 1];
  }
}

/**
 * @param {{ cards: Map<number, Hung>, isWhole: boolean }} placed
 * @param {number} endPx
 */
function fits({ cards, isWhole }, endPx) {
  return isWhole && [...cards.values()].every(({ x, w }) => x + w + markPx <= endPx);
}

/**
 * place places the cards of a row.
 * @param {import("./frame.js").Frame} frame
 * @param {PeerCalls} calls
 * @param {Style} style
 * @returns {{ cards: Map<number, Hung>, isWhole: boolean }}
 */
function place(frame, calls, style) {
  const list = considered(frame, calls);
  const forms = list.map((i) => formOf(frame, i, style));
  const standing = near(
    list.map((i, n) => ({
      x: frame.anchorX(i),
      widths: widthsOf(frame, i, style.cellPx, forms[n]),
      rank: rankOf(frame, i),
    })),
    gapPx,
  );
  /** @type {Map<number, Hung>} */
  const cards = new Map();
  standing.forEach(({ x, w, level }, n) => {
    if (level >= kinds.length) return;
    cards.set(list[n], { x, w, kind: kinds[level], form: level === 0 ? forms[n] : "none" });
  });
  return { cards, isWhole: standing.every(({ level }) => level === 0) };
}

/**
 * considered lists the calls of a row that may have a card in view.
 * @param {import("./frame.js").Frame} frame
 * @param {PeerCalls} calls
 */
function considered(frame, calls) {
  const { events } = calls;
  const [first, last] = events.length <= mostWhole ? [0, events.length] : frame.inView(calls, reachPx);
  if (last - first > frame.window.widthPx) return [];
  const list = [];
  for (let k = first; k < last; k++) {
    if (carries(frame.trace.columns.call.at[events.at[k]])) list.push(events.at[k]);
  }
  return list;
}

/**
 * @param {import("./frame.js").Frame} frame
 * @param {number} i
 * @param {Style} style
 * @returns {Form}
 */
function formOf({ trace }, i, { sends }) {
  return receives(trace.columns.call.at[i]) ? "full" : sends;
}

/**
 * rankOf is higher of what went wrong, and of receives.
 * @param {import("./frame.js").Frame} frame
 * @param {number} i
 */
function rankOf({ trace }, i) {
  const wrong = (trace.columns.verdict.at[i] & ~Verdict.exact) !== 0 || trace.err(i) !== "";
  return (receives(trace.columns.call.at[i]) ? 1 : 0) + (wrong ? 2 : 0);
}

/**
 * widthsOf lists how wide a card may be, as in kinds.
 * @param {import("./frame.js").Frame} frame
 * @param {number} i
 * @param {number} cellPx
 * @param {Form} form
 */
function widthsOf(frame, i, cellPx, form) {
  const { trace } = frame;
  const bytes =
    trace.columns.got.at[i] > 0 ? leastUnits(trace, i) * cellPx + 2 * boxPadPx + markPx / 2 : emptyPx;
  const words = textPx(labelOf(trace, i, form, frame.text), Size.small) + labelGapPx;
  const letters = Math.min(3, new Set(trace.pieces(i).map(({ index }) => index)).size);
  return [Math.max(bytes, words), smallPx + letterPx * Math.max(0, letters - 1), smallPx];
}
