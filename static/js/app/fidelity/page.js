// The fidelity page: measures what observing costs, or shows how somebody
// else's measurement goes on, and puts the result into the page's tables.

import { rememberedAs } from "../../net/feed.js";
import { followMeasure, measure } from "../../net/measure.js";
import { unavailable } from "../element.js";

/** @typedef {import("../text.js").Text} Text */
/** @typedef {import("../../net/measure.js").MeasureLine} MeasureLine */
/** @typedef {import("../../net/measure.js").Result} Result */

/**
 * said returns what a line means to the reader.
 * @param {MeasureLine} line
 * @param {boolean} own whether the lines before were of the reader's own
 * @param {Text} text
 * @returns {{ words: string, share: number, own: boolean, result?: Result }}
 */
export function said(line, own, text) {
  if ("share" in line) {
    const percent = Math.floor(line.share * 100);
    const words = line.own ? text("measure.own", percent) : text("measure.other", percent);
    return { words, share: line.share, own: line.own };
  }
  if ("cells" in line) return { words: text("measure.done"), share: 1, own, result: line };
  const words = own ? text("measure.stopped") : text("measure.stopped.other");
  return { words, share: 0, own };
}

/**
 * fillIn puts a result into the page. A cell that has no text keeps what says
 * that nothing was measured.
 * @param {ParentNode} card
 * @param {Result} result
 * @param {string} none
 */
export function fillIn(card, { cells, bars }, none) {
  for (const cell of card.querySelectorAll("[data-cell]"))
    cell.textContent = cells[cell.getAttribute("data-cell") ?? ""] ?? none;
  for (const bar of card.querySelectorAll("[data-bar]"))
    bar.setAttribute("width", `${bars[bar.getAttribute("data-bar") ?? ""] ?? 0}%`);
}

/**
 * @param {ParentNode} root
 * @param {string} selector
 */
function part(root, selector) {
  return /** @type {HTMLElement} */ (root.querySelector(selector));
}

/**
 * showWay says how events came to this tab.
 * @param {ParentNode} root
 * @param {string | null} way null where none came
 */
export function showWay(root, way) {
  const shown = way === null ? "" : way || "websocket";
  for (const said of root.querySelectorAll("[data-feed-way]"))
    /** @type {HTMLElement} */ (said).hidden = said.getAttribute("data-feed-way") !== shown;
}

/**
 * fidelityPage brings the fidelity page to life.
 * @param {Text} text
 * @param {(sentence: string) => void} say
 */
export function fidelityPage(text, say) {
  showWay(document, sessionStorage.getItem(rememberedAs));
  const card = document.querySelector("[data-measure]");
  const form = card?.querySelector("form");
  if (!card || !form) return;
  const start = part(card, "[data-measure-start]");
  const stop = part(card, "[data-measure-stop]");
  const status = part(card, "[data-measure-status]");
  const progress = /** @type {HTMLProgressElement} */ (part(card, "[data-measure-progress]"));
  const error = part(card, "[data-error]");
  /** @type {AbortController | undefined} */
  let going;
  let own = false;

  /** @param {MeasureLine} line */
  const show = (line) => {
    const now = said(line, own, text);
    own = now.own;
    status.textContent = now.words;
    progress.value = now.share;
    unavailable(stop, !own);
    if (now.result) fillIn(card, now.result, text("measure.none"));
  };

  /** @param {typeof measure} ask */
  const run = async (ask) => {
    const controller = new AbortController();
    going = controller;
    own = false;
    error.hidden = true;
    progress.hidden = false;
    progress.value = 0;
    unavailable(start, true);
    try {
      await ask(show, controller.signal);
      say(status.textContent ?? "");
    } catch (problem) {
      if (controller.signal.aborted) {
        status.textContent = text("measure.stopped");
      } else {
        status.textContent = "";
        error.textContent = problem instanceof Error ? problem.message : text("run.failed");
        error.hidden = false;
      }
    } finally {
      going = undefined;
      progress.hidden = true;
      unavailable(start, false);
      unavailable(stop, true);
    }
  };

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (going) say(status.textContent ?? "");
    else run(measure);
  });
  stop.addEventListener("click", () => {
    if (own) going?.abort();
    else if (going) say(status.textContent ?? "");
  });
  if (card.hasAttribute("data-under-way")) run(followMeasure);
}
