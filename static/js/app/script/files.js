// The files that a script sends by name: chosen below it, or dropped on it. They stay in
// the browser until a run starts, and go with it.

import { element } from "../element.js";

/** @typedef {import("../text.js").Text} Text */
/** @typedef {import("../../model/trace.js").Order} Order */

/**
 * createFiles offers to bring files along.
 * @param {HTMLTextAreaElement} area the script
 * @param {Text} text
 */
export function createFiles(area, text) {
  /** @type {Map<string, File>} */
  const chosen = new Map();
  const input = /** @type {HTMLInputElement} */ (
    element("input", { type: "file", multiple: "", "data-script-files": "" })
  );
  const list = element("ul", { class: "script-files" });
  area.after(element("label", { class: "drafts" }, text("files.title"), " ", input), list);

  const draw = () => {
    list.hidden = chosen.size === 0;
    const rows = [...chosen.values()].map((file) => {
      const remove = element("button", { type: "button", class: "quiet" }, text("files.remove", file.name));
      remove.addEventListener("click", () => {
        chosen.delete(file.name);
        draw();
        input.focus();
      });
      const code = element("code", {}, `send file ${JSON.stringify(file.name)}`);
      return element("li", {}, code, ` · ${text("files.bytes", file.size)} `, remove);
    });
    list.replaceChildren(...rows, element("li", { class: "dim" }, text("files.link")));
  };
  /** @param {Iterable<File> | null | undefined} files */
  const take = (files) => {
    for (const file of files ?? []) chosen.set(file.name, file);
    draw();
  };
  input.addEventListener("change", () => {
    take(input.files);
    input.value = "";
  });
  area.addEventListener("drop", (event) => {
    const files = [...(event.dataTransfer?.files ?? [])];
    if (files.length === 0 || files.every((file) => file.name.endsWith(".json"))) return; // a stored run
    event.preventDefault();
    event.stopPropagation();
    take(files);
  });
  draw();
  return {
    /**
     * carry gives the order with the files, where there are some.
     * @template {Order} T
     * @param {T} order
     */
    carry: (order) => {
      if (chosen.size === 0) return order;
      const form = new FormData();
      form.append("order", JSON.stringify(order));
      for (const file of chosen.values()) form.append("file", file, file.name);
      return form;
    },
  };
}
