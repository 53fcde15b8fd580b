// What is selected in a run, and the moment that is shown, in the page's
// address: a link to it and a reload show the same.

import { readTarget, targetText } from "../../model/target.js";

/** @typedef {import("../../model/target.js").Target} Target */

/** @typedef {{ target: Target | null, atNs: number | null }} Shown atNs: the moment; where something is selected, its own unless it says another */

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
  else if (atNs !== null) url.searchParams.set("at", String(Math.round(atNs)));
  return url.href;
}

/**
 * createAddress is the part of a run's view that keeps the page's address, and
 * the links to other settings of the page, up to date.
 * @param {ParentNode} page
 */
export function createAddress(page) {
  /** @type {Shown} */
  const shown = { target: null, atNs: null };
  let waiting = 0;
  const write = () => {
    waiting = 0;
    history.replaceState(history.state, "", withShown(location.href, shown));
    for (const link of page.querySelectorAll("a[data-setting]")) {
      if (link instanceof HTMLAnchorElement) link.href = withShown(link.href, shown);
    }
  };
  const changed = () => {
    waiting ||= window.setTimeout(write, restMs);
  };
  return {
    show() {}, // the address asks for something that may come yet
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
