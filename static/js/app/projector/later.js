// The way to projector mode: a button, a key, an address. The mode itself is loaded
// when it is used.

import { isWriting } from "../drawer.js";
import { loaded, sheet } from "../later.js";

/** @typedef {import("../text.js").Text} Text */

/** The key of the mode. */
const key = "p";

/**
 * offerProjector lets the page of a run be shown on a projector.
 * @param {{ page: ParentNode, view: import("../run/view.js").RunView, text: Text }} options
 */
export function offerProjector({ page, view, text }) {
  const button = page.querySelector("[data-projector]");
  if (!(button instanceof HTMLButtonElement)) return;
  /** @type {Promise<import("./projector.js").Projector> | null} */
  let loading = null;
  const load = async () => {
    const parts = Promise.all([import("./projector.js"), import("../replay/replay.js"), sheet("projector")]);
    const [{ Projector }, { Said }] = await loaded(parts, text);
    return new Projector({ button, view, text, said: new Said(text) });
  };
  const turn = async () => (await (loading ??= load())).turn();
  button.disabled = false;
  button.addEventListener("click", turn);
  document.addEventListener("keydown", (press) => {
    if (press.key !== key || press.ctrlKey || press.metaKey || press.altKey) return;
    if (!press.defaultPrevented && !isWriting(press.target)) turn();
  });
  if (new URLSearchParams(location.search).has("projector")) turn();
}
