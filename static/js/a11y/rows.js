// A real table whose rows can be reached by keyboard: exactly one by Tab, the
// others by arrows. It lists numbered things, of which one may be selected. It
// has a window of them, with room above and below for the rest, and moves the
// window to what is selected, scrolled to, or asked for by a key.

import { Pager } from "./pager.js";
import { around, grown, holds, nextRow, roomPx, Typed } from "./window.js";

/** How many rows are printed. */
const printedRows = 300;
/** How high a row is taken to be before one was measured. */
const guessedRowPx = 33;

/** @typedef {import("./words.js").Text} Text */
/** @typedef {import("./window.js").Range} Range */

/**
 * Rows is what a table lists, by their numbers from 1 on. mark colours a row. Where
 * they are not in the order of their numbers, at is what is at a place, and placeOf
 * where a number is; both count from 1.
 * @typedef {object} Rows
 * @property {() => number} count
 * @property {(n: number) => Record<string, string>} texts by column
 * @property {(n: number) => string} mark
 * @property {(place: number) => number} [at]
 * @property {(n: number) => number} [placeOf]
 */

/** RowTable takes over a table whose heading row names the columns. */
export class RowTable {
  /** @type {Rows | null} */
  #rows = null;
  /** @type {Range} */
  #range = { first: 1, last: 0 };
  #rowPx = guessedRowPx;
  /** The place of the selected row. @type {number | null} */
  #selected = null;
  #typed = new Typed();

