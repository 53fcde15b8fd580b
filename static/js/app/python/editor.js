// A small editor over a textarea: the text is the textarea's own, its colours and line
// numbers lie behind it.

import { element } from "../element.js";
import { piecesOf } from "./tokens.js";

/** @typedef {import("./tokens.js").State} State */
/** @typedef {{ text: string, before: State, after: State, item: HTMLElement }} Line */

const indent = "    ";
const leastRows = 4;

/**
 * replace puts text in place of a part of the area, so that undo knows it.
 * @param {HTMLTextAreaElement} area
 * @param {number} from
 * @param {number} to
 * @param {string} text
 */
function replace(area, from, to, text) {
  area.setSelectionRange(from, to);
  const made = text === "" ? document.execCommand("delete") : document.execCommand("insertText", false, text);
  if (made) return;
  area.setRangeText(text, from, to, "end");
  area.dispatchEvent(new Event("input", { bubbles: true }));
}

/**
 * shifted indents lines by one step, or takes one away.
 * @param {string} lines
 * @param {boolean} back
 */
export const shifted = (lines, back) =>
  back ? lines.replace(/^(?: {1,4}|\t)/gm, "") : lines.replace(/^(?=.)/gm, indent);

/**
 * marginAfter returns what the line behind a line begins with.
 * @param {string} line up to where Enter was pressed
 */
export function marginAfter(line) {
  const margin = /^[ \t]*/.exec(line)?.[0] ?? "";
  if (/:\s*(?:#.*)?$/.test(line)) return margin + indent;
  if (/^\s*(?:return|break|continue|pass|raise)\b/.test(line))
    return margin.slice(0, Math.max(0, margin.length - indent.length));
  return margin;
}

/**
 * @param {HTMLTextAreaElement} area
 * @param {boolean} back
 */
function shift(area, back) {
  const { value, selectionStart: from, selectionEnd: to } = area;
  if (from === to && !back) return replace(area, from, to, indent);
  const start = value.lastIndexOf("\n", from - 1) + 1;
  const end = value.indexOf("\n", Math.max(from, to - 1));
  const lines = value.slice(start, end < 0 ? value.length : end);
  const made = shifted(lines, back);
  if (made === lines) return;
  replace(area, start, start + lines.length, made);
  if (from === to) {
    const at = Math.max(start, from - (lines.length - made.length));
    area.setSelectionRange(at, at);
  } else area.setSelectionRange(start, start + made.length);
}

/** @param {HTMLTextAreaElement} area */
function breakLine(area) {
  const { value, selectionStart: from, selectionEnd: to } = area;
  replace(area, from, to, `\n${marginAfter(value.slice(value.lastIndexOf("\n", from - 1) + 1, from))}`);
}

/**
 * wireKeys has Tab indent and Enter keep the margin. After Esc the next Tab leaves.
 * @param {HTMLTextAreaElement} area
 */
function wireKeys(area) {
  let leaves = false;
  area.addEventListener("keydown", (event) => {
    if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "Escape") leaves = true;
    else if (event.key === "Tab" && !leaves) {
      event.preventDefault();
      shift(area, event.shiftKey);
    } else if (event.key === "Enter" && !event.shiftKey) {
      event.preventDefault();
      breakLine(area);
    }
    if (event.key !== "Escape" && event.key !== "Shift") leaves = false;
  });
}

/**
 * createEditor makes an editor of a box with a textarea in it.
 * @param {HTMLElement} box
 */
export function createEditor(box) {
  const area = /** @type {HTMLTextAreaElement} */ (box.querySelector("textarea"));
  const back = element("div", { class: "editor-lines", "aria-hidden": "true" });
  area.before(back);
  /** @type {Line[]} */
  let lines = [];

  /** @param {Line} line */
  const draw = (line) => {
    const { pieces, state } = piecesOf(line.text, line.before);
    line.after = state;
    line.item.replaceChildren(
      ...pieces.map(({ kind, text }) => (kind ? element("span", { class: kind }, text) : text)),
    );
  };
  const changed = () => {
    const texts = area.value.split("\n");
    /** @type {State} */
    let state = "";
    for (const [i, text] of texts.entries()) {
      const line = (lines[i] ??= {
        text: "",
        before: "",
        after: "",
        item: back.appendChild(element("div", {})),
      });
      if (line.text !== text || line.before !== state) {
        Object.assign(line, { text, before: state });
        draw(line);
      }
      state = line.after;
    }
    for (const { item } of lines.splice(texts.length)) item.remove();
    area.rows = Math.max(leastRows, texts.length);
  };
  area.addEventListener("input", changed);
  area.addEventListener("scroll", () => (back.style.transform = `translateX(${-area.scrollLeft}px)`));
  wireKeys(area);
  changed();
  return {
    area,
    /** @param {string} text */
    set(text) {
      area.value = text;
      changed();
    },
    /**
     * mark puts a class on one line, and takes it from all others; 0 is no line.
     * @param {string} name
     * @param {number} number
     */
    mark(name, number) {
      for (const [i, { item }] of lines.entries()) item.classList.toggle(name, i + 1 === number);
    },
    /**
     * go selects a line.
     * @param {number} number
     */
    go(number) {
      const from =
        area.value
          .split("\n")
          .slice(0, number - 1)
          .join("\n").length + (number > 1 ? 1 : 0);
      area.focus();
      area.setSelectionRange(from, from + (lines[number - 1]?.text.length ?? 0));
      lines[number - 1]?.item.scrollIntoView({ block: "nearest" });
    },
  };
}
