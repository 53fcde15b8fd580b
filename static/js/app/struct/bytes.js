// The drawing of a record under pointer and keyboard: what belongs together
// lights up, and bytes are selected.

import { byteWords, fieldWords, groupsOf, itemsOf } from "./model.js";
import { moved, rangeOf } from "./select.js";

/** @typedef {import("../../net/struct.js").StructRecord} StructRecord */
/** @typedef {import("./select.js").Range} Range */
/** @typedef {import("../text.js").Text} Text */

/**
 * @param {EventTarget | null} target
 * @param {string} selector
 */
function closest(target, selector) {
  const found = target instanceof Element ? target.closest(selector) : null;
  return found instanceof HTMLElement ? found : null;
}

/** Board is the part of the page that shows a record. */
export class Board {
  /** @type {StructRecord | null} */
  #record = null;
  #selection = { anchor: 0, focus: 0 };
  #dragging = false;

  /**
   * @param {HTMLElement} main what is searched for parts that light up
   * @param {Text} text
   * @param {(range: Range) => void} onSelect
   */
  constructor(main, text, onSelect) {
    this.main = main;
    this.text = text;
    this.onSelect = onSelect;
    this.record = /** @type {HTMLElement} */ (main.querySelector("[data-record]"));
    this.format = /** @type {HTMLElement} */ (main.querySelector("[data-format-text]"));
    this.caption = /** @type {HTMLElement} */ (main.querySelector("[data-caption]"));
    this.#wireLights();
    this.#wireKeys();
    this.#wireRows();
    this.#wirePointer();
  }

  /**
   * show takes the record that is drawn now.
   * @param {StructRecord} record
   * @param {Range | null} range what is selected
   */
  show(record, range) {
    this.#record = record;
    this.#enliven();
    this.#light(null);
    this.select(range);
  }

  #enliven() {
    const record = /** @type {StructRecord} */ (this.#record);
    const groups = groupsOf(record);
    const boxes = [...this.record.children];
    this.record.setAttribute("role", "listbox");
    this.record.setAttribute("aria-multiselectable", "true");
    this.record.setAttribute("aria-orientation", "horizontal");
    groups.forEach((group, i) => {
      const box = boxes[i];
      box.setAttribute("role", "group");
      box.setAttribute(
        "aria-label",
        group.field ? fieldWords(group.field, this.text) : this.#nameOf(group.kind),
      );
      for (const part of box.querySelectorAll(".piece-head, .piece-value, .piece-back")) {
        part.setAttribute("aria-hidden", "true");
      }
      box.querySelector(".cells")?.setAttribute("role", "presentation");
      box.querySelectorAll("[data-byte]").forEach((cell, j) => {
        cell.setAttribute("role", "option");
        cell.setAttribute("tabindex", "-1");
        const [hex, ...others] = cell.children;
        hex.setAttribute("role", "img"); // its name is the byte's
        hex.setAttribute("aria-label", byteWords(record, group, group.cells[j], this.text));
        for (const part of others) part.setAttribute("aria-hidden", "true");
      });
    });
    this.#enlivenFormat(record);
  }

