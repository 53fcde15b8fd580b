// What a reader wrote, kept in this browser: the last few sets of files, so that
// starting from something else loses nothing.

import { recall, remember } from "../memory.js";
import { isKept } from "./files.js";

/** @typedef {import("./files.js").Kept} Kept */
/** Draft is a set of files: tab is for what the page was opened. @typedef {{ tab: string, atMs: number, files: Kept[] }} Draft */
/** @typedef {Pick<Storage, "getItem" | "setItem">} Store */

const mostDrafts = 4;

/** @param {any} draft @returns {draft is Draft} */
const isDraft = (draft) =>
  typeof draft?.tab === "string" && Number.isFinite(draft.atMs) && isKept(draft.files);

/**
 * drafts lists the sets that are kept, the one that was changed last first.
 * @param {Store} [storage]
 * @returns {Draft[]}
 */
export function drafts(storage) {
  const kept = recall("python", /** @type {unknown} */ ([]), storage);
  return Array.isArray(kept) ? kept.filter(isDraft) : [];
}

/**
 * keep puts a set first, in place of the same tab's older one.
 * @param {Draft} draft
 * @param {Store} [storage]
 */
export function keep(draft, storage) {
  const others = drafts(storage).filter(({ tab }) => tab !== draft.tab);
  return remember("python", [draft, ...others].slice(0, mostDrafts), storage);
}
