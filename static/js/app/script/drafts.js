// Drafts of scripts. Each tab has its own, which survives a reload; the last few
// of all tabs are kept for this browser, so that none overwrites another.

import { recall, remember } from "../memory.js";

/** How many drafts are kept. */
const mostDrafts = 8;

/** @typedef {Pick<Storage, "getItem" | "setItem">} Store */

/**
 * Draft is a text that somebody wrote: tab names the tab and what it was opened
 * for, atMs is when it was changed last.
 * @typedef {{ tab: string, text: string, atMs: number }} Draft
 */

/**
 * isDraft checks what was stored: a page of another edition may have written it.
 * @param {any} kept
 * @returns {kept is Draft}
 */
function isDraft(kept) {
  return typeof kept?.tab === "string" && typeof kept.text === "string" && Number.isFinite(kept.atMs);
}

/**
 * drafts lists those that are kept, the one that was changed last first.
 * @param {Store} [storage]
 * @returns {Draft[]}
 */
export function drafts(storage) {
  const kept = recall("drafts", /** @type {unknown} */ ([]), storage);
  return Array.isArray(kept) ? kept.filter(isDraft) : [];
}

/**
 * keepDraft puts a draft first, in place of the same tab's older text; one
 * without text is forgotten. It reports whether the browser kept it.
 * @param {Draft} draft
 * @param {Store} [storage]
 */
export function keepDraft(draft, storage) {
  const others = drafts(storage).filter(({ tab, text }) => tab !== draft.tab && text !== draft.text);
  const all = draft.text.trim() === "" ? others : [draft, ...others];
  return remember("drafts", all.slice(0, mostDrafts), storage);
}

/**
 * ownDraft returns what this tab was writing.
 * @param {Store} session
 * @returns {Draft | null}
 */
export function ownDraft(session) {
  const kept = recall("draft", /** @type {unknown} */ (null), session);
  return isDraft(kept) ? kept : null;
}

/**
 * writeDraft keeps a draft for its tab and in the list.
 * @param {Draft} draft
 * @param {Store} session
 * @param {Store} [storage]
 */
export function writeDraft(draft, session, storage) {
  const kept = remember("draft", draft, session);
  return keepDraft(draft, storage) || kept;
}

/**
 * titleOf names a draft by its first line with words; a comment's sign is no word.
 * @param {Draft} draft
 */
export function titleOf({ text }) {
  const lines = text.split("\n").map((line) => line.replace(/^[\s#]+/, "").trim());
  return (lines.find(Boolean) ?? "").slice(0, 40);
}
