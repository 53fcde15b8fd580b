// Draws what the bytes could be, as the server does for pages without JavaScript.

import { element } from "../element.js";

/** @typedef {import("../../net/own.js").Candidate} Candidate */
/** @typedef {import("../text.js").Text} Text */

/**
 * @param {Candidate} candidate
 * @param {Text} text
 */
function candidateBox({ codec, name, reasons, alike }, text) {
  const take = { class: "button", type: "submit", name: "take", value: codec };
  const about = element("p", { class: "dim" }, ...reasons.map((reason) => element("span", {}, `${reason} `)));
  if (alike) {
    const others = alike.flatMap((other, i) => [i > 0 ? " · " : " ", element("code", {}, other)]);
    about.append(element("span", {}, text("own.alike"), ...others));
  }
  return element(
    "li",
    {},
    element("p", {}, element("button", take, element("code", {}, codec)), " ", element("strong", {}, name)),
    about,
  );
}

/**
 * foundBox lists candidates. A button takes the codec into the form.
 * @param {{ text: string, candidates: Candidate[] | null }} found
 * @param {Text} text
 */
export function foundBox(found, text) {
  const list = element("ol", { class: "own-candidates" });
  list.append(...(found.candidates ?? []).map((candidate) => candidateBox(candidate, text)));
  return element("div", { class: "card" }, element("p", {}, found.text), list);
}
