// What a decoder has, in words: what it waits for, a frame, a fault.

import { pythonBytes } from "./bytes.js";
import { Part, partName } from "./decode.js";
import { errName } from "./text.js";

/** @typedef {import("./text.js").Text} Text */
/** @typedef {import("./trace.js").Trace} Trace */

/** How many bytes of a body stand in a label. */
const labelBytes = 24;

/**
 * decodeWords lists ways to say what decode n has, the fullest first.
 * @param {Trace} trace
 * @param {number} n
 * @param {Text} text
 * @returns {string[]}
 */
export function decodeWords(trace, n, text) {
  const { decodes } = trace;
  const [have, need] = [decodes.have.at[n], decodes.need.at[n]];
  const err = trace.err(decodes.event.at[n]);
  if (err) {
    const fault = `✕ ${errName(text, err)}`;
    const short = need > have ? [`${fault} · ${text("decoder.needs", need, have)}`] : [];
    return [...short, fault, errName(text, err), "✕"];
  }
  switch (decodes.part.at[n]) {
    case Part.frame: {
      const whole = text("decoder.frame", have);
      const body = decodes.bodyOf(n).unknown ? null : decodes.body(trace, n, labelBytes + 1);
      return [...(body ? [`${whole} → ${pythonBytes(body, labelBytes)}`] : []), whole, `${have} B`];
    }
    case Part.delimiter:
      return [text("decoder.delimiter", have), `${have}/?`];
    case Part.skip:
      return need > 0
        ? [text("decoder.skip", need), text("part.skip")]
        : [text("decoder.skip.open"), text("part.skip")];
  }
  const needs = text("decoder.needs", need, have);
  return [text("decoder.part", partText(trace, n, text), needs), needs, `${have}/${need}`];
}

/**
 * partText names what decode n waits for.
 * @param {Trace} trace
 * @param {number} n
 * @param {Text} text
 */
export function partText({ decodes }, n, text) {
  return text(/** @type {import("./text.js").TextKey} */ (`part.${partName(decodes.part.at[n])}`));
}
