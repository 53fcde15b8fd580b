// The buttons that copy what is selected: its bytes, and a link to it.

import { createLive } from "../../a11y/live.js";
import { eventTarget, targetText } from "../../model/target.js";
import { element } from "../element.js";
import { loaded } from "../later.js";

/** @typedef {import("../text.js").Text} Text */

/** @type {readonly ("text" | "hex" | "python")[]} */
const forms = ["text", "hex", "python"];

/**
 * copiesOf makes the buttons of an event; without bytes there is a link alone.
 * @param {number} seq
 * @param {Uint8Array | null} bytes
 * @param {Text} text
 */
export function copiesOf(seq, bytes, text) {
  const say = createLive(document.body);
  const taking = () => loaded(import("../out/taking.js"), text);
  const buttons = (bytes ? forms : []).map((form) =>
    button(form, text(`inspect.copy.${form}.for`), text, async () => {
      if (bytes) await (await taking()).copyBytes(bytes, form, text, say);
    }),
  );
  const link = button("link", text("inspect.copy.link.for", seq), text, async () => {
    const url = new URL(location.href);
    url.searchParams.set("sel", targetText(eventTarget(seq)));
    await (await taking()).copy(url.href, { what: text("out.what.event", seq), text, say });
  });
  return element("p", { class: "copies", "data-copies": "" }, text("inspect.copy"), ...buttons, link);
}

/**
 * @param {string} name
 * @param {string} about
 * @param {Text} text
 * @param {() => Promise<void>} act
 */
function button(name, about, text, act) {
  const made = element("button", { type: "button", class: "quiet", "data-copy": name, "aria-label": about, title: about }, text(`inspect.copy.${name}`)); // prettier-ignore
  made.addEventListener("click", act);
  return made;
}
