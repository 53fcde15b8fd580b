// The page of Python's struct: asks the server as one types and draws what it
// answers. Everything that is on the page stands in its address.

import { ApiError } from "../../net/api.js";
import { askStruct, readBytes } from "../../net/struct.js";
import { createAsker } from "../asker.js";
import { element } from "../element.js";
import { addressOf, selectionOf, stateOf } from "./address.js";
import { Board } from "./bytes.js";
import { fieldRows, formatText, orderBox, problemBox, recordBoxes } from "./draw.js";
import { readingParts } from "./read.js";
import { fitted } from "./select.js";
import { createSources } from "./sources.js";

/** @typedef {import("../../net/struct.js").Answer} Answer */
/** @typedef {import("./address.js").State} State */
/** @typedef {import("../text.js").Text} Text */

/** How long the page waits for the next key before it asks. */
const pauseMs = 120;

/**
 * @template {Element} T
 * @param {string} selector
 * @param {new () => T} type
 */
function find(selector, type) {
  const found = document.querySelector(selector);
  if (!(found instanceof type)) throw new Error(`the page has no ${selector}`);
  return found;
}

class StructPage {
  /** @type {Answer | null} */
  #answer = null;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;

  /** @param {Text} text */
  constructor(text) {
    this.text = text;
    this.form = find("#struct", HTMLFormElement);
    this.inputs = {
      format: find("#format", HTMLInputElement),
      values: find("#values", HTMLInputElement),
      hex: find("#hex", HTMLTextAreaElement),
    };
    this.problem = find("[data-problem]", HTMLElement);
    this.main = find("main", HTMLElement);
    this.board = new Board(this.main, text, (range) => this.#select(range));
    this.sources = createSources(find("[data-sources]", HTMLElement), text);
    const unpacks = this.form.hasAttribute("data-unpacks");
    /** @type {State} */
    this.state = {
      format: this.inputs.format.value,
      values: unpacks ? "" : this.inputs.values.value,
      bytes: unpacks ? this.inputs.hex.value : "",
      unpacks,
      selection: selectionOf(new URLSearchParams(location.search).get("sel") ?? ""),
    };
    this.ask = createAsker(
      (signal) => askStruct(this.#order(), signal),
      (answer) => this.#show(answer),
      (error) => this.#failed(error),
    );
    this.read = createAsker(
      (signal) => readBytes(this.#selectedHex(), signal),
      (readings) =>
        find("[data-readings]", HTMLElement).replaceChildren(
          ...readingParts(readings, this.#range()?.from ?? 0, text),
        ),
      (error) => this.#failed(error),
    );
    this.#wire();
  }

  #wire() {
    for (const name of /** @type {const} */ (["format", "values", "hex"])) {
      this.inputs[name].addEventListener("input", () => this.#typed(name));
    }
    this.form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.ask();
    });
    this.main.addEventListener("click", (event) => this.#clicked(event));
    addEventListener("popstate", () => {
      const state = stateOf(location.search);
      if (state) this.#go(state);
      else location.reload();
    });
  }

  /** @param {"format" | "values" | "hex"} name the field that was written in */
  #typed(name) {
    const { format, values, hex } = this.inputs;
    const unpacks = name === "hex" || (name === "format" && this.state.unpacks);
    this.state = {
      format: format.value,
      values: unpacks ? "" : values.value,
      bytes: unpacks ? hex.value : "",
      unpacks,
      selection: null,
    };
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.ask(), pauseMs);
  }

  /** @param {MouseEvent} event */
  #clicked(event) {
    if (event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    const link = event.target instanceof Element ? event.target.closest("a") : null;
    if (!link) return;
    if (link.dataset.select !== undefined) {
      event.preventDefault();
      const range = selectionOf(link.dataset.select);
      if (!range) return;
      this.board.select(range);
      this.#select(range);
      return;
    }
    const state = link.matches("[data-preset], [data-order-link]") ? stateOf(link.search) : null;
    if (!state) return;
    event.preventDefault();
    history.pushState(null, "", addressOf(state));
    this.#go(state);
  }

  /**
   * go shows another state.
   * @param {State} state
   */
  #go(state) {
    this.state = state;
    this.inputs.format.value = state.format;
    this.inputs.values.value = state.values;
    this.inputs.hex.value = state.bytes;
    this.ask();
  }

