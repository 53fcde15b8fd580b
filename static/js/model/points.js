// What a sentence points at, as words that an attribute holds: "event.5",
// "bytes.2.0.10" (ten bytes of socket 2's stream from its first on),
// "carrier.2.0.5" (the captured segment that brought these).

import { eventTarget, readTarget, segmentTarget } from "./target.js";

/** @typedef {import("./target.js").Target} Target */
/** @typedef {import("./trace.js").Trace} Trace */

/** @typedef {{ conn: number, off: number, len: number }} StreamBytes */
/** Piece is a part of a sentence; what names a thing of the run says which one. @typedef {{ text: string, event?: number, bytes?: StreamBytes, segment?: StreamBytes }} Piece */

/** How many things one word points at, at the most. */
const mostPointed = 12;

/** @param {string} kind @param {StreamBytes} bytes */
const bytesWord = (kind, { conn, off, len }) => `${kind}.${conn}.${off}.${len}`;

/**
 * pointOf returns the word of what a piece names; empty where it names nothing.
 * @param {Piece} piece
 */
export function pointOf({ event, bytes, segment }) {
  if (event) return `event.${event}`;
  if (bytes) return bytesWord("bytes", bytes);
  return segment ? bytesWord("carrier", segment) : "";
}

/**
 * pointed lists what words point at, as far as a trace has it, no more than a few.
 * @param {Trace} trace
 * @param {string} words with spaces between
 * @returns {Target[]}
 */
export function pointed(trace, words) {
  return words
    .split(" ")
    .flatMap((word) => of(trace, word))
    .slice(0, mostPointed);
}

/**
 * @param {Trace} trace
 * @param {string} word
 * @returns {Target[]}
 */
function of(trace, word) {
  const [, kind, conn, off, len] = /^(bytes|carrier)\.(\d{1,9})\.(\d{1,15})\.(\d{1,9})$/.exec(word) ?? [];
  if (!kind) {
    const target = readTarget(word);
    return target ? [target] : [];
  }
  const [from, first, length] = [Number(conn), Number(off), Number(len)];
  if (kind === "carrier") {
    return trace.segments.carriers(from, first, length, 1).map((n) => segmentTarget(n + 1));
  }
  return trace.streamPieces(from, first, length).slice(0, mostPointed).map(({ index }) => eventTarget(index + 1)); // prettier-ignore
}
