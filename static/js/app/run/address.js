// The run that is shown, what is selected in it, the moment and the axis, in the
// page's address: a link to it and a reload show the same. What writes it is loaded
// when the first run is drawn, see addressed.js.

import { readTarget } from "../../model/target.js";

/** @typedef {import("../../model/target.js").Target} Target */

/** @typedef {{ target: Target | null, atNs: number | null }} Shown atNs: the moment that is replayed */

/**
 * shownOf reads an address; what makes no sense is nothing.
 * @param {string} search
 * @returns {Shown}
 */
export function shownOf(search) {
  const query = new URLSearchParams(search);
  const at = query.get("at") ?? "";
  return {
    target: readTarget(query.get("sel") ?? ""),
    atNs: /^\d{1,15}$/.test(at) ? Number(at) : null,
  };
}

/**
 * runOf reads which run an address shows, which one beside that, or which one before
 * it that it is compared with; empty for none.
 * @param {string} search
 * @param {"run" | "beside" | "before"} [name]
 */
export function runOf(search, name = "run") {
  const id = new URLSearchParams(search).get(name) ?? "";
  return /^[\w-]{1,64}$/.test(id) ? id : "";
}

/**
 * withRun returns an address that shows a run, or none. What another run had
 * beside it is not shown.
 * @param {string} href
 * @param {string} id
 * @param {string} [beside] what is run beside it
 */
export function withRun(href, id, beside = "") {
  const url = new URL(href);
  for (const [name, value] of [
    ["run", id],
    ["beside", beside],
  ]) {
    if (value) url.searchParams.set(name, value);
    else url.searchParams.delete(name);
  }
  return url.href;
}

/**
 * sharedLink returns a link to a page that shows there what this one shows.
 * @param {string} path
 */
export function sharedLink(path) {
  const url = new URL(path, location.href);
  for (const [key, value] of new URLSearchParams(location.search))
    if (["run", "beside", "before", "sel", "at", "axis", "range", "follow", "lanes", "size"].includes(key))
      url.searchParams.set(key, value);
  return url.href;
}

/**
 * restoreRun shows the run that the page's address names.
 * @param {{ restore: (id: string) => Promise<void> }} runner
 */
export function restoreRun(runner) {
  const id = runOf(location.search);
  if (id) runner.restore(id);
}
