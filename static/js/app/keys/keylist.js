// The list of keys: a dialog, made from the table of keys. Only keys that do something
// on this page are in it.

import { keys } from "../../input/keys.js";
import { element } from "../element.js";
import { icon } from "../icon.js";
import { doesSomething, hasSigns, keepSigns } from "./keys.js";

/** @typedef {import("../text.js").Text} Text */
/** @typedef {import("../../input/keys.js").Key} Key */

/** The parts of the list, and what a page has where their keys hold. @type {readonly [import("../../input/keys.js").Where, string][]} */
const parts = [
  ["page", "body"],
  ["run", "[data-find]"],
  ["timeline", "[data-timeline]"],
];

/** @type {Readonly<Record<string, string>>} */
const caps = { ArrowRight: "→", ArrowLeft: "←", ArrowUp: "↑", ArrowDown: "↓", Enter: "Enter", Escape: "Esc" };

/**
 * capOf writes a chord as it stands on keys: letters are capitals, and a capital
 * itself is a letter with Shift.
 * @param {string} chord
 * @param {Text} text
 */
export function capOf(chord, text) {
  return chord
    .split(/(?<=.)\+/)
    .map((part) => {
      if (part === " ") return text("keys.space");
      if (/^[A-Z]$/.test(part)) return `Shift ${part}`;
      return caps[part] ?? (part.length === 1 ? part.toUpperCase() : part);
    })
    .join(" ");
}

/**
 * listed are the keys of a part that do something.
 * @param {import("../../input/keys.js").Where} where
 * @param {(name: string) => boolean} does
 */
export function listed(where, does) {
  return keys.filter((key) => key.where === where && (where !== "page" || does(key.name)));
}

/** @param {Key} key @param {Text} text */
function row({ name, chords }, text) {
  const shown = chords.flatMap((chord, n) => [n > 0 ? " " : "", element("kbd", {}, capOf(chord, text))]);
  return element("div", {}, element("dt", {}, ...shown), element("dd", {}, text(`keys.${name}`)));
}

/** @param {Text} text */
function signs(text) {
  const box = /** @type {HTMLInputElement} */ (element("input", { type: "checkbox", "data-keys-signs": "" }));
  box.checked = hasSigns();
  box.addEventListener("change", () => keepSigns(box.checked));
  return element("label", { class: "signs" }, box, element("span", {}, text("keys.signs")));
}

/** @param {Text} text */
function makeList(text) {
  const name = text("keys.close");
  const close = element(
    "button",
    { type: "button", class: "tool", "aria-label": name, title: name },
    icon("close"),
  );
  const title = element("h2", { id: "keys-title" }, text("keys.title"));
  const sections = parts
    .filter(([, there]) => document.querySelector(there))
    .map(([where]) =>
      element(
        "section",
        { "data-keys-of": where },
        element("h3", {}, text(`keys.on.${where}`)),
        element("dl", {}, ...listed(where, doesSomething).map((key) => row(key, text))),
      ),
    );
  const list = /** @type {HTMLDialogElement} */ (
    element("dialog", { class: "keys", "aria-labelledby": "keys-title", "data-keys-list": "" })
  );
  list.append(
    element("header", {}, title, close),
    signs(text),
    element("div", { class: "parts" }, ...sections),
  );
  close.addEventListener("click", () => list.close());
  list.addEventListener("click", ({ target }) => target === list && list.close());
  list.addEventListener("close", () => list.remove());
  return list;
}

/** showKeys opens the list; when it is closed the focus goes back where it was. @param {Text} text */
export function showKeys(text) {
  if (document.querySelector("dialog[open]")) return;
  const list = makeList(text);
  document.body.append(list);
  list.showModal();
}
