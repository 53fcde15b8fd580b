// A closer look at bytes and their codec: the decoder after any byte follows a slider,
// the other parts are asked for anew when something has changed.

import { lookCloser } from "../../net/study.js";
import { createAsker } from "../asker.js";

/** How long the address waits for the slider to come to rest: browsers bound its changes. */
const restMs = 200;

/** What a field takes of an answer beside its value. */
const taken = ["max", "aria-invalid", "aria-valuetext"];

/** @param {ParentNode} page */
function fieldsOf(page) {
  return [...page.querySelectorAll("[data-study] input")].filter(
    (field) => field instanceof HTMLInputElement,
  );
}

export class Study {
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;

  /**
   * @param {() => FormData} asked what the form of the page has, with its file
   * @param {(error: unknown) => void} failed
   */
  constructor(asked, failed) {
    this.look = createAsker(
      (signal) => lookCloser(asked(), signal),
      (answer) => this.#take(answer),
      failed,
    );
    document.addEventListener("input", ({ target }) => this.#moved(target));
    document.addEventListener("change", ({ target }) => this.#changed(target));
    document.addEventListener("click", ({ target }) => this.#clicked(target));
    document.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" || !isOurs(event.target)) return;
      event.preventDefault(); // it would run the form
      this.look();
    });
  }

  /**
   * take shows an answer. The fields stay what they are, so that nothing that is being
   * written is lost.
   * @param {Document} answer
   */
  #take(answer) {
    for (const field of fieldsOf(document)) {
      const next = fieldsOf(answer).find((other) => other.id === field.id);
      if (!next) continue;
      for (const name of taken) {
        const value = next.getAttribute(name);
        if (value !== null) field.setAttribute(name, value);
      }
      if (field !== document.activeElement) field.value = next.value;
    }
    for (const part of document.querySelectorAll("[data-study-out]")) {
      const name = part.getAttribute("data-study-out");
      const next = answer.querySelector(`[data-study-out="${name}"]`);
      if (!next) continue;
      const chosen = next instanceof HTMLSelectElement ? next.value : "";
      part.replaceChildren(...next.childNodes);
      if (part instanceof HTMLSelectElement) part.value = chosen; // moving the options has moved it
    }
    const address = answer.querySelector("[data-study]")?.getAttribute("data-address");
    if (address) history.replaceState(history.state, "", address);
  }

  /** @param {EventTarget | null} field */
  #moved(field) {
    if (field instanceof HTMLInputElement && field.matches("[data-study-range]"))
      this.#show(Number(field.value));
  }

  /** @param {EventTarget | null} field */
  #changed(field) {
    if (!isOurs(field) || field.matches("[data-study-range]")) return;
    if (field instanceof HTMLInputElement && field.matches("[data-study-byte]"))
      this.#show(Number(field.value));
    else this.look();
  }

  /** @param {EventTarget | null} target */
  #clicked(target) {
    if (target instanceof HTMLElement && target.matches("[data-study-copy]")) copied(target);
    const cell = target instanceof Element ? target.closest("[data-study-states] > .cell") : null;
    const cells = find("[data-study-states]");
    if (cell && cells) this.#show(Number(cells.dataset.from) + [...cells.children].indexOf(cell) + 1);
  }

  /**
   * show shows the decoder after so many bytes, of another window when they are there.
   * @param {number} byte
   */
  #show(byte) {
    const [cells, number, range] = ["[data-study-states]", "[data-study-byte]", "[data-study-range]"].map(
      find,
    );
    if (!cells || !(number instanceof HTMLInputElement) || !(range instanceof HTMLInputElement)) return;
    const at = Math.min(Math.max(0, Math.trunc(byte) || 0), Number(range.max));
    number.value = range.value = String(at);
    /** @type {string[]} */
    const sentences = JSON.parse(cells.dataset.studyStates ?? "[]");
    const i = at - Number(cells.dataset.from);
    if (i < 0 || i >= sentences.length) {
      this.look();
      return;
    }
    const under = JSON.parse(cells.dataset.studyUnder ?? "[]")[i] - Number(cells.dataset.from);
    [...cells.children].forEach((cell, n) => cell.setAttribute("data-when", whenOf(n, i, under)));
    range.setAttribute("aria-valuetext", sentences[i]);
    const said = find("[data-study-said]");
    if (said) said.textContent = sentences[i];
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => remember(at), restMs);
  }
}

/**
 * whenOf says what cell n is after so many bytes: received in frames, part of the frame
 * under way, or to come.
 * @param {number} n
 * @param {number} byte
 * @param {number} under where the frame under way begins
 */
export function whenOf(n, byte, under) {
  if (n >= byte) return "yet";
  return n >= under ? "under" : "past";
}

/**
 * copied takes what is shown to the clipboard, which pages over plain HTTP do not have:
 * there the text is selected.
 * @param {HTMLElement} button
 */
async function copied(button) {
  const text = find("[data-study-text]");
  const said = find("[data-study-copied]");
  if (!text || !said) return;
  try {
    await navigator.clipboard.writeText(text.textContent ?? "");
    said.textContent = button.dataset.done ?? "";
  } catch {
    getSelection()?.selectAllChildren(text);
    said.textContent = button.dataset.failed ?? "";
  }
}

/** @param {number} byte */
function remember(byte) {
  const url = new URL(location.href);
  if (byte > 0) url.searchParams.set("byte", String(byte));
  else url.searchParams.delete("byte");
  history.replaceState(history.state, "", url);
}

/**
 * @param {string} selector
 * @returns {HTMLElement | null}
 */
function find(selector) {
  return document.querySelector(selector);
}

/**
 * @param {EventTarget | null} field
 * @returns {field is HTMLInputElement | HTMLSelectElement}
 */
function isOurs(field) {
  return (
    (field instanceof HTMLInputElement || field instanceof HTMLSelectElement) &&
    field.closest("[data-study]") !== null
  );
}
