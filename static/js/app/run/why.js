// What the verdict on one event rests on, as the server tells it.

import { ApiError, whyOf } from "../../net/api.js";
import { element, hidden } from "../element.js";
import { list } from "./whylines.js";

/** @typedef {import("../text.js").Text} Text */
/** @typedef {import("../../net/api.js").Evidence} Evidence */
/** @typedef {import("../../model/points.js").Piece} Piece */
/** @typedef {(run: string, seq: number, signal: AbortSignal) => Promise<Evidence>} Ask */

/** What is to be said: a heading, lines, and whether they are still to come. @typedef {{ title: string, lines: string[], grounds?: Piece[][], state: "loading" | "there" | "failed" }} Said */

/** Reasons asks the server, one event at a time; only the last answer counts. */
export class Reasons {
  /** @type {AbortController | null} */
  #asking = null;

  /**
   * @param {Text} text
   * @param {(said: Said) => void} show
   * @param {Ask} [ask]
   */
  constructor(text, show, ask = whyOf) {
    this.text = text;
    this.show = show;
    this.ask = ask;
  }

  /** stop forgets what was asked for. */
  stop() {
    this.#asking?.abort();
    this.#asking = null;
  }

  /**
   * of shows what the verdict on an event rests on, first that it is asked for.
   * @param {string} run
   * @param {number} seq
   */
  async of(run, seq) {
    this.stop();
    const asking = (this.#asking = new AbortController());
    this.show({ title: "", lines: [this.text("why.loading")], state: "loading" });
    /** @type {Said} */
    let said;
    try {
      const { title, lines, grounds } = await this.ask(run, seq, asking.signal);
      said = { title, lines, ...(grounds && { grounds }), state: "there" };
    } catch (error) {
      if (asking.signal.aborted) return;
      const words = error instanceof ApiError ? error.message : this.text("run.failed");
      said = { title: "", lines: [words], state: "failed" };
    }
    if (!asking.signal.aborted) this.show(said);
  }
}

/**
 * createWhy makes the panel of one event's reasons. It asks when it is opened,
 * and at once for the next events while it stays open.
 * @param {Text} text
 */
export function createWhy(text) {
  const body = element("div", { role: "status" });
  const number = hidden("");
  const panel = element("details", { class: "why" }, element("summary", {}, text("why.ask"), number), body);
  const reasons = new Reasons(text, ({ title, lines, grounds, state }) => {
    body.dataset.state = state;
    const heading = title ? [element("strong", {}, title)] : [];
    body.replaceChildren(
      ...heading,
      state === "there" ? list(lines, grounds) : element("p", {}, lines.join(" ")),
    );
  });
  /** @type {{ run: string, seq: number } | null} */
  let of = null;
  const ask = () => {
    if (of && panel instanceof HTMLDetailsElement && panel.open) reasons.of(of.run, of.seq);
  };
  panel.addEventListener("toggle", ask);
  return {
    panel,
    /**
     * about makes it the panel of an event.
     * @param {string} run
     * @param {number} seq
     */
    about(run, seq) {
      if (of?.run === run && of.seq === seq) return;
      of = { run, seq };
      number.textContent = ` #${seq}`;
      reasons.stop();
      body.replaceChildren();
      ask();
    },
  };
}
