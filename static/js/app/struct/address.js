// The state of the struct page as its address has it.

import { at } from "../../net/base.js";

/**
 * State is a format with values, or with bytes to unpack, and the bytes that
 * are selected: from is the first, to is behind the last.
 * @typedef {{ format: string, values: string, bytes: string, unpacks: boolean, selection: { from: number, to: number } | null }} State
 */

/**
 * addressOf returns the address of a state.
 * @param {State} state
 */
export function addressOf({ format, values, bytes, unpacks, selection }) {
  const query = new URLSearchParams({ format });
  if (unpacks) query.set("hex", bytes);
  else query.set("values", values);
  if (selection) query.set("sel", `${selection.from}-${selection.to}`);
  return at(`/struct?${query}`);
}

/**
 * stateOf reads an address; null when it asks for nothing.
 * @param {string} search
 * @returns {State | null}
 */
export function stateOf(search) {
  const query = new URLSearchParams(search);
  if (!["format", "values", "hex"].some((name) => query.has(name))) return null;
  const unpacks = query.has("hex") && !query.has("values");
  return {
    format: query.get("format") ?? "",
    values: unpacks ? "" : (query.get("values") ?? ""),
    bytes: unpacks ? (query.get("hex") ?? "") : "",
    unpacks,
    selection: selectionOf(query.get("sel") ?? ""),
  };
}

/**
 * selectionOf reads FROM-TO.
 * @param {string} text
 */
export function selectionOf(text) {
  const found = /^(\d+)-(\d+)$/.exec(text);
  if (!found || Number(found[1]) >= Number(found[2])) return null;
  return { from: Number(found[1]), to: Number(found[2]) };
}
