// What the page orders: its programs, and the files beside each.

import { isName, mostBytes } from "./files.js";

/** @typedef {import("./files.js").PythonFile} PythonFile */
/** @typedef {{ name: string, text: string, runs: boolean }} Given */
/** @typedef {{ peer: string, file: PythonFile, files: [string, string][] }} Program */
/** @typedef {{ order: object, programs: Program[] }} Made */

/**
 * complaintOf says why files cannot be run; empty where they can.
 * @param {Given[]} files
 * @param {number} mostPrograms
 * @param {import("../text.js").Text} text
 */
export function complaintOf(files, mostPrograms, text) {
  const programs = files.filter(({ runs }) => runs);
  if (programs.length === 0) return text("python.none");
  if (programs.length > mostPrograms) return text("python.toomany", mostPrograms, 8);
  const names = files.map(({ name }) => name);
  const wrong = names.find((name, i) => !isName(name) || names.indexOf(name) !== i);
  if (wrong !== undefined) return text("python.names", wrong || "?");
  const large = files.find((file) => new TextEncoder().encode(file.text).length > mostBytes);
  return large ? text("python.toolarge", large.name) : "";
}

/**
 * orderOf makes the order of files.
 * @param {import("./files.js").PythonFiles} files
 * @param {{ lesson: string, own: string }} mixed the peer of a lesson that the reader writes
 * @returns {Made}
 */
export function orderOf(files, { lesson, own }) {
  const beside = files.beside().map(({ name, text }) => ({ name, text }));
  const given = (/** @type {PythonFile} */ file) =>
    /** @type {[string, string][]} */ ([
      [file.name, file.text],
      ...beside.map(({ name, text }) => [name, text]),
    ]);
  const programs = files.programs();
  if (own) {
    const [file] = programs;
    return {
      order: { experiment: lesson, own: { [own]: file.text } },
      programs: [{ peer: own, file, files: [[`${own}.py`, file.text]] }],
    };
  }
  return {
    order: {
      programs: programs.map(({ name, text }) => ({
        name,
        text,
        ...(beside.length > 0 && { files: beside }),
      })),
    },
    programs: programs.map((file) => ({ peer: file.name, file, files: given(file) })),
  };
}

/**
 * filesOfOrder reads the files of a run's order back; null where it had none.
 * @param {any} order
 * @returns {import("./files.js").Kept[] | null}
 */
export function filesOfOrder(order) {
  if (!Array.isArray(order?.programs)) return null;
  /** @type {Map<string, import("./files.js").Kept>} */
  const found = new Map();
  for (const { name, text, files = [] } of order.programs) {
    found.set(name, { name, text, runs: true });
    for (const file of files) if (!found.has(file.name)) found.set(file.name, { ...file, runs: false });
  }
  return [...found.values()];
}
