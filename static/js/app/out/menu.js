// The menu of what can be taken elsewhere: pictures, the record, a link, paper.

import { dismissableDetails } from "../dismiss.js";
import { element } from "../element.js";
import { captionOf, linkTo } from "./caption.js";
import { copy, save } from "./copy.js";
import { lightTheme } from "./light.js";
import { pngOf, seenPicture, stacked, svgText } from "./picture.js";
import { at } from "../../net/base.js";

/** @typedef {import("../text.js").Text} Text */
/** @typedef {import("./caption.js").Shown} Shown */

/** A record longer than this is downloaded, not copied. */
const mostCopied = 1 << 20;

class Menu {
  /** @param {{ box: HTMLDetailsElement, shown: Shown, text: Text }} options */
  constructor({ box, shown, text }) {
    this.box = box;
    this.shown = shown;
    this.view = shown.views[0];
    this.text = text;
    const list = /** @type {HTMLElement} */ (box.querySelector("[data-out-list]"));
    list.querySelector("[data-out-none]")?.remove();
    list.prepend(
      this.#item("png", () => this.#png()),
      this.#item("svg", () => this.#svg()),
      this.#item("print", () => print()),
      this.#item("link", () => this.#copy(linkTo(), "link")),
      ...(shown.views.length === 1 ? [this.#item("json", () => this.#json())] : []),
    );
    for (const link of list.querySelectorAll("a")) link.addEventListener("click", () => this.#close());
    dismissableDetails(box);
  }

  /** @param {string} name @param {() => void | Promise<void>} act */
  #item(name, act) {
    const button = element("button", { type: "button", "data-out-item": name }, this.text(`out.${name}`));
    button.addEventListener("click", async () => {
      this.#close();
      try {
        await act();
      } catch (error) {
        console.error(error);
        this.view.say(this.text("out.failed"));
      }
    });
    return button;
  }

  #close() {
    this.box.open = false;
    this.box.querySelector("summary")?.focus({ preventScroll: true });
  }

  /** @param {string} value @param {string} name */
  async #copy(value, name) {
    const { text, view } = this;
    await copy(value, { what: text(`out.what.${name}`), text, say: view.say });
  }

  /** What a picture is made of; none without a run. */
  #seen() {
    const { shown, view, text } = this;
    const pictures = shown.views.flatMap(({ timeline }) => seenPicture(timeline) ?? []);
    if (pictures.length < shown.views.length) return null;
    const picture = stacked(pictures, shown.names);
    return { picture, caption: captionOf(shown, text, linkTo()), theme: lightTheme(view.root) };
  }

  #svg() {
    const seen = this.#seen();
    if (!seen) return;
    const words = svgText(seen.picture, seen.caption, seen.theme);
    this.#saved(new Blob([words], { type: "image/svg+xml" }), "svg");
  }

  async #png() {
    const seen = this.#seen();
    if (seen) this.#saved(await pngOf(seen.picture, seen.caption, seen.theme), "png");
  }

  /** @param {Blob} blob @param {string} kind */
  #saved(blob, kind) {
    const { slug } = this.view.trace?.hello ?? {};
    const runs = this.shown.views.map(({ trace }) => trace?.hello.run ?? "");
    const name = `${[slug || "run", ...runs].join("-")}.${kind}`;
    save(blob, name);
    this.view.say(this.text("out.saved", name));
  }

  async #json() {
    const run = this.view.trace?.hello.run;
    if (!run) return;
    const answer = await fetch(at(`/api/runs/${encodeURIComponent(run)}`));
    const record = answer.ok ? await answer.text() : null;
    if (record === null || record.length > mostCopied) {
      this.view.say(this.text(record === null ? "out.failed" : "out.long"));
      return;
    }
    await this.#copy(record, "json");
  }
}

/**
 * createMenu fills the menu.
 * @param {{ box: HTMLDetailsElement, shown: Shown, text: Text }} options
 */
export function createMenu(options) {
  return new Menu(options);
}
