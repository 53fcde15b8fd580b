// How far a repeat is, and about how long it will go on.

/** @typedef {import("../text.js").Text} Text */

/**
 * leftSeconds guesses how long a repeat will go on, in whole seconds: rounded
 * up, and coarser the longer it takes, so that it does not flicker. 0 when
 * that is too short to speak of or not to be guessed yet.
 * @param {number} done runs
 * @param {number} all runs
 * @param {number} elapsedMs
 */
export function leftSeconds(done, all, elapsedMs) {
  if (done === 0) return 0;
  const left = (elapsedMs / done) * (all - done) * 0.001;
  if (left < 1.5) return 0;
  const grain = left < 10 ? 1 : left < 60 ? 5 : left < 90 ? 10 : 60;
  return Math.ceil(left / grain) * grain;
}

/**
 * progressText says how far a repeat is: "137 / 1000, about 40 s left".
 * @param {Text} text
 * @param {number} done
 * @param {number} all
 * @param {number} elapsedMs
 */
export function progressText(text, done, all, elapsedMs) {
  const left = leftSeconds(done, all, elapsedMs);
  if (left === 0) return text("repeat.progress", done, all);
  const words = left < 100 ? text("repeat.seconds", left) : text("repeat.minutes", left / 60);
  return text("repeat.left", done, all, words);
}
