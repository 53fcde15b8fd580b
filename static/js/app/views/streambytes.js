// The bytes of a direction as a file, and as text to be copied.

import { hex2, pythonBytes } from "../../model/bytes.js";
import { element } from "../element.js";

/** @typedef {import("../../model/trace.js").Trace} Trace */
/** @typedef {import("../../model/stream/flow.js").Flow} Flow */

/**
 * bytesIn returns what was sent, at most the first `most` bytes.
 * @param {Trace} trace
 * @param {Flow} flow
 * @param {number} [most]
 */
export function bytesIn(trace, flow, most = Infinity) {
  const parts = [];
  let length = 0;
  for (let k = 0; k < flow.sends.length && length < most; k++) {
    const data = (trace.data(flow.sends.at[k]) ?? new Uint8Array(0)).subarray(0, most - length);
    parts.push(data);
    length += data.length;
  }
  const bytes = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}

/** @param {Uint8Array} bytes */
export const hexText = (bytes) => [...bytes].map((byte) => hex2(byte).toLowerCase()).join(" ");

/** @param {Uint8Array} bytes */
export const pythonText = (bytes) => pythonBytes(bytes, bytes.length);

/**
 * saved offers bytes as a file.
 * @param {Uint8Array<ArrayBuffer>} bytes
 * @param {string} name
 */
export function saved(bytes, name) {
  const href = URL.createObjectURL(new Blob([bytes], { type: "application/octet-stream" }));
  element("a", { href, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(href));
}

/**
 * copied tries the clipboard, which pages over plain HTTP do not have.
 * @param {string} text
 */
export async function copied(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}
