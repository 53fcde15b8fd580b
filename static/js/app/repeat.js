// Repeat: the same experiment many times, and how often each outcome came.

import { repeatRuns } from "../net/api.js";
import { element } from "./element.js";

/** @typedef {import("./text.js").Text} Text */
/** @typedef {import("../net/api.js").Repeated} Repeated */

/**
 * count adds up outcomes, the most frequent first.
 * @param {{ outcome: string, run: string }[]} results
 * @returns {{ outcome: string, times: number, run: string }[]} run is the first that came out so
 */
export function count(results) {
  /** @type {Map<string, { outcome: string, times: number, run: string }>} */
  const counts = new Map();
  for (const { outcome, run } of results) {
    const known = counts.get(outcome);
    if (known) known.times++;
    else counts.set(outcome, { outcome, times: 1, run });
  }
  return [...counts.values()].sort((a, b) => b.times - a.times);
}

/**
 * @param {{ outcome: string, times: number, run: string }} counted
 * @param {number} total
 * @param {Text} text
 */
function outcomeItem({ outcome, times, run }, total, text) {
  const percent = `${Math.round((times * 100) / total)}%`;
  const bar = element("meter", { min: "0", max: String(total), value: String(times), "aria-hidden": "true" });
  const link = element("a", { href: `/runs/${encodeURIComponent(run)}` }, outcome || "∅");
  return element(
    "li",
    {},
    bar,
    element("b", {}, percent),
    link,
    element("small", {}, text("repeat.count", times)),
  );
}

/**
 * createRepeat draws repeats into the card under root.
 * @param {ParentNode} root
 * @param {Text} text
 */
export function createRepeat(root, text) {
  const card = root.querySelector("[data-repeat]");
  const list = root.querySelector("[data-repeat-list]");
  const note = element("p", { class: "dim", role: "status" });
  list?.before(note);

  /**
   * @param {Repeated[]} results
   * @param {number} n
   */
  const draw = (results, n) => {
    const counts = count(results);
    list?.replaceChildren(...counts.map((counted) => outcomeItem(counted, results.length, text)));
    const done = results.length === n;
    note.textContent = done
      ? text("repeat.done", n, counts.length)
      : text("repeat.running", results.length + 1, n);
  };

  return {
    /**
     * run repeats until n runs are there or the signal is aborted.
     * @param {import("../net/api.js").Order} order
     * @param {number} n
     * @param {(results: Repeated[]) => void} onResult
     * @param {AbortSignal} signal
     */
    async run(order, n, onResult, signal) {
      /** @type {Repeated[]} */
      const results = [];
      if (card instanceof HTMLElement) card.hidden = false;
      draw(results, n);
      await repeatRuns(
        order,
        n,
        (result) => {
          results.push(result);
          draw(results, n);
          onResult(results);
        },
        signal,
      );
    },
  };
}
