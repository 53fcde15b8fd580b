// The events as a real table: rows that can be reached by keyboard, with the
// same selection as the timeline.

import { lostToo, mark, rowTexts } from "./words.js";

/** How many rows are added at once; the rest waits behind a button. */
export const pageRows = 300;

/** @typedef {import("./words.js").Trace} Trace */

/**
 * nextSeq gives where a key leads from a row, or null where it leads nowhere.
 * @param {string} key
 * @param {number} seq
 * @param {number} last
 */
export function nextSeq(key, seq, last) {
  const step = /** @type {Record<string, number>} */ ({
    ArrowDown: seq + 1,
    ArrowUp: seq - 1,
    PageDown: seq + 10,
    PageUp: seq - 10,
    Home: 1,
    End: last,
  })[key];
  if (step === undefined || last === 0) return null;
  return Math.min(Math.max(step, 1), last);
}

class EventTable {
  /** @type {Trace | null} */
  #trace = null;
  #shown = 0;
  #limit = pageRows;
  /** @type {number | null} */
  #selected = null;
  #lost = 0;

  /**
   * @param {HTMLTableElement} table
   * @param {import("./words.js").Text} text
   * @param {(seq: number) => void} onSelect
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

  /** @param {Trace} trace */
  show(trace) {
    this.#trace = trace;
    this.#shown = 0;
    this.#lost = 0;
    this.#limit = pageRows;
    this.#selected = null;
    this.body.replaceChildren();
    this.changed();
  }

  changed() {
    const trace = this.#trace;
    if (!trace) return;
    const until = Math.min(trace.length, this.#limit);
    const rows = document.createDocumentFragment();
    for (; this.#shown < until; this.#shown++) rows.append(this.#row(trace, this.#shown));
    this.body.append(rows);
    this.#offerMore(trace.length - until);
    this.#markLost(trace);
    this.#reachable();
  }

  /** @param {number | null} seq */
  select(seq) {
    this.#mark(this.#selected, false);
    this.#selected = seq;
    if (seq !== null && this.#trace && seq > this.#limit) {
      this.#limit = Math.ceil(seq / pageRows) * pageRows;
      this.changed();
    }
    const row = this.#mark(seq, true);
    if (row) this.#reveal(row);
    this.#reachable();
  }

  /**
   * reveal scrolls the table, and never the page: whoever chose the event
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
   * @param {Trace} trace
   * @param {number} index
   */
  #row(trace, index) {
    const row = document.createElement("tr");
    row.dataset.seq = String(index + 1);
    row.dataset.verdict = mark(lostToo(trace, trace.event(index)));
    row.tabIndex = -1;
    this.#fill(row, rowTexts(trace, index, this.text));
    return row;
  }

  /**
   * @param {HTMLTableRowElement} row
   * @param {Record<string, string>} texts
   */
  #fill(row, texts) {
    const cells = this.columns.map((column, i) => {
      const cell = document.createElement(i === 0 ? "th" : "td");
      if (i === 0) cell.setAttribute("scope", "row");
      cell.className = column;
      if (i > 0) cell.dataset.label = this.labels[i];
      cell.textContent = texts[column] ?? "";
      return cell;
    });
    row.replaceChildren(...cells);
  }

  /**
   * markLost rewrites the rows of sends that turned out to be lost.
   * @param {Trace} trace
   */
  #markLost(trace) {
    if (trace.lost.size === this.#lost) return;
    this.#lost = trace.lost.size;
    for (const seq of trace.lost) {
      const row = this.#rowOf(seq);
      if (!row) continue;
      row.dataset.verdict = "lost";
      this.#fill(row, rowTexts(trace, seq - 1, this.text));
    }
  }

  /** @param {number | null} seq @returns {HTMLTableRowElement | null} */
  #rowOf(seq) {
    return seq === null ? null : (this.body.rows[seq - 1] ?? null);
  }

  /**
   * @param {number | null} seq
   * @param {boolean} on
   */
  #mark(seq, on) {
    const row = this.#rowOf(seq);
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
    const seq = event.key === "Enter" || event.key === " " ? here : nextSeq(event.key, here, this.#shown);
    if (seq === null) return;
    event.preventDefault();
    this.onSelect(seq);
    this.#rowOf(seq)?.focus();
  }
}

/**
 * createTable takes over a table whose heading row names the columns. Rows
 * that the server wrote are replaced by the trace's own.
 * @param {{ table: HTMLTableElement, text: import("./words.js").Text, onSelect: (seq: number) => void }} options
 */
export function createTable({ table, text, onSelect }) {
  const events = new EventTable(table, text, onSelect);
  return {
    show: (/** @type {Trace} */ trace) => events.show(trace),
    changed: () => events.changed(),
    select: (/** @type {number | null} */ seq) => events.select(seq),
  };
}