  /**
   * @param {HTMLTableElement} table in a box that scrolls
   * @param {Text} text
   * @param {(n: number) => void} onSelect
   */
  constructor(table, text, onSelect) {
    this.table = table;
    this.body = table.tBodies[0];
    this.box = /** @type {HTMLElement} */ (table.parentElement);
    const heads = [...(table.tHead?.querySelectorAll("th") ?? [])];
    this.columns = heads.map((th) => th.className);
    this.labels = heads.map((th) => (th.textContent ?? "").trim());
    this.onSelect = onSelect;
    table.tHead?.rows[0].setAttribute("aria-rowindex", "1");
    this.above = element("spacer");
    this.below = element("spacer");
    table.before(this.above);
    table.after(this.below);
    this.pager = new Pager(this.box, text, (by) => this.#turn(by));
    this.#listen();
  }

  #listen() {
    this.body.addEventListener("click", (event) => this.#choose(event.target));
    this.body.addEventListener("keydown", (event) => this.#key(event));
    this.box.addEventListener("scroll", () => this.#scrolled(), { passive: true });
    new ResizeObserver(() => this.#settle()).observe(this.box);
    addEventListener("beforeprint", () => this.#move({ first: 1, last: Math.min(this.#count, printedRows) }));
    addEventListener("afterprint", () => this.#move(around(this.#selected ?? 1, this.#count)));
  }

  /** @param {number} place */
  #at(place) {
    return this.#rows?.at?.(place) ?? place;
  }

  /** @param {number} n */
  #placeOf(n) {
    return this.#rows?.placeOf?.(n) ?? n;
  }

  get #count() {
    return this.#rows?.count() ?? 0;
  }

  /** @param {Rows} rows */
  show(rows) {
    this.#rows = rows;
    this.#range = { first: 1, last: 0 };
    this.#selected = null;
    this.body.replaceChildren();
    this.box.scrollTop = 0;
    this.changed();
  }

  /** changed takes in what has come since. */
  changed() {
    if (this.#rows) this.#move(grown(this.#range, this.#count));
  }

  /** refresh lists other things in the same place: rows may be fewer, or say something else. */
  refresh() {
    if (!this.#rows) return;
    const last = Math.min(this.#range.last, this.#count);
    this.#move(
      last < this.#range.first
        ? around(Math.max(1, this.#count), this.#count)
        : grown({ ...this.#range, last }, this.#count),
    );
    this.rewriteAll();
  }

  /**
   * rewrite fills a row again, where the table has it.
   * @param {number} n
   */
  rewrite(n) {
    const row = this.#rowOf(n);
    if (row && this.#rows) this.#fill(row, this.#rows, n);
  }

  /** rewriteAll fills all rows again that the table has. */
  rewriteAll() {
    for (let n = this.#range.first; n <= this.#range.last; n++) this.rewrite(n);
  }

  /** sorted lists the same things in another order; what is selected stays in sight. */
  sorted() {
    const current = this.#rowOf(this.#selected);
    const selected = current ? Number(current.dataset.seq) : null;
    const first = selected === null ? 1 : this.#placeOf(selected);
    this.#selected = null;
    this.body.replaceChildren();
    this.#range = { first: 1, last: 0 };
    this.#move(around(first, this.#count));
    this.select(selected);
  }

  /** @param {number | null} number */
  select(number) {
    const n = number === null ? null : this.#placeOf(number);
    this.#rowOf(this.#selected)?.removeAttribute("aria-current");
    this.#selected = n;
    if (n !== null && n <= this.#count && !holds(this.#range, n)) this.#move(around(n, this.#count));
    const row = this.#rowOf(n);
    row?.setAttribute("aria-current", "true");
    if (row) this.#reveal(row);
    this.#reachable();
  }

  /**
   * reveal scrolls the table, and never the page: whoever chose the row
   * elsewhere is looking there.
   * @param {HTMLElement} row
   */
  #reveal(row) {
    if (!row.offsetParent) return;
    const { top, bottom } = row.getBoundingClientRect();
    const view = this.#view();
    if (top < view.top) this.box.scrollTop -= view.top - top;
    if (bottom > view.bottom) this.box.scrollTop += bottom - view.bottom;
  }

  /** view gives where on the screen rows can be seen: below the headings. */
  #view() {
    const { top, bottom } = this.box.getBoundingClientRect();
    return { top: top + (this.table.tHead?.offsetHeight ?? 0), bottom };
  }

  /** settle measures the rows again and shows them, when the box came into sight or was resized. */
  #settle() {
    const shown = this.body.rows.length;
    if (!this.#rows || shown === 0 || this.box.clientHeight === 0) return;
    const { top, bottom } = this.body.getBoundingClientRect();
    this.#rowPx = Math.max(1, (bottom - top) / shown);
    this.#space();
    const view = this.#view();
    const rows = this.body.getBoundingClientRect();
    const row = this.#rowOf(this.#selected) ?? this.body.rows[0];
    if (rows.top > view.bottom || rows.bottom < view.top) this.#reveal(row);
  }

  /** scrolled moves the window when its end comes near, and to where it was left behind. */
  #scrolled() {
    const { first, last } = this.#range;
    const count = this.#count;
    if (first === 1 && last === count) return;
    const view = this.#view();
    const { top, bottom } = this.body.getBoundingClientRect();
    if (bottom <= view.top || top >= view.bottom) return this.#jump();
    const nearPx = (view.bottom - view.top) / 2;
    const before = first > 1 && top > view.top - nearPx;
    const after = last < count && bottom < view.bottom + nearPx;
    if (before || after) this.#slide(view);
  }

  /**
   * slide brings what is seen to the middle of the window; what is seen stays
   * where it is.
   * @param {{ top: number, bottom: number }} view
   */
  #slide(view) {
    const middlePx = (view.top + view.bottom) / 2;
    const rows = [...this.body.rows];
    const seen = rows.find((row) => row.getBoundingClientRect().bottom > middlePx) ?? rows[rows.length - 1];
    const { top } = seen.getBoundingClientRect();
    this.#move(around(this.#placeOf(Number(seen.dataset.seq)), this.#count));
    this.box.scrollTop += seen.getBoundingClientRect().top - top;
  }

  /** jump moves the window to the part of the list that the box was scrolled to. */
  #jump() {
    const { scrollTop, scrollHeight, clientHeight } = this.box;
    const part = Math.min(1, scrollTop / Math.max(1, scrollHeight - clientHeight));
    const n = 1 + Math.round(part * (this.#count - 1));
    this.#move(around(n, this.#count));
    const row = this.#rowOf(n);
    if (!row) return;
    const view = this.#view();
    const rowBox = row.getBoundingClientRect();
    const roomPx = view.bottom - view.top - rowBox.height;
    this.box.scrollTop += rowBox.top - (view.top + part * roomPx);
  }

  /** @param {-1 | 1} by */
  #turn(by) {
    const { first, last } = this.#range;
    this.#focus(Math.min(Math.max(by > 0 ? last + 1 : first - 1, 1), this.#count));
  }

  /** @param {number} n */
  #focus(n) {
    if (!holds(this.#range, n)) this.#move(around(n, this.#count));
    const row = this.#rowOf(n);
    row?.focus({ preventScroll: true });
    if (row) this.#reveal(row);
  }

  /**
   * move fills the table with the rows of a range. A row that has the focus and
   * leaves hands it to the box, which scrolls.
   * @param {Range} range
   */
  #move(range) {
    const rows = this.#rows;
    if (!rows) return;
    const { first, last } = range;
    const held = this.body.contains(document.activeElement);
    if (!holds(this.#range, first) && !holds(this.#range, last)) {
      this.body.replaceChildren();
      this.#range = { first, last: first - 1 };
    }
    for (; this.#range.first < first; this.#range.first++) this.body.rows[0].remove();
    for (; this.#range.last > last; this.#range.last--) this.body.rows[this.body.rows.length - 1].remove();
    this.body.prepend(this.#made(rows, first, this.#range.first - 1));
    this.body.append(this.#made(rows, this.#range.last + 1, last));
    this.#range = { first, last };
    if (held && !this.body.contains(document.activeElement)) this.box.focus({ preventScroll: true });
    this.#space();
    this.#reachable();
  }

  /** space gives the rows that are not there their room. */
  #space() {
    const count = this.#count;
    const { above, below } = roomPx(this.#range, count, this.#rowPx);
    this.above.style.height = `${above}px`;
    this.below.style.height = `${below}px`;
    this.table.setAttribute("aria-rowcount", String(count + 1)); // the heading is one
    this.pager.show(this.#range, count);
  }

  /**
   * @param {Rows} rows
   * @param {number} first
   * @param {number} last
   */
  #made(rows, first, last) {
    const made = document.createDocumentFragment();
    for (let n = first; n <= last; n++) made.append(this.#row(rows, n));
    return made;
  }

  /**
   * @param {Rows} rows
   * @param {number} n
   */
  #row(rows, n) {
    const row = document.createElement("tr");
    row.dataset.seq = String(this.#at(n));
    row.setAttribute("aria-rowindex", String(n + 1));
    if (n === this.#selected) row.setAttribute("aria-current", "true");
    row.tabIndex = -1;
    this.#fill(row, rows, n);
    return row;
  }

  /**
   * @param {HTMLTableRowElement} row
   * @param {Rows} rows
   * @param {number} n
   */
  #fill(row, rows, n) {
    const number = this.#at(n);
    const texts = rows.texts(number);
    row.dataset.verdict = rows.mark(number);
    if (row.cells.length === 0) row.append(...this.columns.map((column, i) => this.#cell(column, i)));
    for (const [i, column] of this.columns.entries()) {
      const cell = row.cells[i];
      const said = texts[column] ?? "";
      if (cell.textContent !== said) cell.textContent = said;
    }
  }

  /**
   * @param {string} column
   * @param {number} i
   */
  #cell(column, i) {
    const cell = document.createElement(i === 0 ? "th" : "td");
    if (i === 0) cell.setAttribute("scope", "row");
    cell.className = column;
    if (i > 0) cell.dataset.label = this.labels[i];
    return cell;
  }

  /** @param {number | null} n @returns {HTMLTableRowElement | null} */
  #rowOf(n) {
    return n === null ? null : (this.body.rows[n - this.#range.first] ?? null);
  }

  /** Exactly one row can be reached by Tab: the selected one, else the first that is there. */
  #reachable() {
    for (const row of this.body.querySelectorAll('tr[tabindex="0"]')) row.setAttribute("tabindex", "-1");
    const row = this.#rowOf(this.#selected) ?? this.body.rows[0];
    row?.setAttribute("tabindex", "0");
  }

  /** @param {EventTarget | null} target */
  #choose(target) {
    const row = target instanceof Element ? target.closest("tr") : null;
    if (row) this.onSelect(Number(row.dataset.seq));
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    const row = event.target instanceof Element ? event.target.closest("tr") : null;
    if (!row || event.ctrlKey || event.metaKey || event.altKey) return;
    const n = this.#wanted(event, this.#placeOf(Number(row.dataset.seq)));
    if (n === null || n < 1 || n > this.#count) return;
    event.preventDefault();
    this.onSelect(this.#at(n));
    this.#focus(n);
  }

  /**
   * wanted returns the row that a key asks for: itself, one beside it, or the one
   * whose number is typed.
   * @param {KeyboardEvent} event
   * @param {number} here
   */
  #wanted({ key, timeStamp }, here) {
    if (key === "Enter" || key === " ") return here;
    const next = nextRow(key, here, this.#count);
    if (next !== null && next !== undefined) return next;
    const typed = this.#typed.take(key, timeStamp);
    return typed === null ? null : this.#placeOf(typed);
  }
}

/** @param {string} name of its class */
function element(name) {
  const made = document.createElement("div");
  made.className = name;
  return made;
}
