// Draws the parameters of a codec, as the server does for pages without JavaScript.

import { element } from "../element.js";

/**
 * fieldBox is a parameter with what it means and what others call it.
 * @param {import("../../net/own.js").Field} field
 * @param {boolean} wrong
 */
export function fieldBox({ name, id, kind, value, label, about, netty, tokio }, wrong) {
  const input = element("input", { id, name: id, "aria-describedby": `${id}-about` });
  if (!(input instanceof HTMLInputElement)) throw new TypeError("an input is no input");
  input.type = { number: "number", flag: "checkbox" }[kind] ?? "text";
  if (kind === "flag") input.checked = value !== "";
  else {
    input.value = value;
    input.setAttribute("aria-invalid", String(wrong));
  }
  if (kind !== "flag" && kind !== "number") {
    input.spellcheck = false;
    input.setAttribute("autocapitalize", "off");
  }
  const words = element("small", { id: `${id}-about`, class: "dim" }, about);
  for (const [library, called] of [
    ["Netty", netty],
    ["tokio", tokio],
  ]) {
    if (called)
      words.append(" ", element("span", { class: "elsewhere" }, `${library} `, element("code", {}, called)));
  }
  return element(
    "div",
    { class: "framing-field", "data-field": name },
    element("label", { for: id }, label),
    input,
    words,
  );
}
