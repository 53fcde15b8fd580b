// The table of a repeat: one row a group, the largest first.

import { element, unavailable } from "../element.js";
import { createBar } from "./bar.js";

/** @typedef {import("../text.js").Text} Text */
/** @typedef {import("../../net/api.js").RepeatGroup} RepeatGroup */

/** @typedef {{ row: HTMLElement, runs: HTMLElement, share: HTMLElement, label: HTMLElement, sign: HTMLElement, look: HTMLElement }} Row */

class Rows {
  /** @type {Map<number, Row>} */
  #rows = new Map();

  /**
   * @param {HTMLElement} body
   * @param {Text} text
   * @param {(group: number) => void} onLook
   */
  constructor(body, text, onLook) {
    this.body = body;
    this.text = text;
    this.onLook = onLook;
  }

  clear() {
    this.#rows.clear();
    this.body.replaceChildren();
  }

  /** @param {RepeatGroup[]} groups in the order to be shown */
  draw(groups) {
    const rows = groups.map((group) => {
      const row = this.#rows.get(group.group) ?? this.#make(group);
      this.#fill(row, group);
      return row.row;
    });
    const before = [...this.body.children];
    if (rows.length === before.length && rows.every((row, i) => row === before[i])) return;
    const focused = document.activeElement;
    this.body.replaceChildren(...rows);
    if (focused instanceof HTMLElement && this.body.contains(focused)) focused.focus({ preventScroll: true });
  }

  /**
   * mark shows which group is looked at, and which have no run left to look at.
   * @param {number | null} picked
   * @param {(group: number) => boolean} kept
   */
  mark(picked, kept) {
    for (const [group, { row, look }] of this.#rows) {
      look.setAttribute("aria-pressed", String(group === picked));
      row.toggleAttribute("data-picked", group === picked);
      unavailable(look, !kept(group));
    }
  }

  /** @param {RepeatGroup} group */
  #make({ group, outcome }) {
    const look = element("button", { type: "button", class: "button", "aria-pressed": "false" });
    look.textContent = this.text("repeat.look");
    look.setAttribute("aria-label", this.text("repeat.look.of", outcome));
    look.addEventListener("click", () => this.onLook(group));
    const row = {
      row: element("tr", { role: "row", "data-group": String(group) }),
      runs: element("td", { role: "cell", class: "number" }),
      share: element("td", { role: "cell", class: "share-cell" }),
      label: element("small", {}),
      sign: element("span", { class: "sign", "aria-hidden": "true" }),
      look,
    };
    const head = element("th", { scope: "row", role: "rowheader" });
    head.append(row.sign, element("code", {}, outcome), row.label);
    row.row.append(head, row.runs, row.share, element("td", { role: "cell", class: "look-cell" }, look));
    this.#rows.set(group, row);
    return row;
  }

  /**
   * @param {Row} row
   * @param {RepeatGroup} group
   */
  #fill(row, group) {
    if (row.runs.textContent === String(group.runs) && row.row.dataset.range === group.range) return;
    row.row.dataset.range = group.range;
    row.row.dataset.verdict = group.mark;
    row.sign.textContent = group.symbol;
    row.label.textContent = group.label;
    row.runs.textContent = String(group.runs);
    const words = element("span", {}, element("b", {}, group.percent), element("small", {}, group.range));
    row.share.replaceChildren(createBar(group), words);
  }
}

/**
 * createRows takes over the body of a repeat's table.
 * @param {HTMLElement} body
 * @param {Text} text
 * @param {(group: number) => void} onLook
 */
export function createRows(body, text, onLook) {
  return new Rows(body, text, onLook);
}
