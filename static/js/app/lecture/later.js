// The way to lecture mode: a button, a key, an address. The mode is loaded when it is used.

import { onKey } from "../keys/keys.js";
import { loaded, sheet } from "../later.js";

/**
 * offerLecture lets a lesson be shown to a class step by step.
 * @param {{ projector: (() => Promise<import("../projector/projector.js").Projector>) | undefined } & Omit<import("./lecture.js").Class, "button" | "projector">} options
 */
export function offerLecture({ projector, ...of }) {
  const button = document.querySelector("button[data-lecture]");
  if (!(button instanceof HTMLButtonElement) || !projector) return;
  /** @type {Promise<import("./lecture.js").Lecture> | null} */
  let loading = null;
  const make = async () => {
    const parts = Promise.all([import("./lecture.js"), projector(), sheet("lecture")]);
    const [{ Lecture }, mode] = await loaded(parts, of.text);
    return new Lecture({ ...of, button, projector: mode });
  };
  const begin = async () => {
    const lecture = await (loading ??= make());
    if (lecture.step) lecture.of.projector.turn();
    else lecture.begin();
  };
  button.disabled = false;
  button.addEventListener("click", begin);
  onKey("lecture", begin);
  if (new URLSearchParams(location.search).has("lecture")) begin();
}
