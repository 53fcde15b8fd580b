// The programs in a link: behind its #, which no server sees, compressed.

import { isKept } from "./files.js";

/** @typedef {import("./files.js").Kept} Kept */

const prefix = "#files=";
/** The most bytes of what a link is unpacked to. */
const mostUnpacked = 640 << 10;

/** @param {Uint8Array<ArrayBuffer>} data @param {CompressionStream | DecompressionStream} through */
const piped = (data, through) => new Blob([data]).stream().pipeThrough(through);

/** @param {Uint8Array} data */
function base64(data) {
  let text = "";
  for (let i = 0; i < data.length; i += 0x8000) text += String.fromCharCode(...data.subarray(i, i + 0x8000));
  return btoa(text).replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
}

/** @param {string} text */
const unbase64 = (text) =>
  Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (one) => one.charCodeAt(0));

/**
 * fragmentOf writes files as the fragment of a link.
 * @param {Kept[]} files
 */
export async function fragmentOf(files) {
  const data = new TextEncoder().encode(JSON.stringify(files));
  const packed = await new Response(piped(data, new CompressionStream("deflate-raw"))).arrayBuffer();
  return prefix + base64(new Uint8Array(packed));
}

/** hasFiles reports whether a fragment has files. @param {string} fragment */
export const hasFiles = (fragment) => fragment.startsWith(prefix);

/**
 * filesOf reads them; null where they make no sense.
 * @param {string} fragment
 * @returns {Promise<Kept[] | null>}
 */
export async function filesOf(fragment) {
  try {
    const data = unbase64(fragment.slice(prefix.length));
    const reader = piped(data, new DecompressionStream("deflate-raw")).getReader();
    const decoder = new TextDecoder();
    let [text, size] = ["", 0];
    for (;;) {
      const { done, value } = await reader.read();
      if (done) break;
      size += value.length;
      if (size > mostUnpacked) return null;
      text += decoder.decode(value, { stream: true });
    }
    const files = JSON.parse(text + decoder.decode());
    return isKept(files) ? files : null;
  } catch {
    return null;
  }
}
