// Keys on the focused timeline.

/** @typedef {import("./intent.js").Intent} Intent */

/** How much a key or a button magnifies. */
export const zoomStep = 1.5;
const panStepPx = 120;
/** With Shift so many steps of the replay are one. */
const largeStep = 10;

/**
 * intentOfKey reads a key press; null when it is none of ours. Arrows walk
 * through the events; with Shift they move the view.
 * @param {{ key: string, shiftKey: boolean, ctrlKey: boolean, metaKey: boolean, altKey: boolean }} press
 * @returns {Intent | null}
 */
export function intentOfKey({ key, shiftKey, ctrlKey, metaKey, altKey }) {
  if (ctrlKey || metaKey || altKey) return null;
  switch (key) {
    case "ArrowLeft":
      return shiftKey ? { kind: "pan", dxPx: -panStepPx, dyPx: 0 } : { kind: "step", by: -1 };
    case "ArrowRight":
      return shiftKey ? { kind: "pan", dxPx: panStepPx, dyPx: 0 } : { kind: "step", by: 1 };
    case "ArrowUp":
      return { kind: "pan", dxPx: 0, dyPx: -panStepPx };
    case "ArrowDown":
      return { kind: "pan", dxPx: 0, dyPx: panStepPx };
    case "Home":
      return { kind: "end", last: false };
    case "End":
      return { kind: "end", last: true };
    case "+":
    case "=":
      return { kind: "zoom", factor: zoomStep, atPx: null };
    case "-":
    case "_":
      return { kind: "zoom", factor: 1 / zoomStep, atPx: null };
    case "w":
    case "W":
      return { kind: "zoom", factor: zoomStep, atPx: null };
    case "s":
    case "S":
      return { kind: "zoom", factor: 1 / zoomStep, atPx: null };
    case "a":
    case "A":
      return { kind: "pan", dxPx: -panStepPx, dyPx: 0 };
    case "d":
    case "D":
      return { kind: "pan", dxPx: panStepPx, dyPx: 0 };
    case "x":
    case "X":
      return { kind: "wire" };
    case "l":
    case "L":
      return { kind: "lanes" };
    case "f":
    case "F":
      return { kind: "frame" };
    case "m":
    case "M":
      return { kind: "measure" };
    case "0":
      return { kind: "fit" };
    case " ":
      return { kind: "play" };
    case ",":
      return { kind: "replay", by: -1 };
    case ".":
      return { kind: "replay", by: 1 };
    case "<":
      return { kind: "replay", by: -largeStep };
    case ">":
      return { kind: "replay", by: largeStep };
    case "Enter":
      return { kind: "open" };
    case "Escape":
      return { kind: "clear" };
    default:
      return null;
  }
}

/** What a key asks of finding, wherever on the page it is pressed. @typedef {"open" | "next" | "before" | "sticky" | "sticky before"} FindKey */

/** @type {Record<string, FindKey>} */
const findKeys = { "/": "open", n: "next", N: "before", j: "sticky", J: "sticky before" };

/**
 * findKeyOf reads a key that finds something; null where it is text, or none of
 * these.
 * @param {{ key: string, ctrlKey: boolean, metaKey: boolean, altKey: boolean }} press
 * @param {boolean} isWritten whether keys are text where it was pressed
 * @returns {FindKey | null}
 */
export function findKeyOf({ key, ctrlKey, metaKey, altKey }, isWritten) {
  if (ctrlKey || metaKey || altKey || isWritten) return null;
  return Object.hasOwn(findKeys, key) ? findKeys[key] : null;
}

/**
 * watchKeys turns key presses into intents; it returns a function that ends it.
 * A press that nothing comes of is left to the page.
 * @param {HTMLElement} element
 * @param {import("./intent.js").Give} give
 */
export function watchKeys(element, give) {
  const pressed = (/** @type {KeyboardEvent} */ press) => {
    const intent = intentOfKey(press);
    if (intent && give(intent)) press.preventDefault();
  };
  element.addEventListener("keydown", pressed);
  return () => element.removeEventListener("keydown", pressed);
}
