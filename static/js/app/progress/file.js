// Progress as a file: what this browser remembers of the course, to be kept, handed in,
// or taken along to another browser. A file that is opened adds to what is known, and
// what is known stays: the first judged guess counts wherever it was made.

import { element } from "../element.js";
import { keep, progress } from "./store.js";

/** @typedef {import("./store.js").Progress} Progress */
/** @typedef {import("../text.js").Text} Text */

/**
 * Line is what is known of one lesson: whether it was run, the choice (from 1) that its
 * question was answered with, and whether the first judged one was right.
 * @typedef {{ lesson: string, title?: string, run: boolean, choice?: number, right?: boolean }} Line
 */

/**
 * Saved is the content of a file.
 * @typedef {object} Saved
 * @property {Line[]} lessons
 * @property {string[]} exercises those that were done
 * @property {{ part: number, right: number, of: number }[]} quizzes
 */

/** Wrong says what cannot be read: its text, and where. @typedef {{ wrong: string, where: string[] }} Wrong */

const kind = "stickylab progress";
const version = 2;

/** A file that is longer holds no progress. */
export const maxBytes = 1 << 20;

/** What a list of a file holds at most: a course has some 50 lessons. */
const maxLines = 1000;

/** The names of lessons and exercises. */
const slug = /^[a-z0-9-]{1,64}$/;

/**
 * savedOf is what is known as a file has it, its lessons in the order of the course.
 * @param {{ slug: string, title: string }[]} lessons
 * @param {Progress} known
 * @returns {Saved}
 */
export function savedOf(lessons, { run, guesses, exercises, quizzes }) {
  const lines = lessons
    .filter(({ slug }) => run.includes(slug) || guesses[slug])
    .map(({ slug, title }) => {
      const { choice = -1, right } = guesses[slug] ?? {};
      return {
        lesson: slug,
        title,
        run: run.includes(slug),
        ...(choice >= 0 && { choice: choice + 1 }),
        ...(right !== undefined && { right }),
      };
    });
  const parts = Object.entries(quizzes).map(([part, { right, of }]) => ({ part: Number(part), right, of }));
  return { lessons: lines, exercises, quizzes: parts };
}

/** @param {Saved} saved */
export const fileOf = (saved) => JSON.stringify({ kind, version, ...saved }, null, 2) + "\n";

/** @param {any} line @param {string} where @returns {Wrong | null} */
function wrongLine(line, where) {
  if (typeof line !== "object" || line === null) return { wrong: "progress.not.object", where: [where] };
  if (!slug.test(line.lesson)) return { wrong: "progress.not.slug", where: [`${where}.lesson`] };
  if (typeof line.run !== "boolean") return { wrong: "progress.not.bool", where: [`${where}.run`] };
  if (line.right !== undefined && typeof line.right !== "boolean")
    return { wrong: "progress.not.bool", where: [`${where}.right`] };
  return line.choice === undefined ? null : wrongNumber(line.choice, 1, 20, `${where}.choice`);
}

/** @param {unknown} n @param {number} least @param {number} most @param {string} where @returns {Wrong | null} */
function wrongNumber(n, least, most, where) {
  const fits = typeof n === "number" && Number.isInteger(n) && n >= least && n <= most;
  return fits ? null : { wrong: "progress.not.number", where: [where, String(least), String(most)] };
}

/** @param {any} quiz @param {string} where @returns {Wrong | null} */
function wrongQuiz(quiz, where) {
  if (typeof quiz !== "object" || quiz === null) return { wrong: "progress.not.object", where: [where] };
  return (
    wrongNumber(quiz.part, 1, 99, `${where}.part`) ??
    wrongNumber(quiz.of, 1, 100, `${where}.of`) ??
    wrongNumber(quiz.right, 0, quiz.of, `${where}.right`)
  );
}

/** @param {any} word @param {string} where @returns {Wrong | null} */
const wrongSlug = (word, where) =>
  typeof word === "string" && slug.test(word) ? null : { wrong: "progress.not.slug", where: [where] };

/** The lists of a file, and what is wrong with one of their entries. @type {[string, (one: any, where: string) => Wrong | null][]} */
const lists = [
  ["lessons", wrongLine],
  ["exercises", wrongSlug],
  ["quizzes", wrongQuiz],
];

/**
 * readFile returns the content of a file, or what is wrong with it. Files of version 1
 * have lessons only.
 * @param {string} text
 * @returns {Saved | Wrong}
 */
export function readFile(text) {
  let read;
  try {
    read = JSON.parse(text);
  } catch {
    return { wrong: "progress.not.json", where: [] };
  }
  if (read?.kind !== kind) return { wrong: "progress.not.kind", where: [kind] };
  if (read.version !== 1 && read.version !== version)
    return { wrong: "progress.not.version", where: ["1", String(version)] };
  if (read.version === 1) Object.assign(read, { exercises: [], quizzes: [] });
  for (const [name, wrongWith] of lists) {
    const list = read[name];
    if (!Array.isArray(list) || list.length > maxLines)
      return { wrong: "progress.not.list", where: [name, String(maxLines)] };
    for (const [n, one] of list.entries()) {
      const wrong = wrongWith(one, `${name}[${n}]`);
      if (wrong) return wrong;
    }
  }
  return { lessons: read.lessons, exercises: read.exercises, quizzes: read.quizzes };
}

/**
 * merged adds what a file has to what is known; what is known stays, and of two results
 * of a quiz the better one.
 * @param {Saved} saved
 * @param {Progress} known
 * @returns {Progress}
 */
export function merged(saved, known) {
  const added = saved.lessons.filter(({ lesson, run }) => run && !known.run.includes(lesson));
  const guesses = { ...known.guesses };
  for (const { lesson, choice, right } of saved.lessons) {
    if (guesses[lesson] || choice === undefined) continue;
    guesses[lesson] = { choice: choice - 1, ...(right !== undefined && { right }) };
  }
  const quizzes = { ...known.quizzes };
  for (const { part, right, of } of saved.quizzes)
    if (!(quizzes[part]?.right >= right)) quizzes[part] = { right, of };
  return {
    run: [...new Set([...added.map(({ lesson }) => lesson), ...known.run])],
    guesses,
    exercises: [...new Set([...known.exercises, ...saved.exercises])],
    quizzes,
  };
}

/** @param {string} text */
function download(text) {
  const href = URL.createObjectURL(new Blob([text], { type: "application/json" }));
  element("a", { href, download: "stickylab-progress.json" }).click();
  setTimeout(() => URL.revokeObjectURL(href));
}

/** @typedef {{ slug: string, title: string }[]} Lessons */

/** saveProgress hands out the file. @param {Lessons} lessons */
export const saveProgress = (lessons) => download(fileOf(savedOf(lessons, progress())));

/**
 * takeProgress adds a file to what is known; it returns what was wrong, or nothing.
 * @param {File} file
 * @param {Text} text
 */
export async function takeProgress(file, text) {
  if (file.size > maxBytes) return text("progress.not.small", maxBytes);
  const read = readFile(await file.text());
  if ("wrong" in read) return text(read.wrong, ...read.where);
  return keep(merged(read, progress())) ? "" : text("progress.forgetful");
}
