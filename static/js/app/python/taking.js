// Files that come in from the disk, and go out to it.

import { mostBytes } from "./files.js";
import { zipOf } from "./zip.js";

/**
 * @param {HTMLFormElement} form
 * @param {import("./files.js").PythonFiles} files
 * @param {() => void} changed
 */
export function wireTaking(form, files, changed) {
  const open = /** @type {HTMLInputElement} */ (form.querySelector("[data-open]"));
  /** @param {Iterable<File>} given */
  const take = async (given) => {
    for (const file of given) {
      if (file.size > mostBytes) continue;
      const text = (await file.text()).replaceAll("\r\n", "\n");
      files.put({ name: file.name, text, runs: file.name.endsWith(".py") });
    }
    changed();
  };
  open.addEventListener("change", () => {
    take([...(open.files ?? [])]);
    open.value = "";
  });
  form.addEventListener("dragover", (event) => event.preventDefault());
  form.addEventListener("drop", (event) => {
    const given = [...(event.dataTransfer?.files ?? [])];
    if (given.length === 0 || given.every((file) => file.name.endsWith(".json"))) return; // a stored run
    event.preventDefault();
    event.stopPropagation();
    take(given);
  });
  form.querySelector("[data-add]")?.addEventListener("click", () => {
    const made = files.add({ name: files.freeName(), text: "import socket\n", runs: true });
    made?.editor.area.focus();
    changed();
  });
  form.querySelector("[data-zip]")?.addEventListener("click", () => {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(zipOf(files.kept()));
    link.download = "programs.zip";
    link.click();
    URL.revokeObjectURL(link.href);
  });
}
