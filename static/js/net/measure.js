// The measurement of what observing costs: started or followed, line by line.

import { ApiError, LineReader } from "./api.js";
import { at } from "./base.js";

/**
 * A line says how much is done and whose it is, what came of it, or that it
 * was stopped.
 * @typedef {{ share: number, own: boolean }} Share
 * @typedef {{ cells: Record<string, string>, bars: Record<string, number> }} Result
 * @typedef {Share | Result | { stopped: true }} MeasureLine
 */

/**
 * measure begins a measurement, or follows the one that is under way. Aborting
 * the signal stops what was begun.
 * @param {(line: MeasureLine) => void} onLine
 * @param {AbortSignal} signal
 */
export function measure(onLine, signal) {
  return read(at("/api/fidelity"), "POST", onLine, signal);
}

/**
 * followMeasure follows the measurement that somebody else has begun.
 * @param {(line: MeasureLine) => void} onLine
 * @param {AbortSignal} signal
 */
export function followMeasure(onLine, signal) {
  return read(at("/api/fidelity/progress"), "GET", onLine, signal);
}

/**
 * @param {string} path
 * @param {string} method
 * @param {(line: MeasureLine) => void} onLine
 * @param {AbortSignal} signal
 */
async function read(path, method, onLine, signal) {
  const response = await fetch(path, { method, signal });
  if (!response.ok) throw await refusal(response);
  const lines = new LineReader((line) => {
    const said = JSON.parse(line);
    if (typeof said.status === "number") throw new ApiError(said);
    onLine(said);
  });
  const reader = /** @type {ReadableStream<Uint8Array>} */ (response.body).getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return lines.end();
    lines.add(value);
  }
}

/** @param {Response} response */
async function refusal(response) {
  const type = response.headers.get("Content-Type") ?? "";
  const problem = type.includes("json") ? await response.json() : {};
  return new ApiError({ status: response.status, title: response.statusText, ...problem });
}
