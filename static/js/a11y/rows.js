// A real table whose rows can be reached by keyboard: exactly one by Tab, the
// others by arrows. It lists numbered things, of which one may be selected.

/** How many rows are added at once; the rest waits behind a button. */
export const pageRows = 300;

/** @typedef {import("./words.js").Text} Text */

/**
 * Rows is what a table lists; n counts from 1. mark colours a row.
 * @typedef {object} Rows
 * @property {() => number} count
 * @property {(n: number) => Record<string, string>} texts by column
 * @property {(n: number) => string} mark
 */

/**
 * nextRow gives where a key leads from a row, or null where it leads nowhere.
 * @param {string} key
 * @param {number} n
 * @param {number} last
 */
export function nextRow(key, n, last) {
  const step = /** @type {Record<string, number>} */ ({
    ArrowDown: n + 1,
    ArrowUp: n - 1,
    PageDown: n + 10,
    PageUp: n - 10,
    Home: 1,
    End: last,
  })[key];
  if (step === undefined || last === 0) return null;
  return Math.min(Math.max(step, 1), last);
}

/** RowTable takes over a table whose heading row names the columns. */
export class RowTable {
  /** @type {Rows | null} */
  #rows = null;
  #shown = 0;
  #limit = pageRows;
  /** @type {number | null} */
  #selected = null;

  /**
   * @param {HTMLTableElement} table
   * @param {Text} text
   * @param {(n: number) => void} onSelect
   */
  constructor(table, text, onSelect) {
    this.table = table;
    this.body = table.tBodies[0];
    const heads = [...(table.tHead?.querySelectorAll("th") ?? [])];
    this.columns = heads.map((th) => th.className);
    this.labels = heads.map((th) => th.textContent ?? "");
    this.text = text;
    this.onSelect = onSelect;
    this.more = document.createElement("button");
    this.more.type = "button";
    this.more.className = "button more";
    this.more.hidden = true;
    table.after(this.more);
    this.more.addEventListener("click", () => this.#showMore());
    this.body.addEventListener("click", (event) => this.#choose(event.target));
    this.body.addEventListener("keydown", (event) => this.#key(event));
  }

  /** @param {Rows} rows */
  show(rows) {
    this.#rows = rows;
    this.#shown = 0;
    this.#limit = pageRows;
    this.#selected = null;
    this.body.replaceChildren();
    this.changed();
  }

  /** changed lists what has come since. */
  changed() {
    const rows = this.#rows;
    if (!rows) return;
    const until = Math.min(rows.count(), this.#limit);
    const fresh = document.createDocumentFragment();
    while (this.#shown < until) fresh.append(this.#row(rows, ++this.#shown));
    this.body.append(fresh);
    this.#offerMore(rows.count() - until);
    this.#reachable();
  }

  /**
   * rewrite fills a row again, where it is shown.
   * @param {number} n
   */
  rewrite(n) {
    const row = this.#rowOf(n);
    if (row && this.#rows) this.#fill(row, this.#rows, n);
  }

  /** @param {number | null} n */
  select(n) {
    this.#mark(this.#selected, false);
    this.#selected = n;
    if (n !== null && this.#rows && n > this.#limit) {
      this.#limit = Math.ceil(n / pageRows) * pageRows;
      this.changed();
    }
    const row = this.#mark(n, true);
    if (row) this.#reveal(row);
    this.#reachable();
  }

  /**
   * reveal scrolls the table, and never the page: whoever chose the row
   * elsewhere is looking there.
   * @param {HTMLElement} row
   */
  #reveal(row) {
    const box = this.table.parentElement;
    if (!box || !row.offsetParent) return;
    const { top, bottom } = row.getBoundingClientRect();
    const frame = box.getBoundingClientRect();
    const headPx = this.table.tHead?.offsetHeight ?? 0;
    if (top < frame.top + headPx) box.scrollTop -= frame.top + headPx - top;
    if (bottom > frame.bottom) box.scrollTop += bottom - frame.bottom;
  }

  #showMore() {
    const first = this.#shown;
    this.#limit += pageRows;
    this.changed();
    this.#rowOf(first + 1)?.focus();
  }

  /** @param {number} left */
  #offerMore(left) {
    this.more.hidden = left <= 0;
    if (left > 0) this.more.textContent = this.text("table.more", Math.min(left, pageRows), left);
  }

  /**
   * @param {Rows} rows
   * @param {number} n
   */
  #row(rows, n) {
    const row = document.createElement("tr");
    row.dataset.seq = String(n);
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
    const texts = rows.texts(n);
    row.dataset.verdict = rows.mark(n);
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
    return n === null ? null : (this.body.rows[n - 1] ?? null);
  }

  /**
   * @param {number | null} n
   * @param {boolean} on
   */
  #mark(n, on) {
    const row = this.#rowOf(n);
    if (on) row?.setAttribute("aria-current", "true");
    else row?.removeAttribute("aria-current");
    return row;
  }

  /** Exactly one row can be reached by Tab: the selected one, else the first. */
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
    const here = Number(row.dataset.seq);
    const n = event.key === "Enter" || event.key === " " ? here : nextRow(event.key, here, this.#shown);
    if (n === null) return;
    event.preventDefault();
    this.onSelect(n);
    this.#rowOf(n)?.focus();
  }
}
