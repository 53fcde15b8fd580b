// The API of one's own bytes.

import { ApiError } from "./api.js";
import { at } from "./base.js";

/** @typedef {import("./framing.js").Row} Row */

/** @typedef {{ name: string, id: string, kind: string, value: string, label: string, about: string, netty?: string, tokio?: string }} Field a parameter of a codec */

/** @typedef {{ text: string, sure: boolean, bytes: Row, rows: Row[] | null }} OwnCut */

/** @typedef {{ codec: string, name: string, frames: number, reasons: string[], alike?: string[] }} Candidate */

/**
 * OwnAnswer is what a codec makes of bytes.
 * @typedef {{ address: string, carried: boolean, size: number, read: string[] | null, streams?: { key: string, label: string, chosen: boolean }[], codec: string, kind: string, about: string, fields: Field[] | null, problem?: import("./framing.js").CodecProblem, cut?: OwnCut, found?: { text: string, candidates: Candidate[] | null } }} OwnAnswer
 */

/**
 * cutBytes has the bytes of a form cut.
 * @param {FormData} form
 * @param {AbortSignal} signal
 * @returns {Promise<OwnAnswer>}
 */
export async function cutBytes(form, signal) {
  const response = await fetch(at("/api/bytes"), { method: "POST", body: form, signal });
  const type = response.headers.get("Content-Type") ?? "";
  const body = type.includes("json") ? await response.json() : {};
  if (!response.ok) throw new ApiError({ status: response.status, title: response.statusText, ...body });
  return body;
}
