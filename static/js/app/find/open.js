// The way to finding: a button, keys, an address. The rest is loaded when it is
// used.

import { element } from "../element.js";
import { icon } from "../icon.js";
import { onKey } from "../keys/keys.js";
import { laterPart, loaded } from "../later.js";

/** @typedef {import("../text.js").Text} Text */
/** @typedef {import("../../model/target.js").Target} Target */
/** @typedef {ReturnType<typeof import("./find.js").createFind>} Find */

/** What keys find. @type {readonly import("../../input/keys.js").FindKey[]} */
const finding = ["open", "next", "before", "sticky", "sticky.before"];

/**
 * queryOf reads what an address looks for.
 * @param {string} search
 */
export const queryOf = (search) => new URLSearchParams(search).get("find") ?? "";

/**
 * createFindPart offers to find something in a run.
 * @param {{ box: HTMLElement, text: Text, view: () => import("./find.js").Seen }} options
 */
export function createFindPart({ box, text, view }) {
  const key = element("kbd", { "aria-hidden": "true" }, "/");
  const label = text("find.open");
  const open = element("button", { type: "button", class: "find-open", "aria-label": label, title: label, "aria-keyshortcuts": "/" }, icon("find"), key); // prettier-ignore
  box.replaceChildren(open);
  box.hidden = true;
  let isOpen = queryOf(location.search) !== "";
  /** @type {Find | null} */
  let find = null;
  /** @type {import("../../input/keys.js").FindKey | null} */
  let pending = null;
  const load = async () => {
    const { createFind } = await loaded(import("./find.js"), text);
    const made = createFind({ box, open, text, view: view(), typed: queryOf(location.search) });
    find = made;
    // what was asked for meanwhile is done when it knows the run and the selection
    if (pending) setTimeout(made.act.bind(made), 0, pending);
    return made;
  };
  const part = laterPart(load, () => isOpen);
  const act = (/** @type {import("../../input/keys.js").FindKey} */ wanted) => {
    if (box.hidden) return false;
    if (find) find.act(wanted);
    else {
      pending = wanted;
      isOpen = true;
      part.look();
    }
    return true;
  };
  open.addEventListener("click", () => act("open"));
  for (const wanted of finding) onKey(`find.${wanted}`, () => act(wanted));
  return {
    ...part,
    /** @param {import("../../model/trace.js").Trace} trace */
    show(trace) {
      box.hidden = false;
      part.show(trace);
    },
  };
}
