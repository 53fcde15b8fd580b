// The dock below a timeline: one list of tabs, one panel at a time. On a telephone
// its first tabs lead to the program and to the timeline.

import { nextTab, outlasts, staysOpen } from "./tabs.js";

/** Where the parts are tabs. css/instrument.css has the same width. */
const telephone = "(max-width: 720px)";
/** Parts that are tabs on a telephone only. */
const parts = ["program", "timeline"];

/** @typedef {import("../run/view.js").Part} Part */

export class Dock {
  /** @type {(() => void)[]} */
  #watchers = [];
  #isNarrow = matchMedia(telephone);
  /** The tab whose panel is shown. */
  #shown = "";

  /**
   * @param {HTMLElement} root
   * @param {HTMLElement | null} instrument
   */
  constructor(root, instrument) {
    this.root = root;
    this.instrument = instrument;
    this.tabs = /** @type {HTMLButtonElement[]} */ ([...root.querySelectorAll('[role="tab"]')]);
    this.panels = /** @type {HTMLElement[]} */ ([...root.querySelectorAll("[data-panel]")]);
    for (const tab of this.tabs) {
      tab.disabled = false;
      tab.addEventListener("click", () => this.show(nameOf(tab)));
    }
    root.querySelector("[data-tabs]")?.addEventListener("keydown", (event) => this.#key(event));
    document.addEventListener("click", ({ target }) => this.#lead(target));
    this.#isNarrow.addEventListener("change", () => this.show(this.#shown));
    this.show(this.panels[0]?.dataset.panel ?? "");
    if (this.#isNarrow.matches) this.show("program");
  }

  /** Whether the parts are tabs. */
  get isNarrow() {
    return this.instrument !== null && this.#isNarrow.matches;
  }

  /**
   * isShown reports whether a panel is open.
   * @param {string} name
   */
  isShown(name) {
    return this.#shown === name;
  }

  /**
   * lead opens the panel or part that a link within the page leads into.
   * @param {EventTarget | null} target
   */
  #lead(target) {
    const link = target instanceof Element ? target.closest('a[href^="#"]') : null;
    const place = document.getElementById(link?.getAttribute("href")?.slice(1) ?? "");
    const panel = /** @type {HTMLElement | null | undefined} */ (place?.closest("[data-panel]"));
    if (panel) this.show(panel.dataset.panel ?? "");
    else if (place?.closest("[data-pane-body]")) this.show("program");
    else if (place?.closest("[data-stage-card]")) this.show("timeline");
  }

  /** onShow calls when another panel is open. @param {() => void} watcher */
  onShow(watcher) {
    this.#watchers.push(watcher);
  }

  /**
   * show opens the panel of a tab, or a part of the page.
   * @param {string} name
   */
  show(name) {
    const isPart = parts.includes(name);
    if (isPart && !this.isNarrow) return;
    if (this.instrument) this.instrument.dataset.part = isPart ? name : "dock";
    if (!isPart) {
      this.#shown = name;
      for (const panel of this.panels) panel.toggleAttribute("data-shown", panel.dataset.panel === name);
    }
    for (const tab of this.tabs) mark(tab, nameOf(tab) === name);
    this.#reveal(this.#tab(name));
    for (const watcher of this.#watchers) watcher();
  }

  /**
   * offer shows a tab, or takes it away.
   * @param {string} name
   * @param {boolean} on
   */
  offer(name, on) {
    const tab = this.#tab(name);
    if (!tab || tab.hidden === !on) return;
    tab.hidden = !on;
    this.#panel(name)?.toggleAttribute("data-off", !on);
    if (!on && this.isShown(name)) this.show(this.panels[0].dataset.panel ?? "");
  }

  /**
   * count writes beside a tab how many things its panel lists, if it lists some; null: not known.
   * @param {string} name
   * @param {number | null} n
   */
  count(name, n) {
    const place = this.#tab(name)?.querySelector("[data-count]");
    const words = n ? String(n) : "";
    if (place && place.textContent !== words) place.textContent = words;
  }

  /** ran opens what a new run shows: its timeline, and what was found. */
  ran() {
    if (!outlasts(this.#shown)) this.show("findings");
    if (this.isNarrow) this.show("timeline");
  }

  /** selected opens what is selected, unless the reader reads what stays open. */
  selected() {
    const panel = this.#panel(this.#shown);
    const onTimeline = this.isNarrow && this.instrument?.dataset.part === "timeline";
    this.instrument?.toggleAttribute("data-peek", onTimeline);
    if (onTimeline) {
      this.#shown = "selection";
      for (const each of this.panels) each.toggleAttribute("data-shown", each.dataset.panel === "selection");
      for (const watcher of this.#watchers) watcher();
      return;
    }
    if (panel && !staysOpen(this.#shown, panel.dataset.size === "tall")) this.show("selection");
  }

  /** cleared closes what a telephone shows below the timeline. */
  cleared() {
    this.instrument?.removeAttribute("data-peek");
  }

  /** @param {Event} event */
  #key(event) {
    const { key, target } = /** @type {KeyboardEvent} */ (event);
    const there = this.tabs.filter((tab) => tab.checkVisibility());
    const next = nextTab(key, there.indexOf(/** @type {HTMLButtonElement} */ (target)), there.length);
    if (next === null) return;
    event.preventDefault();
    there[next].focus();
    this.show(nameOf(there[next]));
  }

  /**
   * reveal scrolls the list of tabs, and never the page.
   * @param {HTMLElement | null} tab
   */
  #reveal(tab) {
    const list = tab?.parentElement;
    if (!tab || !list) return;
    const [own, box] = [tab.getBoundingClientRect(), list.getBoundingClientRect()];
    if (own.left < box.left) list.scrollLeft -= box.left - own.left;
    if (own.right > box.right) list.scrollLeft += own.right - box.right;
  }

  /** @param {string} name */
  #tab(name) {
    return this.tabs.find((tab) => nameOf(tab) === name) ?? null;
  }

  /** @param {string} name */
  #panel(name) {
    return this.panels.find((panel) => panel.dataset.panel === name) ?? null;
  }
}

/** @param {HTMLElement} tab */
const nameOf = (tab) => tab.dataset.tab ?? "";

/**
 * @param {HTMLElement} tab
 * @param {boolean} on
 */
function mark(tab, on) {
  tab.setAttribute("aria-selected", String(on));
  tab.tabIndex = on ? 0 : -1;
}

/**
 * createDock takes over a page's dock.
 * @param {ParentNode} page
 */
export function createDock(page) {
  const root = /** @type {HTMLElement} */ (page.querySelector("[data-dock]"));
  return new Dock(root, root.closest("[data-instrument]"));
}
