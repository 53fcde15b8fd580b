// The framing page: runs what its form asks for on real sockets as soon as
// something changes, and draws what the decoder made of it.

import { startRun } from "../../net/api.js";
import { askFraming, framesOf } from "../../net/framing.js";
import { createComplaint } from "../complaint.js";
import { wireCureLater } from "../cure/later.js";
import { element } from "../element.js";
import { loaded } from "../later.js";
import { createPanes } from "../dock/panes.js";
import { createMainView } from "../run/parts.js";
import { go, restorePlace } from "../place.js";
import { createToolbar } from "../run/toolbar.js";
import { studyLater } from "../study/later.js";

/** @typedef {import("../text.js").Text} Text */

/**
 * queryOf returns what a form asks for.
 * @param {Iterable<[string, unknown]>} entries
 */
export function queryOf(entries) {
  const query = new URLSearchParams();
  for (const [name, value] of entries) if (typeof value === "string") query.append(name, value);
  return query;
}

class FramingPage {
  /** The latest run; what belongs to an older one is not drawn. */
  #latest = 0;
  /** @type {AbortController | null} */
  #asking = null;

  /**
   * @param {HTMLFormElement} form
   * @param {Text} text
   * @param {(sentence: string) => void} say
   */
  constructor(form, text, say) {
    this.form = form;
    this.text = text;
    this.say = say;
    /** @type {import("../../net/api.js").Order | undefined} */
    this.order = form.dataset.order ? JSON.parse(form.dataset.order) : undefined;
    this.stage = /** @type {HTMLElement} */ (document.querySelector("[data-framed]"));
    this.complaint = createComplaint(document.querySelector("[data-error]"), text);
    this.drawing = loaded(import("./draw.js"), text);
    this.view = createMainView(document, text).view;
    this.toolbar = createToolbar({ root: document, view: this.view, text, link: () => location.href });
    this.toolbar.shareable();
    this.look = studyLater(form, text);
    form.addEventListener("change", (event) => this.#changed(event.target));
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      const field = document.activeElement;
      if (field instanceof HTMLElement && field.hasAttribute("data-again")) this.#again(field);
      else this.#ask();
    });
  }

  /** @param {EventTarget | null} field */
  #changed(field) {
    if (!(field instanceof HTMLElement)) return;
    if (field.hasAttribute("data-again")) this.#again(field);
    else {
      this.#chooses(field);
      this.#ask();
    }
  }

  /**
   * again asks for the page with other fields.
   * @param {HTMLElement} field
   */
  #again(field) {
    go(`${location.pathname}?${queryOf(new FormData(this.form))}`, field);
  }

  /**
   * Who changes the place of a cut means that cut.
   * @param {HTMLElement} field
   */
  #chooses(field) {
    const radio = field.closest("label")?.querySelector('input[type="radio"]');
    if (radio instanceof HTMLInputElement) radio.checked = true;
  }

  /** ask asks what the form comes to, and runs that. */
  async #ask() {
    this.#asking?.abort();
    const own = new AbortController();
    this.#asking = own;
    try {
      const asked = await askFraming(queryOf(new FormData(this.form)), own.signal);
      const { problemBox } = await this.drawing;
      if (this.#asking !== own) return;
      this.#take(asked, problemBox);
      if (this.order) await this.run(this.order);
    } catch (error) {
      if (!own.signal.aborted) this.complaint.failed(error);
    }
  }

  /**
   * @param {import("../../net/framing.js").Asked} asked
   * @param {typeof import("./draw.js").problemBox} problemBox
   */
  #take({ address, codec, values, order, problem }, problemBox) {
    this.order = order;
    history.replaceState(history.state, "", address);
    for (const name of ["codec", "was"]) {
      const field = this.form.elements.namedItem(name);
      if (field instanceof HTMLInputElement) field.value = codec;
    }
    const own = document.querySelector("[data-own]");
    if (own instanceof HTMLElement) own.hidden = !address.includes("codec=");
    document.querySelector("[data-problem]")?.replaceChildren(...(problem ? [problemBox(problem)] : []));
    for (const field of document.querySelectorAll("[data-field]")) {
      const wrong = field instanceof HTMLElement && field.dataset.field === problem?.field;
      const input = field.querySelector("input");
      input?.setAttribute("aria-invalid", String(wrong));
      const value = values?.[field.getAttribute("data-field") ?? ""];
      if (!input || value === undefined) continue;
      if (input.type === "checkbox") input.checked = value !== "";
      else input.value = value; // it may follow from another
    }
    this.form.querySelector("#codec")?.setAttribute("aria-invalid", String(Boolean(problem)));
    this.stage.toggleAttribute("data-stale", Boolean(problem));
    this.look().catch(console.error);
  }

  /**
   * run runs an order and draws what its decoder did.
   * @param {import("../../net/api.js").Order} order
   */
  async run(order) {
    const mine = ++this.#latest;
    this.complaint.clear();
    const started = await startRun(order);
    const { id } = started;
    if (mine !== this.#latest) return;
    this.toolbar.exports(id, "framing");
    const ending = await this.view.follow(started, () => this.toolbar.ready());
    if (!ending || mine !== this.#latest) return;
    const preset = this.form.elements.namedItem("preset");
    const framed = await framesOf(id, preset instanceof HTMLInputElement ? preset.value : "");
    const drawing = await this.drawing;
    if (mine === this.#latest) this.#draw(framed, drawing);
  }

  /**
   * @param {import("../../net/framing.js").Framed} framed
   * @param {typeof import("./draw.js")} drawing
   */
  #draw({ before, after, more, text, good }, { cellsBox, rowBox }) {
    const [into, out] = ["[data-before]", "[data-after]"].map((selector) =>
      this.stage.querySelector(selector),
    );
    into?.replaceChildren(...(before ?? []).map(cellsBox));
    if (more > 0) into?.append(element("span", { class: "dim" }, this.text("framing.more", more)));
    out?.replaceChildren(...(after ?? []).map((row) => rowBox(row, this.text)));
    const verdict = this.stage.querySelector("[data-verdict]");
    if (verdict) {
      verdict.textContent = text;
      verdict.toggleAttribute("data-good", good);
      verdict.toggleAttribute("data-bad", !good);
    }
    this.stage.removeAttribute("data-stale");
    bringBroken(out);
    this.say(this.text("framing.done", text));
  }

  /** opened shows what the address asks for. */
  opened() {
    if (this.order) this.run(this.order).catch((error) => this.complaint.failed(error));
  }
}

/**
 * bringBroken brings the first frame that is broken into view, of a list that
 * scrolls by itself.
 * @param {Element | null} list
 */
function bringBroken(list) {
  const first = list?.querySelector(".framed-row:not([data-good])");
  if (!(list instanceof HTMLElement) || !(first instanceof HTMLElement)) return;
  list.scrollTop = first.offsetTop - list.offsetTop;
}

/**
 * framingPage brings the page to life.
 * @param {Text} text
 * @param {(sentence: string) => void} say
 */
export function framingPage(text, say) {
  const form = /** @type {HTMLFormElement} */ (document.getElementById("framing"));
  for (const link of document.querySelectorAll("a[data-preset]")) {
    link.addEventListener("click", (event) => {
      const click = /** @type {MouseEvent} */ (event);
      if (!(link instanceof HTMLAnchorElement) || click.ctrlKey || click.metaKey || click.shiftKey) return;
      event.preventDefault();
      const presets = link.closest("details");
      if (presets) presets.open = false; // the choice is made
      go(link.href, presets?.querySelector("summary") ?? link);
    });
  }
  createPanes(text, say);
  restorePlace();
  wireCureLater(text, say);
  new FramingPage(form, text, say).opened();
}
