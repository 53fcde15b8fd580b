// The way to finding: a button, keys, an address. The rest is loaded when it is
// used.

import { element } from "../element.js";
import { icon } from "../icon.js";
import { onKey } from "../keys/keys.js";
import { laterPart, loaded } from "../later.js";

/** @typedef {import("../text.js").Text} Text */
/** @typedef {import("../../model/target.js").Target} Target */
/** @typedef {ReturnType<typeof import("./find.js").createFind>} Find */
/** @typedef {import("../../input/keys.js").FindKey} FindKey */

/** What keys find. @type {readonly FindKey[]} */
const finding = ["open", "next", "before", "sticky", "sticky.before"];

/**
 * queryOf reads what an address looks for.
 * @param {string} search
 */
export const queryOf = (search) => new URLSearchParams(search).get("find") ?? "";

/**
 * keepTyped keeps what is typed before its field is there; the function that it returns
 * stops it and returns what came.
 */
function keepTyped() {
  let typed = "";
  const keep = (/** @type {KeyboardEvent} */ press) => {
    if (press.ctrlKey || press.metaKey || press.altKey || press.key.length > 1) return;
    typed += press.key;
    press.preventDefault();
    press.stopImmediatePropagation(); // no letter is a key of the page now
  };
  addEventListener("keydown", keep, true);
  return () => {
    removeEventListener("keydown", keep, true);
    return typed;
  };
}

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
  /** @type {FindKey | null} */
  let pending = null;
  const load = async () => {
    const typed = pending === "open" ? keepTyped() : () => "";
    try {
      const { createFind } = await loaded(import("./find.js"), text);
      const made = createFind({ box, open, text, view: view(), typed: queryOf(location.search) });
      find = made;
      // what was asked for meanwhile is done when it knows the run and the selection
      if (pending) setTimeout((/** @type {FindKey} */ wanted) => made.act(wanted, typed()), 0, pending);
      return made;
    } catch (error) {
      typed();
      throw error;
    }
  };
  const part = laterPart(load, () => isOpen);
  const act = (/** @type {FindKey} */ wanted) => {
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
  const lectured = () => "lecture" in document.documentElement.dataset; // its keys go through the steps
  for (const wanted of finding) onKey(`find.${wanted}`, () => !lectured() && act(wanted));
  return {
    ...part,
    /** @param {import("../../model/trace.js").Trace} trace */
    show(trace) {
      box.hidden = false;
      part.show(trace);
    },
  };
}
