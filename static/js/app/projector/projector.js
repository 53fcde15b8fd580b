// Projector mode: the question or the finding, the timeline over the whole window, Run
// and the replay, in larger type. Nothing on the page is moved or made anew for it: its
// style sheet shows fewer of the same things. So the run, what is selected, the moment
// and the range stay as they are.

import { onKey } from "../keys/keys.js";

/** @typedef {import("../text.js").Text} Text */

/** What the mode is called in an address; later.js has the same. */
const name = "projector";

/**
 * withProjector returns an address that asks for the mode, or does not.
 * @param {string} href
 * @param {boolean} on
 */
export function withProjector(href, on) {
  const url = new URL(href);
  if (on) url.searchParams.set(name, "1");
  else url.searchParams.delete(name);
  return url.href;
}

export class Projector {
  isOn = false;
  /** Whether the window is filled for it: then to leave the one is to leave the other. */
  #fills = false;
  /** What else changes with the mode. @type {(on: boolean) => void} */
  onTurn = () => {};

  /** @param {{ button: HTMLElement, view: import("../run/view.js").RunView, text: Text, said: import("../replay/said.js").Said }} options */
  constructor({ button, view, text, said }) {
    this.button = button;
    this.view = view;
    this.text = text;
    view.section.append(said.box);
    view.add(said);
    document.addEventListener("fullscreenchange", () => {
      const left = this.#fills && !document.fullscreenElement;
      this.#fills = document.fullscreenElement !== null;
      if (left && this.isOn) this.turn();
    });
    onKey("back", () => this.isOn && this.turn());
  }

  /** turn goes into the mode, or leaves it. */
  turn() {
    if (!this.isOn && matchMedia("(max-width: 720px)").matches) return; // a telephone is no projector
    this.isOn = !this.isOn;
    document.documentElement.toggleAttribute("data-projector", this.isOn);
    this.button.setAttribute("aria-pressed", String(this.isOn));
    history.replaceState(history.state, "", withProjector(location.href, this.isOn));
    this.#fill();
    this.onTurn(this.isOn);
    this.view.say(this.text(this.isOn ? "projector.on" : "projector.off"));
  }

  /**
   * fill has the page fill the screen. Where the browser does not allow it, for it was
   * not asked for by hand, the page fills its window.
   */
  #fill() {
    if (!this.isOn && document.fullscreenElement) document.exitFullscreen();
    if (this.isOn && navigator.userActivation?.isActive)
      document.documentElement.requestFullscreen?.().catch(() => {});
  }
}
