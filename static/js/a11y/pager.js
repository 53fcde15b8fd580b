// Buttons under a table that has a window of its rows: which ones it has, and
// the ones before and after.

import { windowRows } from "./window.js";

/** Pager stands after a table's box; it is hidden while all rows are there. */
export class Pager {
  /**
   * @param {Element} box
   * @param {import("./words.js").Text} text
   * @param {(by: -1 | 1) => void} onTurn
   */
  constructor(box, text, onTurn) {
    this.text = text;
    this.root = document.createElement("div");
    this.root.className = "pager";
    this.root.hidden = true;
    this.range = document.createElement("span");
    this.back = this.#button("table.before", () => onTurn(-1));
    this.forward = this.#button("table.after", () => onTurn(1));
    this.root.append(this.back, this.range, this.forward);
    box.after(this.root);
  }

  /**
   * show displays the range of the rows that the table has.
   * @param {import("./window.js").Range} range
   * @param {number} count
   */
  show({ first, last }, count) {
    this.root.hidden = count <= windowRows;
    if (this.root.hidden) return;
    this.range.textContent = this.text("table.range", first, last, count);
    this.back.disabled = first === 1;
    this.forward.disabled = last === count;
  }

  /**
   * @param {string} key
   * @param {() => void} press
   */
  #button(key, press) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "button";
    button.textContent = this.text(key);
    button.addEventListener("click", press);
    return button;
  }
}
