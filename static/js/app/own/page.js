// The page of one's own bytes: has them cut as soon as something changes, and draws
// what came out. A file stays in the browser and is sent again with each change.

import { ApiError } from "../../net/api.js";
import { cutBytes } from "../../net/own.js";
import { createAsker } from "../asker.js";
import { element } from "../element.js";
import { loaded } from "../later.js";
import { studyLater } from "../study/later.js";
import { fieldBox } from "./fields.js";
import { foundBox } from "./found.js";
import { acceptFile } from "./file.js";

/** @typedef {import("../../net/own.js").OwnAnswer} OwnAnswer */
/** @typedef {import("../text.js").Text} Text */
/** @typedef {typeof import("../framing/draw.js")} Drawing */

/** How long the page waits for the next key before it asks. */
const pauseMs = 150;

class OwnPage {
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;

  /**
   * @param {HTMLFormElement} form
   * @param {Text} text
   * @param {(sentence: string) => void} say
   */
  constructor(form, text, say) {
    this.form = form;
    this.text = text;
    this.say = say;
    /** The fields as they were drawn last. */
    this.drawn = "";
    /** The codec of the latest question. */
    this.askedCodec = "";
    /** Whether what the bytes could be is shown. */
    this.searching = new URLSearchParams(location.search).has("search");
    this.drawing = loaded(import("../framing/draw.js"), text);
    this.ask = createAsker(
      async (signal) => {
        const [answer, drawing] = await Promise.all([cutBytes(this.#asked(), signal), this.drawing]);
        return { answer, drawing };
      },
      ({ answer, drawing }) => this.#show(answer, drawing),
      (error) => this.#failed(error),
    );
    this.look = studyLater(form, text, () => this.#given());
    this.file = acceptFile(form, text, {
      changed: () => {
        this.searching = false;
        this.#part("#stream").replaceChildren(); // it lists those of another file
        this.#part("[data-own-read]").textContent = text("own.working");
        this.ask();
      },
      refused: (sentence) => this.#complain(sentence),
    });
    form.addEventListener("input", (event) => this.#typed(event.target));
    form.addEventListener("change", (event) => this.#changed(event.target));
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.#pressed(event.submitter);
    });
  }

  /**
   * pressed asks what the bytes could be, or takes the codec of a candidate.
   * @param {HTMLElement | null} button
   */
  #pressed(button) {
    if (button instanceof HTMLButtonElement && button.name === "take") {
      const codec = this.form.elements.namedItem("codec");
      if (codec instanceof HTMLInputElement) codec.value = button.value;
    }
    this.searching = button instanceof HTMLButtonElement && button.name !== "";
    this.ask();
  }

  #asked() {
    this.askedCodec = this.#codec();
    return this.#given();
  }

  /** given is what the form has, with its file or long text. */
  #given() {
    const form = new FormData(this.form);
    this.file.into(form);
    if (this.searching) form.set("search", "1");
    return form;
  }

  /** codec is what the fields of the codec have. */
  #codec() {
    const fields = [...new FormData(this.form)].filter(([name]) => /^(kind|codec|f\..*)$/.test(name));
    return JSON.stringify(fields);
  }