  /** @param {string} kind */
  #nameOf(kind) {
    return this.text(kind === "padding" ? "struct.padding" : "struct.extra");
  }

  /** @param {StructRecord} record */
  #enlivenFormat(record) {
    this.format.setAttribute("role", "toolbar");
    const items = itemsOf(record).filter(({ index }) => index >= 0);
    this.#items().forEach((item, i) => {
      item.setAttribute("role", "button");
      item.tabIndex = i === 0 ? 0 : -1;
      item.setAttribute("aria-label", fieldWords(record.fields[items[i].index], this.text));
    });
  }

  #items() {
    return [...this.format.querySelectorAll("[data-field]")].filter((found) => found instanceof HTMLElement);
  }

  #cells() {
    return [...this.record.querySelectorAll("[data-byte]")].filter((found) => found instanceof HTMLElement);
  }

  /** The first bytes of the groups. */
  #starts() {
    return groupsOf(/** @type {StructRecord} */ (this.#record))
      .filter(({ cells }) => cells.length > 0)
      .map(({ cells }) => cells[0].at);
  }

  /**
   * select marks bytes as selected.
   * @param {Range | null} range
   */
  select(range) {
    if (range) this.#selection = { anchor: range.from, focus: range.to - 1 };
    else this.#selection = { anchor: 0, focus: 0 };
    this.#mark(range);
  }

  /** @param {Range | null} range */
  #mark(range) {
    const { focus } = this.#selection;
    this.#cells().forEach((cell, at) => {
      cell.setAttribute("aria-selected", String(range !== null && range.from <= at && at < range.to));
      cell.tabIndex = at === focus ? 0 : -1;
    });
  }

  /** @param {import("./select.js").Selection} selection */
  #choose(selection) {
    this.#selection = selection;
    const range = rangeOf(selection);
    this.#mark(range);
    this.#cells()[selection.focus]?.focus();
    this.onSelect(range);
  }

  /**
   * light shows what belongs to a field, or to the padding before it.
   * @param {{ kind: string, field: string, byte?: number } | null} what
   */
  #light(what) {
    for (const lit of this.main.querySelectorAll(".lit")) lit.classList.remove("lit");
    this.caption.textContent = this.#words(what);
    if (!what) return;
    for (const part of this.main.querySelectorAll(`[data-field="${CSS.escape(what.field)}"]`)) {
      const kind = part instanceof HTMLElement ? (part.dataset.kind ?? "field") : "field";
      if (kind === what.kind) part.classList.add("lit");
      if (kind === what.kind && part.localName === "tr") part.querySelector(".item")?.classList.add("lit");
    }
    if (what.byte !== undefined) this.#cells()[what.byte]?.classList.add("lit");
  }

  /** @param {{ kind: string, field: string, byte?: number } | null} what */
  #words(what) {
    const record = this.#record;
    if (!what || !record) return this.text("struct.none");
    const group = groupsOf(record).find((g) => g.kind === what.kind && String(g.index) === what.field);
    if (!group) return this.text("struct.none");
    const cell = group.cells.find(({ at }) => at === what.byte);
    if (cell) return byteWords(record, group, cell, this.text);
    return group.field ? fieldWords(group.field, this.text) : this.#nameOf(group.kind);
  }

  /** @param {EventTarget | null} target */
  #at(target) {
    const part = closest(target, "[data-field]");
    if (!part) return null;
    const byte = closest(target, "[data-byte]")?.dataset.byte;
    return {
      kind: part.dataset.kind ?? "field",
      field: part.dataset.field ?? "",
      ...(byte === undefined ? {} : { byte: Number(byte) }),
    };
  }

  #wireLights() {
    // What is pointed at wins over what has the focus.
    this.main.addEventListener("pointerover", ({ target }) => {
      const under = this.#at(target);
      if (under || !this.#at(document.activeElement)) this.#light(under);
      else this.#light(this.#at(document.activeElement));
    });
    this.main.addEventListener("focusin", ({ target }) => this.#light(this.#at(target)));
    this.main.addEventListener("focusout", ({ relatedTarget }) => {
      if (!this.#at(relatedTarget)) this.#light(null);
    });
  }

  #wireKeys() {
    this.record.addEventListener("keydown", (event) => {
      const size = this.#cells().length;
      const next = moved(this.#selection, event, size, this.#starts());
      if (!next) return;
      event.preventDefault();
      this.#choose(next);
    });
    this.format.addEventListener("keydown", (event) => {
      const items = this.#items();
      const at = items.findIndex((item) => item === document.activeElement);
      if (at < 0) return;
      if (event.key === "Enter" || event.key === " ") this.#chooseField(items[at]);
      else if (event.key === "ArrowRight" || event.key === "ArrowLeft") {
        const to = items[at + (event.key === "ArrowRight" ? 1 : -1)];
        if (!to) return;
        items[at].tabIndex = -1;
        to.tabIndex = 0;
        to.focus();
      } else return;
      event.preventDefault();
    });
  }

  /** Up and Down go through the table of fields, Enter selects the bytes of one. */
  #wireRows() {
    const table = /** @type {HTMLElement} */ (this.main.querySelector("[data-fields]"));
    table.addEventListener("keydown", (event) => {
      const { key, target } = event;
      if (!(target instanceof HTMLElement) || !target.matches("tr")) return; // a link has its own keys
      if (key === "Enter" || key === " ") this.#chooseField(target);
      else {
        const rows = [...table.children].filter((row) => row instanceof HTMLElement);
        const at = rows.indexOf(target);
        const ways = { ArrowUp: at - 1, ArrowDown: at + 1, Home: 0, End: rows.length - 1 };
        const to = rows[new Map(Object.entries(ways)).get(key) ?? -1];
        if (!to) return;
        target.tabIndex = -1;
        to.tabIndex = 0;
        to.focus();
      }
      event.preventDefault();
    });
  }

  /** @param {HTMLElement} item */
  #chooseField(item) {
    const field = this.#record?.fields[Number(item.dataset.field)];
    if (!field || field.size === 0) return;
    this.#selection = { anchor: field.offset, focus: field.offset + field.size - 1 };
    const range = rangeOf(this.#selection);
    this.#mark(range);
    this.onSelect(range);
  }

  #wirePointer() {
    /** @param {PointerEvent} event */
    const byteUnder = (event) => {
      const cell = closest(
        document.elementFromPoint(event.clientX, event.clientY),
        "[data-record] [data-byte]",
      );
      return cell ? Number(cell.dataset.byte) : null;
    };
    this.record.addEventListener("pointerdown", (event) => {
      const at = byteUnder(event);
      if (at === null || event.button !== 0) return;
      event.preventDefault();
      this.#dragging = event.pointerType !== "touch"; // a finger scrolls
      this.#choose({ anchor: event.shiftKey ? this.#selection.anchor : at, focus: at });
    });
    this.record.addEventListener("pointermove", (event) => {
      const at = this.#dragging ? byteUnder(event) : null;
      if (at !== null && at !== this.#selection.focus) this.#choose({ ...this.#selection, focus: at });
    });
    for (const end of ["pointerup", "pointercancel"]) {
      addEventListener(end, () => (this.#dragging = false));
    }
    this.format.addEventListener("click", (event) => {
      const item = closest(event.target, "[data-field]");
      if (item) this.#chooseField(item);
    });
  }
}
