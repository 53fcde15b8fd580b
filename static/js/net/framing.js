// The API of the framing page and of cures that are tried.

import { ApiError } from "./api.js";
import { at } from "./base.js";

/** @typedef {{ hex: string, char: string, letter: string, sent: number, kind: string }} Cell a byte; sent counts frames from 1 */

/**
 * Row is a piece, a frame, the rest of the stream or a fault.
 * @typedef {{ kind: string, seq: number, label: string, note: string, cells: Cell[] | null, body: string, good: boolean }} Row
 */

/** @typedef {{ before: Row[] | null, after: Row[] | null, more: number, text: string, good: boolean }} Framed */

/** @typedef {{ text: string, field: string, marked?: string[] }} CodecProblem */

/** @typedef {{ address: string, codec: string, values?: Record<string, string>, order?: import("./api.js").Order, problem?: CodecProblem }} Asked */

/** @typedef {{ passes: boolean, title: string, lines: string[], id: string, url: string, feed: string, codec: string, total: number }} Cured */

/**
 * read returns what an answer has as JSON, or throws the problem that it is.
 * @param {Response} response
 */
async function read(response) {
  const type = response.headers.get("Content-Type") ?? "";
  const body = type.includes("json") ? await response.json() : {};
  if (!response.ok) throw new ApiError({ status: response.status, title: response.statusText, ...body });
  return body;
}

/**
 * askFraming asks what the form of the page comes to.
 * @param {URLSearchParams} query
 * @param {AbortSignal} signal
 * @returns {Promise<Asked>}
 */
export async function askFraming(query, signal) {
  return read(await fetch(at(`/api/framing?${query}`), { signal }));
}

/**
 * framesOf asks what a run's decoder took in and gave out, held against the
 * frames of a preset.
 * @param {string} run
 * @param {string} preset
 * @returns {Promise<Framed>}
 */
export async function framesOf(run, preset) {
  return read(
    await fetch(at(`/api/runs/${encodeURIComponent(run)}/frames?${new URLSearchParams({ preset })}`)),
  );
}

/**
 * tryCure tries a codec on messages, one a line.
 * @param {{ messages: string, codec: string, seed: number }} order
 * @returns {Promise<Cured>}
 */
export async function tryCure(order) {
  const headers = { "Content-Type": "application/json" };
  return read(await fetch(at("/api/cures"), { method: "POST", headers, body: JSON.stringify(order) }));
}
