// The files of the page: each has an editor, and what its program prints below it.

import { createEditor } from "./editor.js";

/** @typedef {{ name: string, text: string, runs: boolean }} Kept */

/** The most bytes of a file, as POST /api/runs has it. */
export const mostBytes = 64 << 10;

export class PythonFile {
  /**
   * @param {HTMLElement} card
   * @param {() => void} onChange
   */
  constructor(card, onChange) {
    this.card = card;
    this.editor = createEditor(this.find("editor"));
    this.nameField = /** @type {HTMLInputElement} */ (this.find("name"));
    this.box = /** @type {HTMLInputElement} */ (this.find("run-this"));
    for (const field of [this.editor.area, this.nameField]) field.addEventListener("input", onChange);
    this.box.addEventListener("change", () => {
      this.card.dataset.runs = String(this.box.checked);
      onChange();
    });
  }

  /** @param {string} name @returns {HTMLElement} */
  find(name) {
    return /** @type {HTMLElement} */ (this.card.querySelector(`[data-${name}]`));
  }

  get name() {
    return this.nameField.value.trim();
  }

  get text() {
    return this.editor.area.value;
  }

  get runs() {
    return this.box.checked;
  }

  /** @param {Kept} kept */
  fill({ name, text, runs }) {
    this.nameField.value = name;
    this.box.checked = runs;
    this.card.dataset.runs = String(runs);
    this.editor.set(text);
  }

  /** @returns {Kept} */
  kept() {
    return { name: this.name, text: this.text, runs: this.runs };
  }
}

export class PythonFiles {
  /** @type {PythonFile[]} */
  all = [];

  /**
   * @param {HTMLFormElement} form
   * @param {{ onChange: () => void, onAdd: (file: PythonFile) => void }} on
   */
  constructor(form, { onChange, onAdd }) {
    this.onChange = onChange;
    this.onAdd = onAdd;
    this.list = /** @type {HTMLElement} */ (form.querySelector("[data-files]"));
    this.template = /** @type {HTMLTemplateElement} */ (form.querySelector("[data-file-template]"));
    this.mostFiles = Number(form.dataset.mostFiles);
    this.mostPrograms = Number(form.dataset.mostPrograms);
    for (const card of this.list.querySelectorAll("[data-file]"))
      this.#take(/** @type {HTMLElement} */ (card));
  }

  /** @param {HTMLElement} card */
  #take(card) {
    const file = new PythonFile(card, this.onChange);
    this.all.push(file);
    file.find("remove").addEventListener("click", () => {
      this.#drop(file);
      this.onChange();
    });
    this.onAdd(file);
    return file;
  }

  /** @param {PythonFile} file */
  #drop(file) {
    this.all.splice(this.all.indexOf(file), 1);
    file.card.remove();
  }

  /** @param {Kept} kept */
  add(kept) {
    if (this.all.length >= this.mostFiles) return null;
    const copy = /** @type {DocumentFragment} */ (this.template.content.cloneNode(true));
    const card = /** @type {HTMLElement} */ (copy.querySelector("[data-file]"));
    this.list.append(copy);
    const file = this.#take(card);
    file.fill(kept);
    return file;
  }

  /** @param {Kept[]} files */
  replace(files) {
    for (const file of [...this.all]) this.#drop(file);
    for (const file of files) this.add(file);
  }

  /** Puts a file's text in the place of one with its name, or beside the others. @param {Kept} kept */
  put(kept) {
    const same = this.all.find(({ name }) => name === kept.name);
    if (!same) return this.add(kept);
    same.fill({ ...kept, runs: same.runs });
    return same;
  }

  programs() {
    return this.all.filter(({ runs }) => runs);
  }

  /** Files that lie beside every program. */
  beside() {
    return this.all.filter(({ runs, name }) => !runs && name);
  }

  /** A name that no file has. */
  freeName() {
    for (let n = 1; ; n++) {
      const name = n === 1 ? "program.py" : `program${n}.py`;
      if (this.all.every((file) => file.name !== name)) return name;
    }
  }

  kept() {
    return this.all.map((file) => file.kept());
  }
}

/**
 * isKept checks what was stored or shared: somebody else may have written it.
 * @param {any} value
 * @returns {value is Kept[]}
 */
export function isKept(value) {
  return (
    Array.isArray(value) &&
    value.length > 0 &&
    value.length <= 8 &&
    value.every(
      (file) =>
        typeof file?.name === "string" &&
        file.name.length <= 64 &&
        typeof file.text === "string" &&
        file.text.length <= mostBytes &&
        typeof file.runs === "boolean",
    )
  );
}

/** The name of a file as the lab takes it: no path, nothing that hides it. @param {string} name */
export const isName = (name) =>
  name.length > 0 &&
  new TextEncoder().encode(name).length <= 64 &&
  !/^\.|[/\\:*?"<>|\u0000-\u001f]/.test(name);
