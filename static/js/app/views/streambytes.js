// The bytes of a direction.

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
