// The lab's API for Python's struct. Offsets and places count from 0.

import { post } from "./api.js";
import { at } from "./base.js";

/** @typedef {{ arg: number, text: string, back?: string, from: number, to: number }} Value */

/**
 * Field is one item of a format: where it stands in its text (from, to) and in
 * the record (offset, size, with padding bytes before it).
 * @typedef {{ code: string, type: string, count: number, from: number, to: number, offset: number,
 *   size: number, padding: number, width: number, values: Value[] }} Field
 */

/**
 * StructError is what Python raises; kind is "syntax" or "limit" for what the
 * lab itself refuses. marked is the text `in` cut in three around the fault.
 * @typedef {{ kind: string, message: string, hint: string, arg: number,
 *   in: "" | "format" | "values" | "hex" | "data", from: number, to: number, marked: string[] }} StructError
 */

/**
 * StructRecord is one record: hex is empty where nothing was packed.
 * @typedef {{ format: string, order: "little" | "big" | "native", own?: boolean, drawn: boolean, size: number,
 *   count: number, fields: Field[], hex: string, data: string, values: string, error?: StructError }} StructRecord
 */

/** @typedef {{ language: string, text: string }} Source */
/** @typedef {StructRecord & { call: string, orders: StructRecord[], sources: Source[], sources_differ: boolean, read?: string[] }} Answer */
/** @typedef {{ type: string, code: string, little: string, big: string }} Reading */

/**
 * Readings are some bytes as other types; they are UTF-8 when invalid_at is -1.
 * @typedef {{ size: number, hex: string, data: string, numbers: Reading[], text: string, invalid_at: number }} Readings
 */

/** Ask is a format with values, or with bytes to unpack. @typedef {{ format: string, values: string } | { format: string, bytes: string }} Ask */

/**
 * askStruct packs values or unpacks bytes.
 * @param {Ask} ask
 * @param {AbortSignal} signal
 * @returns {Promise<Answer>}
 */
export async function askStruct(ask, signal) {
  if ("values" in ask) return (await post(at("/api/pack"), ask, signal)).json();
  return (await post(at("/api/unpack"), { format: ask.format, ...bytesMember(ask.bytes) }, signal)).json();
}

/**
 * bytesMember sends a literal of Python as one; the API finds out the form of all else.
 * @param {string} text
 * @returns {{ data: string } | { hex: string }}
 */
export function bytesMember(text) {
  return /^\s*b['"]/i.test(text) ? { data: text } : { hex: text };
}

/**
 * readBytes asks what bytes are as each type.
 * @param {string} hex
 * @param {AbortSignal} signal
 * @returns {Promise<Readings>}
 */
export async function readBytes(hex, signal) {
  return (await post(at("/api/read"), { hex }, signal)).json();
}
