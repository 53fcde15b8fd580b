// What a person asks for with pointer, wheel or keys. Points are in pixels
// from the canvas' upper left corner. "wire" goes from a call to the segments on
// the wire and back.

/**
 * @typedef {{ kind: "zoom", factor: number, atPx: number | null }
 *   | { kind: "pan", dxPx: number, dyPx: number }
 *   | { kind: "fit" }
 *   | { kind: "point", xPx: number, yPx: number }
 *   | { kind: "leave" }
 *   | { kind: "pick", xPx: number, yPx: number }
 *   | { kind: "step", by: number }
 *   | { kind: "end", last: boolean }
 *   | { kind: "wire" }
 *   | { kind: "lanes" }
 *   | { kind: "open" }
 *   | { kind: "clear" }} Intent
 */

/**
 * Give hands an intent on; it answers whether anything came of it.
 * @typedef {(intent: Intent) => boolean} Give
 */

export {};
