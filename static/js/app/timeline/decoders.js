// What draws decoder lanes is loaded with the first run that has one.

import { isDrawn } from "../../layout/lanes/decoder.js";
import { loaded } from "../later.js";

/**
 * loadDecoders loads it where a trace needs it, and has the picture drawn again then.
 * @param {import("../../model/trace.js").Trace} trace
 * @param {import("../text.js").Text} text
 * @param {() => void} redraw
 */
export function loadDecoders({ decodes }, text, redraw) {
  if (decodes.count === 0 || isDrawn()) return;
  loaded(import("../../layout/decoding.js"), text).then(redraw, console.error);
}
