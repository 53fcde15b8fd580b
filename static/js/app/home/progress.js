// The two buttons below the map: progress as a file, out and in.

import { loaded } from "../later.js";
import { progress } from "../progress/store.js";

/** @typedef {import("../text.js").Text} Text */

/**
 * wireProgressFile brings the buttons to life.
 * @param {{ slug: string, title: string }[]} lessons
 * @param {Text} text
 * @param {(sentence: string) => void} say
 */
export function wireProgressFile(lessons, text, say) {
  const row = document.querySelector("[data-progress]");
  const out = row?.querySelector("[data-progress-out]");
  const file = row?.querySelector("[data-progress-in]");
  const note = row?.querySelector("[data-progress-note]");
  if (!(out instanceof HTMLButtonElement) || !(file instanceof HTMLInputElement) || !note) return;
  const files = () => loaded(import("../progress/file.js"), text);
  out.disabled = Object.values(progress()).every((part) => Object.keys(part).length === 0);
  out.addEventListener("click", async () => (await files()).saveProgress(lessons));
  file.addEventListener("change", async () => {
    const chosen = file.files?.[0];
    if (!chosen) return;
    const wrong = await (await files()).takeProgress(chosen, text);
    file.value = "";
    if (!wrong) return location.reload();
    note.textContent = wrong;
    say(wrong);
  });
}
