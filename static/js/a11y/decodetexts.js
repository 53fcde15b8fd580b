// What a decode says in the table of events: the same as the server writes.

import { pythonBytes } from "../model/bytes.js";
import { Part } from "../model/decode.js";
import { decodeWords } from "../model/decodewords.js";

/** @typedef {import("./words.js").Text} Text */
/** @typedef {import("../model/trace.js").Trace} Trace */

/**
 * decodeNote says what decode n has, and of a file that was received whether it
 * is right.
 * @param {Trace} trace
 * @param {number} n
 * @param {Text} text
 */
export function decodeNote(trace, n, text) {
  const { decodes } = trace;
  const [words] = decodeWords(trace, n, text);
  const whole = isFrame(trace, n);
  const file = whole ? trace.details(decodes.event.at[n]).saved : undefined;
  // A label has the body behind the words; a row has it in a column of its own.
  const said = whole ? text("decoder.frame", decodes.have.at[n]) + rawNote(trace, n, text) : words;
  if (!file) return said;
  return `${said} · ${text(file.ok ? "decode.file" : "decode.file.bad", file.name, file.size)}`;
}

/** How many bytes of a frame stand beside what the program got of it. */
const rawBytes = 24;

/**
 * rawNote writes the bytes of a frame where the program got others.
 * @param {Trace} trace
 * @param {number} n
 * @param {Text} text
 */
function rawNote(trace, n, text) {
  const { decodes } = trace;
  const { from, to, bytes, unknown } = decodes.bodyOf(n);
  const have = decodes.have.at[n];
  if (unknown) return ` · ${text("decode.unsaid")}`;
  const same = !bytes && to - from === have;
  const raw = same ? null : decodes.bytes(trace, n, 0, Math.min(have, rawBytes + 1));
  return raw ? ` · ${text("decode.raw", pythonBytes(raw, rawBytes))}` : "";
}

/**
 * isFrame reports whether decode n completed a frame.
 * @param {Trace} trace
 * @param {number} n
 */
export function isFrame(trace, n) {
  return trace.decodes.part.at[n] === Part.frame && !trace.decodes.failed(trace, n);
}

/**
 * decodeBytes writes what decode n has, of a complete frame what the program got.
 * @param {Trace} trace
 * @param {number} n
 * @param {number} most
 */
export function decodeBytes(trace, n, most) {
  const { decodes } = trace;
  const shown = Math.min(decodes.have.at[n], most + 1);
  const got = decodes.body(trace, n, most + 1);
  const data = got ?? decodes.bytes(trace, n, 0, shown);
  return data?.length || got ? pythonBytes(/** @type {Uint8Array} */ (data), most) : "";
}

/**
 * decodeMark is the word that colours a decode.
 * @param {Trace} trace
 * @param {number} n
 */
export function decodeMark(trace, n) {
  if (trace.decodes.failed(trace, n)) return "lost";
  return isFrame(trace, n) ? "exact" : "";
}