  /** @param {EventTarget | null} field */
  #typed(field) {
    if (!(field instanceof HTMLTextAreaElement)) return; // the others say it when they are left
    if (field.value !== "") this.file.remove();
    this.searching = false; // what was found is of other bytes
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.ask(), pauseMs);
  }

  /** @param {EventTarget | null} field */
  #changed(field) {
    if (field instanceof HTMLTextAreaElement || (field instanceof HTMLInputElement && field.type === "file"))
      return;
    if (field instanceof Element && field.closest("[data-study]")) return; // it asks for itself
    this.ask();
  }

  /** @param {string} selector */
  #part(selector) {
    return /** @type {HTMLElement} */ (this.form.querySelector(selector));
  }

  /**
   * @param {OwnAnswer} answer
   * @param {Drawing} drawing
   */
  #show(answer, { cellsBox, problemBox, rowBox }) {
    const { text } = this;
    history.replaceState(history.state, "", answer.address);
    // What is being written into a field stays there: it is asked for when it is done.
    if (this.#codec() === this.askedCodec) this.#showCodec(answer);
    this.#part("[data-own-read]").replaceChildren(
      ...(answer.read ?? []).map((said) => element("p", {}, said)),
    );
    this.#showStreams(answer.streams ?? []);
    this.#part("[data-own-address]").textContent =
      answer.size > 0 && !answer.carried ? text("own.long", this.form.dataset.carried ?? "") : "";
    const { cut, found, problem } = answer;
    this.#part("[data-own-found]").replaceChildren(...(found ? [foundBox(found, text)] : []));
    const verdict = element("p", { class: "verdict" }, cut?.text ?? text("own.empty"));
    verdict.toggleAttribute("data-bad", cut !== undefined && !cut.sure);
    this.#part("[data-own-verdict]").replaceChildren(problem ? problemBox(problem) : verdict);
    this.#part("[data-own-result]").toggleAttribute("data-stale", problem !== undefined);
    this.look().catch(console.error);
    if (problem) return;
    this.#part("[data-own-size]").textContent = cut?.bytes.label ?? "";
    this.#part("[data-own-before]").replaceChildren(...(cut ? [cellsBox(cut.bytes)] : []));
    this.#part("[data-own-after]").replaceChildren(...(cut?.rows ?? []).map((row) => rowBox(row, text)));
    if (cut) this.say(found ? `${cut.text} ${found.text}` : cut.text);
  }

  /** @param {{ key: string, label: string, chosen: boolean }[]} streams what the sides of connections sent */
  #showStreams(streams) {
    this.#part("[data-own-streams]").hidden = streams.length === 0;
    this.#part("#stream").replaceChildren(
      ...streams.map(({ key, label, chosen }) => {
        const option = element("option", { value: key }, label);
        option.toggleAttribute("selected", chosen);
        return option;
      }),
    );
  }

  /** @param {OwnAnswer} answer */
  #showCodec({ codec, kind, about, fields, problem }) {
    for (const name of ["codec", "was"]) {
      const field = this.form.elements.namedItem(name);
      if (field instanceof HTMLInputElement) field.value = codec;
    }
    const kinds = this.form.elements.namedItem("kind");
    if (kinds instanceof HTMLSelectElement) kinds.value = kind;
    this.#part("[data-own-about]").textContent = about;
    const drawn = JSON.stringify([fields, problem]);
    if (drawn === this.drawn) return;
    this.drawn = drawn;
    const focused = document.activeElement?.id;
    this.#part("[data-own-fields]").replaceChildren(
      ...(fields ?? []).map((field) => fieldBox(field, problem?.field === field.name)),
    );
    if (focused?.startsWith("f.")) document.getElementById(focused)?.focus({ preventScroll: true });
    for (const [id, wrong] of Object.entries({
      codec: problem !== undefined && problem.field !== "bytes",
      bytes: problem?.field === "bytes",
    }))
      document.getElementById(id)?.setAttribute("aria-invalid", String(wrong));
  }

  /** @param {string} sentence */
  #complain(sentence) {
    this.#part("[data-own-verdict]").replaceChildren(
      element(
        "p",
        { class: "framing-problem" },
        element("span", { "aria-hidden": "true" }, "✗"),
        ` ${sentence}`,
      ),
    );
  }

  /** @param {unknown} error */
  #failed(error) {
    if (!(error instanceof ApiError)) console.error(error);
    this.#complain(error instanceof ApiError ? error.message : this.text("own.failed"));
  }
}

/**
 * ownPage brings the page to life.
 * @param {Text} text
 * @param {(sentence: string) => void} say
 */
export function ownPage(text, say) {
  const form = /** @type {HTMLFormElement} */ (document.getElementById("own"));
  new OwnPage(form, text, say);
}
