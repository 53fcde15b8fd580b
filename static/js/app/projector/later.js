// The way to projector mode: a button, a key, an address. The mode itself is loaded
// when it is used.

import { onKey } from "../keys/keys.js";
import { loaded, sheet } from "../later.js";

/** @typedef {import("../text.js").Text} Text */

/**
 * offerProjector lets the page of a run be shown on a projector; it returns what loads
 * the mode.
 * @param {{ page: ParentNode, view: import("../run/view.js").RunView, text: Text }} options
 */
export function offerProjector({ page, view, text }) {
  const button = page.querySelector("[data-projector]");
  if (!(button instanceof HTMLButtonElement)) return;
  /** @type {Promise<import("./projector.js").Projector> | null} */
  let loading = null;
  const make = async () => {
    const parts = Promise.all([import("./projector.js"), import("../replay/replay.js"), sheet("projector")]);
    const [{ Projector }, { Said }] = await loaded(parts, text);
    return new Projector({ button, view, text, said: new Said(text) });
  };
  const load = () => (loading ??= make());
  const turn = async () => (await load()).turn();
  button.disabled = false;
  button.addEventListener("click", turn);
  onKey("projector", turn);
  if (new URLSearchParams(location.search).has("projector")) turn();
  return load;
}
