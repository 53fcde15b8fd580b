// What a person asks for with pointer, wheel or keys. Points are in pixels
// from the canvas' upper left corner. "wire" goes from a call to the segments on
// the wire and back, "frame" zooms to what is selected, "measure" marks one end of a
// stretch and then the other, "span" is such a stretch drawn with the pointer; "play"
// plays the run again or pauses, "replay" goes so many steps on in it, or back.

/**
 * @typedef {{ kind: "zoom", factor: number, atPx: number | null }
 *   | { kind: "pan", dxPx: number, dyPx: number }
 *   | { kind: "fit" }
 *   | { kind: "point", xPx: number, yPx: number, alongPx?: number }
 *   | { kind: "leave" }
 *   | { kind: "press", xPx: number, yPx: number }
 *   | { kind: "drag", xPx: number }
 *   | { kind: "play" }
 *   | { kind: "replay", by: number }
 *   | { kind: "pick", xPx: number, yPx: number }
 *   | { kind: "step", by: number }
 *   | { kind: "end", last: boolean }
 *   | { kind: "wire" }
 *   | { kind: "lanes" }
 *   | { kind: "frame" }
 *   | { kind: "measure" }
 *   | { kind: "span", fromPx: number, toPx: number, over: boolean }
 *   | { kind: "open" }
 *   | { kind: "clear" }} Intent
 */

/**
 * Give hands an intent on; it answers whether anything came of it.
 * @typedef {(intent: Intent) => boolean} Give
 */

export {};
