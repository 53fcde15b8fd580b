// The keys: one table has every key that the page and the timeline know, with what
// it does and what that is called. What is handled and what the list of keys shows
// are both made from it.

/** @typedef {import("./intent.js").Intent} Intent */

/** How much a key or a button magnifies. */
export const zoomStep = 1.5;
const panStepPx = 120;
/** With Shift so many steps of the replay are one. */
const largeStep = 10;

/**
 * Where keys hold: everywhere on a page; everywhere on a page that shows a run; on a
 * timeline that has the focus.
 * @typedef {"page" | "run" | "timeline"} Where
 */

/**
 * Key is what some chords do. Its name is that of its text, and, outside of a
 * timeline, of what a page does with it. A chord is a key as browsers call it, behind
 * the keys that are held with it.
 * @typedef {{ where: Where, name: string, chords: readonly string[], intent: Intent | null }} Key
 */

/** @type {(where: Where, name: string, chords: readonly string[]) => Key} */
const act = (where, name, chords) => ({ where, name, chords, intent: null });

/** @type {(name: string, intent: Intent, ...chords: string[]) => Key} */
const on = (name, intent, ...chords) => ({ where: "timeline", name, chords, intent });

/** @type {(dxPx: number, dyPx?: number) => Intent} */
const pan = (dxPx, dyPx = 0) => ({ kind: "pan", dxPx, dyPx });

/** @type {(factor: number) => Intent} */
const zoom = (factor) => ({ kind: "zoom", factor, atPx: null });

/** @type {readonly Key[]} */
export const keys = Object.freeze([
  act("page", "list", ["?"]),
  act("page", "drawer", ["c"]),
  act("page", "run", ["Ctrl+Enter"]),
  act("page", "projector", ["p"]),
  act("page", "lecture", ["t"]),
  act("page", "lecture.next", ["PageDown", "ArrowRight", " "]),
  act("page", "lecture.before", ["PageUp", "ArrowLeft"]),
  act("page", "lecture.code", ["k"]),
  act("page", "lecture.why", ["y"]),
  act("page", "text.larger", ["]"]),
  act("page", "text.smaller", ["["]),
  act("page", "back", ["Escape"]),
  act("run", "find.open", ["/"]),
  act("run", "find.next", ["n"]),
  act("run", "find.before", ["N"]),
  act("run", "find.sticky", ["j"]),
  act("run", "find.sticky.before", ["J"]),
  on("step.on", { kind: "step", by: 1 }, "ArrowRight"),
  on("step.back", { kind: "step", by: -1 }, "ArrowLeft"),
  on("first", { kind: "end", last: false }, "Home"),
  on("last", { kind: "end", last: true }, "End"),
  on("open", { kind: "open" }, "Enter"),
  on("clear", { kind: "clear" }, "Escape"),
  on("wire", { kind: "wire" }, "x"),
  on("frame", { kind: "frame" }, "f"),
  on("fit", { kind: "fit" }, "0"),
  on("zoom.in", zoom(zoomStep), "w", "+", "="),
  on("zoom.out", zoom(1 / zoomStep), "s", "-", "_"),
  on("left", pan(-panStepPx), "a", "Shift+ArrowLeft"),
  on("right", pan(panStepPx), "d", "Shift+ArrowRight"),
  on("up", pan(0, -panStepPx), "ArrowUp"),
  on("down", pan(0, panStepPx), "ArrowDown"),
  on("lanes", { kind: "lanes" }, "l"),
  on("measure", { kind: "measure" }, "m"),
  on("play", { kind: "play" }, " "),
  on("replay.on", { kind: "replay", by: 1 }, "."),
  on("replay.back", { kind: "replay", by: -1 }, ","),
  on("replay.far.on", { kind: "replay", by: largeStep }, ">"),
  on("replay.far.back", { kind: "replay", by: -largeStep }, "<"),
]);

/** Press is what of a pressed key matters. @typedef {{ key: string, shiftKey: boolean, ctrlKey: boolean, metaKey: boolean, altKey: boolean }} Press */

/** @param {Press} press */
function chordOf({ key, shiftKey, ctrlKey, metaKey, altKey }) {
  if (altKey) return "";
  if (ctrlKey || metaKey) return `Ctrl+${key}`;
  return shiftKey && !isSign(key) ? `Shift+${key}` : key;
}

/** Whether a chord is one letter or sign: speech may type it by mistake, and text has it. @param {string} chord */
export const isSign = (chord) => chord.length === 1 && chord !== " ";

/** Whether letters and signs are keys at all. */
let hasSigns = true;

/** useSigns has letters and signs be keys, or not. @param {boolean} on */
export function useSigns(on) {
  hasSigns = on;
}

/**
 * keyOf finds the key that was pressed; null where it is none of ours. A letter that
 * stands for nothing as a capital is read as a small one.
 * @param {Press} press
 * @param {readonly Where[]} where
 * @returns {Key | null}
 */
export function keyOf(press, where) {
  const chord = chordOf(press);
  if (isSign(chord) && !hasSigns) return null;
  const find = (/** @type {string} */ wanted) =>
    keys.find((key) => where.includes(key.where) && key.chords.includes(wanted)) ?? null;
  return find(chord) ?? (isSign(chord) ? find(chord.toLowerCase()) : null);
}

/** What a key asks of finding, wherever on the page it is pressed. @typedef {"open" | "next" | "before" | "sticky" | "sticky.before"} FindKey */

/**
 * watchKeys turns key presses into intents; it returns a function that ends it.
 * A press that nothing comes of is left to the page.
 * @param {HTMLElement} element
 * @param {import("./intent.js").Give} give
 */
export function watchKeys(element, give) {
  const pressed = (/** @type {KeyboardEvent} */ press) => {
    const intent = keyOf(press, ["timeline"])?.intent;
    if (intent && give(intent)) press.preventDefault();
  };
  element.addEventListener("keydown", pressed);
  return () => element.removeEventListener("keydown", pressed);
}
