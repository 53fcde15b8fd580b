// What is seldom opened is loaded when it is opened: a module of its own.

import { element } from "./element.js";

/** @typedef {import("./run/view.js").Part} Part */
/** @typedef {import("./text.js").Text} Text */
/** @typedef {import("../model/target.js").Target} Target */
/** @typedef {import("../model/trace.js").Trace} Trace */

/** A page that is being left loses what it was loading, and is gone within this. */
const leavingMs = 1000;

/**
 * loaded waits for a module. Where it cannot be had, for the lab was replaced
 * by another version or is gone, the page says that it has to be loaded again.
 * @template M
 * @param {Promise<M>} module
 * @param {Text} text
 * @returns {Promise<M>}
 */
export async function loaded(module, text) {
  try {
    return await module;
  } catch (error) {
    await new Promise((resolve) => setTimeout(resolve, leavingMs));
    sayOld(text);
    throw error;
  }
}

/** Those asked for. @type {Map<string, Promise<unknown>>} */
const sheets = new Map();

/**
 * sheet waits for a style sheet of what is opened; it stands beside the modules.
 * @param {string} name
 */
export function sheet(name) {
  const asked = sheets.get(name) ?? linked(name);
  sheets.set(name, asked);
  return asked;
}

/** @param {string} name @returns {Promise<unknown>} */
function linked(name) {
  const href = new URL(`./${name}.css`, import.meta.url).href;
  return new Promise((resolve, reject) => {
    const link = element("link", { rel: "stylesheet", href });
    link.addEventListener("load", resolve);
    link.addEventListener("error", reject);
    document.head.append(link);
  });
}

/** @param {Text} text */
function sayOld(text) {
  if (document.querySelector("[data-page-old]")) return;
  const again = element("a", { href: location.href }, text("page.again"));
  const note = element(
    "p",
    { class: "form-error", role: "alert", "data-page-old": "" },
    text("page.old"),
    " ",
    again,
  );
  document.querySelector("main")?.prepend(note);
}

/**
 * laterPart is a part of a run's view that is loaded when it is first needed.
 * It catches up with what happened until then. look is to be called when what
 * isNeeded depends on has changed otherwise.
 * @param {() => Promise<Part>} load
 * @param {(trace: Trace, target: Target | null) => boolean} isNeeded
 * @returns {Part & { changed: () => void, at: (atNs: number | null, known: Trace) => void, look: () => void }}
 */
export function laterPart(load, isNeeded) {
  /** @type {Part | null} */
  let part = null;
  /** @type {Trace | null} */
  let trace = null;
  /** @type {Target | null} */
  let target = null;
  /** The moment, and what was known then. @type {[number | null, Trace] | null} */
  let moment = null;
  let isLoading = false;
  const fetched = async () => {
    try {
      part = await load();
      if (trace) part.show(trace);
      if (moment) part.at?.(...moment);
      if (target) part.select(target);
    } catch (error) {
      console.error(error); // the page says that it has to be loaded again
      isLoading = false;
    }
  };
  const look = () => {
    if (isLoading || !trace || !isNeeded(trace, target)) return;
    isLoading = true;
    fetched();
  };
  return {
    look,
    show(next) {
      [trace, target, moment] = [next, null, null];
      part?.show(next);
      look();
    },
    changed() {
      part?.changed?.();
      look();
    },
    select(next) {
      target = next;
      part?.select(next);
      look();
    },
    at(...next) {
      moment = next;
      part?.at?.(...next);
    },
  };
}
