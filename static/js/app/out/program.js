// A whole program as it stands on the page, to be run elsewhere.

import { copy, save } from "./copy.js";

/**
 * takeProgram copies or saves the program that a button belongs to.
 * @param {Element} button
 * @param {import("../text.js").Text} text
 * @param {(sentence: string) => void} say
 */
export async function takeProgram(button, text, say) {
  const name = button.closest("[data-program]")?.getAttribute("data-program") ?? "program.py";
  const source = `${(button.closest(".whole")?.querySelector("pre")?.textContent ?? "").trim()}\n`;
  if (button.getAttribute("data-program-out") === "copy")
    return copy(source, { what: text("out.what.program", name), text, say });
  save(new Blob([source], { type: "text/x-python" }), name);
  say(text("out.saved", name));
}
