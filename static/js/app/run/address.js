// The run that is shown, what is selected in it, and the moment, in the page's
// address: a link to it and a reload show the same.

import { readTarget, targetText } from "../../model/target.js";

/** @typedef {import("../../model/target.js").Target} Target */

/** @typedef {{ target: Target | null, atNs: number | null }} Shown atNs: the moment that is replayed */

/** How long the address waits for the next change: browsers refuse many in a row. */
const restMs = 250;

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
 * withShown returns an address that shows this and keeps what else it asks for.
 * @param {string} href
 * @param {Shown} shown
 */
export function withShown(href, { target, atNs }) {
  const url = new URL(href);
  url.searchParams.delete("sel");
  url.searchParams.delete("at");
  if (target) url.searchParams.set("sel", targetText(target));
  if (atNs !== null) url.searchParams.set("at", String(Math.round(atNs)));
  return url.href;
}

/**
 * runOf reads which run an address shows, or which one beside that; empty for none.
 * @param {string} search
 * @param {"run" | "beside"} [name]
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
 * createAddress is the part of a run's view that keeps the page's address up to
 * date: what is selected, the moment, and on pages that can show several runs
 * also which one it is.
 * @param {{ namesRun: boolean }} options
 */
export function createAddress({ namesRun }) {
  const shown = shownOf(location.search);
  let waiting = 0;
  const write = () => {
    history.replaceState(history.state, "", withShown(location.href, shown));
  };
  const changed = () => {
    if (waiting) return;
    write();
    waiting = window.setTimeout(() => {
      waiting = 0;
      write();
    }, restMs);
  };
  return {
    /**
     * What the address asks for may come yet, but not in another run.
     * @param {import("../../model/trace.js").Trace} trace
     */
    show({ hello: { run = "" } }) {
      if (!namesRun || runOf(location.search) === run) return;
      Object.assign(shown, { target: null, atNs: null });
      history.replaceState(history.state, "", withRun(location.href, run));
      changed();
    },
    /** @param {Target | null} target */
    select(target) {
      shown.target = target;
      changed();
    },
    /** @param {number | null} atNs */
    at(atNs) {
      shown.atNs = atNs;
      changed();
    },
  };
}

/**
 * shownLink returns a link to a page that shows the run of a view there, and
 * what is selected in it.
 * @param {string} path
 * @param {{ trace: import("../../model/trace.js").Trace | null, selected: Target | null, atNs: number | null }} view
 */
export function shownLink(path, { trace, selected, atNs }) {
  const href = new URL(path, location.href).href;
  return withRun(withShown(href, { target: selected, atNs }), trace?.hello.run ?? "");
}

/**
 * restoreRun shows the run that the page's address names.
 * @param {{ restore: (id: string) => Promise<void> }} runner
 */
export function restoreRun(runner) {
  const id = runOf(location.search);
  if (id) runner.restore(id);
}