  #order() {
    const { format, values, bytes, unpacks } = this.state;
    return unpacks ? { format, bytes } : { format, values };
  }

  /** open takes over the page as the server has drawn it. */
  open() {
    this.ask();
  }

  /** @param {Answer} answer */
  #show(answer) {
    const order = document.activeElement?.closest("[data-order]")?.getAttribute("data-order");
    const inRecord = this.board.record.contains(document.activeElement);
    this.#draw(answer);
    // What had the focus was drawn again.
    const again = inRecord ? "[data-byte][tabindex='0']" : `[data-order="${order}"] a`;
    const focused = inRecord || order ? document.querySelector(again) : null;
    if (focused instanceof HTMLElement) focused.focus({ preventScroll: true });
  }

  /** @param {Answer} answer */
  #draw(answer) {
    const { text, state } = this;
    this.#answer = answer;
    if (state.unpacks) this.inputs.values.value = answer.values;
    else this.inputs.hex.value = answer.hex;
    this.#showProblem(answer.error);
    this.#showRead(answer.read ?? []);
    find("[data-call]", HTMLElement).textContent = answer.call;
    find("[data-size]", HTMLElement).textContent =
      text("struct.bytes", answer.size) + text("struct.dot") + text("struct.values", answer.count);
    find("[data-sign]", HTMLElement).textContent = text(`struct.sign.${answer.order}`);
    const framing = find("[data-framing]", HTMLAnchorElement);
    framing.hidden = !answer.hex || answer.size === 0;
    framing.search = `?${new URLSearchParams({ bytes: answer.hex, codec: `fixed ${answer.size}`, format: answer.format })}`;
    find("[data-format-text]", HTMLElement).replaceChildren(...formatText(answer));
    find("[data-orders]", HTMLElement).replaceChildren(
      ...answer.orders.map((order) =>
        orderBox(order, addressOf({ ...state, format: order.format, selection: null }), text),
      ),
    );
    find("[data-fields]", HTMLElement).replaceChildren(
      ...fieldRows(answer, (from, to) => `${addressOf({ ...state, selection: { from, to } })}#readings`),
    );
    this.sources.draw(answer.sources);
    find("[data-sources-differ]", HTMLElement).hidden = !answer.sources_differ;
    this.#showRecord(answer);
    this.#keepAddress();
  }

  /** @param {Answer} answer */
  #showRecord(answer) {
    find("[data-record]", HTMLElement).replaceChildren(...recordBoxes(answer, this.text));
    this.state.selection = fitted(this.state.selection, this.#size());
    this.board.show(answer, this.#range());
    this.#readSelected();
  }

  /** @param {import("../../net/struct.js").StructError | undefined} error */
  #showProblem(error) {
    for (const [name, input] of Object.entries(this.inputs)) {
      const wrong = error !== undefined && (error.in === name || (name === "hex" && error.in === "data"));
      input.setAttribute("aria-invalid", String(wrong));
    }
    this.problem.replaceChildren(...(error ? [problemBox(error, this.text)] : []));
  }

  /** @param {string[]} said the form that the bytes were read in, and what was left out */
  #showRead(said) {
    find("[data-read]", HTMLElement).replaceChildren(
      ...said.map((text) => Object.assign(document.createElement("span"), { textContent: text })),
    );
  }

  #size() {
    return this.#answer?.hex ? this.#answer.hex.split(" ").length : 0;
  }

  /** range is the selected bytes; the first field's where none are. */
  #range() {
    const answer = this.#answer;
    if (!answer || this.#size() === 0) return null;
    if (this.state.selection) return this.state.selection;
    const first = answer.fields.find(({ offset, size }) => size > 0 && offset + size <= this.#size());
    return first ? { from: first.offset, to: first.offset + first.size } : { from: 0, to: this.#size() };
  }

  #selectedHex() {
    const range = this.#range();
    return range && this.#answer ? this.#answer.hex.split(" ").slice(range.from, range.to).join(" ") : "";
  }

  /** @param {{ from: number, to: number }} range */
  #select(range) {
    this.state.selection = fitted(range, this.#size());
    this.#keepAddress();
    this.#readSelected();
  }

  #readSelected() {
    if (this.#range()) this.read();
    else find("[data-readings]", HTMLElement).replaceChildren();
  }

  /** keepAddress writes the state into the address and into what leads away from it. */
  #keepAddress() {
    const was = location.pathname + location.search;
    const address = addressOf(this.state);
    if (address !== was) history.replaceState(history.state, "", address);
    const plain = addressOf({ ...this.state, selection: null });
    let about = "";
    for (const link of document.querySelectorAll("a[data-preset]")) {
      const here = link instanceof HTMLAnchorElement && link.pathname + link.search === plain;
      link.setAttribute("aria-current", here ? "page" : "");
      if (here) about = link.title;
    }
    find("[data-preset-about]", HTMLElement).textContent = about;
  }

  /** @param {unknown} error */
  #failed(error) {
    if (!(error instanceof ApiError)) console.error(error);
    const words = error instanceof ApiError ? error.message : this.text("struct.failed");
    this.problem.replaceChildren(element("p", { class: "struct-problem" }, `✗ ${words}`));
  }
}

/**
 * structPage brings the page to life.
 * @param {Text} text
 */
export function structPage(text) {
  new StructPage(text).open();
}
