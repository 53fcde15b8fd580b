// Progress as a file: what this browser remembers of lessons, to be kept, handed in, or
// taken along to another browser.

import { element } from "../element.js";
import { guesses, lessonsRun, remember } from "../memory.js";

/** @typedef {import("../memory.js").Guessed} Guessed */
/** @typedef {import("../text.js").Text} Text */

/**
 * Line is what is known of one lesson: whether it was run, the choice (from 1) that its
 * question was answered with, and whether the first judged one was right.
 * @typedef {{ lesson: string, title?: string, run: boolean, choice?: number, right?: boolean }} Line
 */

const kind = "stickylab progress";

/** A file that is longer holds no progress. */
const maxBytes = 1 << 20;

/**
 * linesOf lists what is known, in the order of the course.
 * @param {{ slug: string, title: string }[]} lessons
 * @param {string[]} run
 * @param {Record<string, Guessed>} guessed
 * @returns {Line[]}
 */
export function linesOf(lessons, run, guessed) {
  return lessons
    .filter(({ slug }) => run.includes(slug) || guessed[slug])
    .map(({ slug, title }) => {
      const { choice = -1, right } = guessed[slug] ?? {};
      return {
        lesson: slug,
        title,
        run: run.includes(slug),
        ...(choice >= 0 && { choice: choice + 1 }),
        ...(right !== undefined && { right }),
      };
    });
}

/** @param {Line[]} lessons */
export const fileOf = (lessons) => JSON.stringify({ kind, version: 1, lessons }, null, 2) + "\n";

/**
 * readFile returns the lines of a file; null where it is no file of progress.
 * @param {string} text
 * @returns {Line[] | null}
 */
export function readFile(text) {
  let read;
  try {
    read = JSON.parse(text);
  } catch {
    return null;
  }
  if (read?.kind !== kind || read.version !== 1 || !Array.isArray(read.lessons)) return null;
  return read.lessons.filter((/** @type {any} */ line) => typeof line?.lesson === "string");
}

/**
 * merged adds the lines of a file to what is known; what is known stays.
 * @param {Line[]} lines
 * @param {string[]} run
 * @param {Record<string, Guessed>} guessed
 */
export function merged(lines, run, guessed) {
  const added = lines.filter(({ lesson, run: was }) => was === true && !run.includes(lesson));
  const all = { ...guessed };
  for (const { lesson, choice, right } of lines) {
    if (all[lesson] || typeof choice !== "number" || !Number.isInteger(choice) || choice < 1) continue;
    all[lesson] = { choice: choice - 1, ...(typeof right === "boolean" && { right }) };
  }
  return { run: [...added.map(({ lesson }) => lesson), ...run], guessed: all };
}

/** @param {string} text */
function download(text) {
  const href = URL.createObjectURL(new Blob([text], { type: "application/json" }));
  element("a", { href, download: "stickylab-progress.json" }).click();
  setTimeout(() => URL.revokeObjectURL(href));
}

/**
 * wireProgressFile brings the two buttons below the map to life.
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
  const lines = () => linesOf(lessons, lessonsRun(), guesses());
  out.disabled = lines().length === 0;
  out.addEventListener("click", () => download(fileOf(lines())));
  file.addEventListener("change", async () => {
    const chosen = file.files?.[0];
    if (!chosen) return;
    const read = chosen.size <= maxBytes ? readFile(await chosen.text()) : null;
    file.value = "";
    if (read) {
      const { run, guessed } = merged(read, lessonsRun(), guesses());
      if (remember("done", run) && remember("guesses", guessed)) return location.reload();
    }
    note.textContent = text(read ? "progress.forgetful" : "progress.wrong");
    say(note.textContent);
  });
}
