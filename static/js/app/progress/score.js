// The score: of the whole course above each list of lessons, with the way to forget it;
// and of each part at its end, on the map.

import { element } from "../element.js";
import { keep, progress } from "./store.js";

/** @typedef {import("../text.js").Text} Text */
/** @typedef {import("./store.js").Progress} Progress */

/** The lists of lessons, above which the score stands. */
const scored = "#map .map, [data-drawer] .lessons";

/**
 * scoreOf counts the lessons whose guess was judged, and those guessed right.
 * @param {Progress["guesses"]} all
 * @param {string[]} [lessons] those that count; all without them
 */
export function scoreOf(all, lessons = Object.keys(all)) {
  const judged = lessons.filter((slug) => typeof all[slug]?.right === "boolean");
  return { judged: judged.length, right: judged.filter((slug) => all[slug].right).length };
}

/**
 * sentencesOf says what is known of one part, nothing where nothing is.
 * @param {Progress} known
 * @param {{ number: string, lessons: string[], exercises: string[] }} part
 * @param {Text} text
 */
export function sentencesOf(known, { number, lessons, exercises }, text) {
  const said = [];
  const run = lessons.filter((slug) => known.run.includes(slug)).length;
  if (run > 0) said.push(text("score.run", run, lessons.length));
  const { judged, right } = scoreOf(known.guesses, lessons);
  if (judged > 0) said.push(text("score.guesses", right, judged));
  const done = exercises.filter((slug) => known.exercises.includes(slug)).length;
  if (done > 0) said.push(text("score.exercises", done, exercises.length));
  const quiz = known.quizzes[number];
  if (quiz) said.push(text("score.quiz", quiz.right, quiz.of));
  return said;
}

/** @param {Text} text */
function forgetting(text) {
  const button = element("button", { type: "button", class: "quiet", "data-score-reset": "" }, text("score.reset")); // prettier-ignore
  button.addEventListener("click", () => {
    if (!confirm(text("score.sure"))) return;
    keep({ run: [], guesses: {}, exercises: [], quizzes: {} });
    location.reload();
  });
  return button;
}

/**
 * showScore writes the scores.
 * @param {ParentNode} root
 * @param {Text} text
 */
export function showScore(root, text) {
  const known = progress();
  const { judged, right } = scoreOf(known.guesses);
  for (const line of root.querySelectorAll("[data-score], [data-part-score]")) line.remove();
  for (const list of root.querySelectorAll(scored)) {
    const all = judged > 0 ? text("score", judged, right) : "";
    list.before(element("p", { class: "score", "data-score": "" }, all, forgetting(text)));
  }
  for (const part of root.querySelectorAll("#map [data-part-number]")) {
    if (!(part instanceof HTMLElement)) continue;
    const links = [...part.querySelectorAll("[data-lesson-link]")];
    const said = sentencesOf(
      known,
      {
        number: part.dataset.partNumber ?? "",
        lessons: links.map((link) => link.getAttribute("data-lesson-link") ?? ""),
        exercises: (part.dataset.exercises ?? "").split(" ").filter(Boolean),
      },
      text,
    );
    if (said.length > 0)
      part.append(element("p", { class: "part-end", "data-part-score": "" }, said.join(text("score.and"))));
  }
}
