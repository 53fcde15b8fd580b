// Bytes as text to be copied.

import { hex2, pythonBytes } from "../../model/bytes.js";
import { copy } from "./copy.js";

/** @typedef {"text" | "hex" | "python"} Form */

/** How many bytes are copied at the most. */
const mostCopied = 1 << 16;

/**
 * written writes bytes in a form; as text those that are none become U+FFFD.
 * @param {Uint8Array} bytes
 * @param {Form} form
 */
export function written(bytes, form) {
  if (form === "hex") return [...bytes].map((byte) => hex2(byte).toLowerCase()).join(" ");
  if (form === "python") return pythonBytes(bytes, bytes.length);
  return new TextDecoder().decode(bytes);
}

/**
 * isText reports whether bytes are UTF-8 throughout.
 * @param {Uint8Array} bytes
 */
export function isText(bytes) {
  try {
    new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
}

/**
 * copyBytes copies bytes, of very many the first, and says which.
 * @param {Uint8Array} bytes
 * @param {Form} form
 * @param {import("../text.js").Text} text
 * @param {(sentence: string) => void} say
 */
export async function copyBytes(bytes, form, text, say) {
  const part = bytes.subarray(0, mostCopied);
  const key = form === "text" && !isText(part) ? "text.lossy" : form;
  const what = text(`out.what.${key}`, part.length);
  const all = part.length === bytes.length ? what : text("out.what.first", what, bytes.length);
  await copy(written(part, form), { what: all, text, say });
}
