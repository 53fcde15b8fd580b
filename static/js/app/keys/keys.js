// What a page does with its keys. Each module says what one of them does here; which
// key that is says the table in input/keys.js.

import { isSign, keyOf, useSigns } from "../../input/keys.js";
import { loaded, sheet } from "../later.js";
import { recall, remember } from "../memory.js";

/** @typedef {import("../text.js").Text} Text */

/** What is remembered of a reader who wants no letters and signs as keys. */
const remembered = "keys.signs";

/** hasSigns reports whether the reader wants letters and signs as keys. */
export const hasSigns = () => recall(remembered, /** @type {unknown} */ (true)) !== false;

/** keepSigns has letters and signs be keys or not, in later visits too. @param {boolean} on */
export function keepSigns(on) {
  useSigns(on);
  remember(remembered, on);
}

/** By the name of a key, the last one first. @type {Map<string, ((press: KeyboardEvent) => unknown)[]>} */
const acts = new Map();

/**
 * onKey has a key do something on this page. An act that answers false did nothing,
 * and leaves the key to others.
 * @param {string} name
 * @param {(press: KeyboardEvent) => unknown} act
 */
export function onKey(name, act) {
  acts.set(name, [act, ...(acts.get(name) ?? [])]);
}

/** doesSomething reports whether a key has something to do here. @param {string} name */
export const doesSomething = (name) => acts.has(name);

/**
 * isWriting reports whether keys are text where they are pressed.
 * @param {EventTarget | null} target
 */
function isWriting(target) {
  if (!(target instanceof HTMLElement)) return false;
  return (
    target.isContentEditable || target.matches("input:not([type=radio], [type=checkbox]), textarea, select")
  );
}

/**
 * wireKeys listens for the keys of a page, and lets them be shown. A dialog that is
 * open has the keyboard to itself.
 * @param {Document} page
 * @param {Text} text
 */
export function wireKeys(page, text) {
  useSigns(hasSigns());
  page.addEventListener("keydown", (press) => {
    if (press.defaultPrevented || page.querySelector("dialog[open]")) return;
    if (isSign(press.key) && isWriting(press.target)) return;
    const key = keyOf(press, ["page", "run"]);
    if (key && acts.get(key.name)?.some((act) => act(press) !== false)) press.preventDefault();
  });
  const show = async () => {
    const parts = Promise.all([import("./keylist.js"), sheet("keylist")]);
    const [{ showKeys }] = await loaded(parts, text);
    showKeys(text);
  };
  const button = page.querySelector("[data-keys]");
  if (button instanceof HTMLButtonElement) {
    button.disabled = false;
    button.addEventListener("click", show);
  }
  onKey("list", () => void show());
  const run = page.getElementById("run"); // on every page that runs something
  if (run instanceof HTMLButtonElement) onKey("run", () => run.click());
}
