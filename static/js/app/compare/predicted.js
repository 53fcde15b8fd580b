// What is predicted before two runs: the answer to the question of a lesson on a
// change of it, or else whether programs will receive the same.

import { createAsked } from "./asked.js";
import { createExpected } from "./expected.js";

/**
 * createPrediction takes over the question of a lesson, or asks above the ready-made pairs.
 * @param {Element} pairs
 * @param {import("../text.js").Text} text
 */
export function createPrediction(pairs, text) {
  const card = document.querySelector("[data-asked]");
  if (card instanceof HTMLElement) return createAsked(card, text);
  const made = createExpected(text);
  pairs.before(made.card);
  return made;
}
