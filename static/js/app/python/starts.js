// What to start from: an exercise, a lesson, or what was written here before.

import { element } from "../element.js";
import { drafts } from "./keeping.js";

/**
 * wireStart has the choice lead to its programs.
 * @param {HTMLFormElement} form
 * @param {{ text: import("../text.js").Text, files: import("./files.js").PythonFiles, changed: () => void }} page
 */
export function wireStart(form, { text, files, changed }) {
  const choice = /** @type {HTMLSelectElement} */ (form.querySelector("[data-start-choice]"));
  const own = drafts();
  if (own.length > 0) {
    const group = element("optgroup", { label: text("python.drafts") });
    for (const [n, draft] of own.entries()) {
      const when = new Date(draft.atMs).toLocaleString(document.documentElement.lang);
      const names = draft.files.map(({ name }) => name).join(", ");
      group.append(element("option", { value: `#${n}` }, `${names} · ${when}`));
    }
    choice.append(group);
  }
  choice.addEventListener("change", () => {
    const { value } = choice;
    if (value.startsWith("#")) {
      files.replace(own[Number(value.slice(1))].files);
      choice.value = "";
      changed();
    } else if (value) location.assign(choice.selectedOptions[0].dataset.address ?? "");
  });
}
