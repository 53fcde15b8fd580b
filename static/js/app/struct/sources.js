// The record in other languages, one at a time behind tabs, with a button that
// copies the one that is shown.

import { element } from "../element.js";
import { recall, remember } from "../memory.js";

/** @typedef {import("../../net/struct.js").Source} Source */
/** @typedef {import("../text.js").Text} Text */

/** @type {Record<string, string>} */
const names = { python: "Python", go: "Go", c: "C", javascript: "JavaScript" };

/**
 * tabAfter returns the index of the tab that a key leads to; -1 for other keys.
 * @param {string} key
 * @param {number} at
 * @param {number} count
 */
export function tabAfter(key, at, count) {
  if (key === "ArrowRight") return (at + 1) % count;
  if (key === "ArrowLeft") return (at + count - 1) % count;
  if (key === "Home") return 0;
  return key === "End" ? count - 1 : -1;
}

/**
 * createSources brings the sources on the page to life.
 * @param {HTMLElement} place where the sources are, inside their card
 * @param {Text} text
 */
export function createSources(place, text) {
  const card = /** @type {HTMLElement} */ (place.closest("section"));
  const none = card.querySelector("[data-no-sources]");
  const bar = card.querySelector(".copy-bar");
  const note = card.querySelector("[data-copied]");
  let shown = recall("struct.language", "python");

  /** @param {HTMLElement} source */
  const tab = (source) => {
    const language = source.dataset.language ?? "";
    source.id = `source-${language}`;
    source.setAttribute("role", "tabpanel");
    source.setAttribute("aria-labelledby", `tab-${language}`);
    const attributes = {
      type: "button",
      role: "tab",
      id: `tab-${language}`,
      "aria-controls": source.id,
      "data-tab": language,
    };
    return element("button", attributes, names[language] ?? language);
  };

  const panels = () => [...place.querySelectorAll(".source")].filter((found) => found instanceof HTMLElement);
  const tabs = () =>
    [...place.querySelectorAll("[data-tab]")].filter((found) => found instanceof HTMLElement);

  /** @param {string} language */
  const show = (language) => {
    shown = language;
    if (note) note.textContent = "";
    for (const panel of panels()) panel.hidden = panel.dataset.language !== language;
    for (const button of tabs()) {
      const on = button.dataset.tab === language;
      button.setAttribute("aria-selected", String(on));
      button.tabIndex = on ? 0 : -1;
    }
  };

  const enliven = () => {
    const sources = panels();
    if (none instanceof HTMLElement) none.hidden = sources.length > 0;
    if (bar instanceof HTMLElement) bar.hidden = sources.length === 0;
    if (sources.length === 0) return;
    const list = element("div", { class: "tabs", role: "tablist", "aria-label": text("struct.languages") });
    list.append(...sources.map(tab));
    place.prepend(list);
    show(shown);
  };

  place.addEventListener("click", (event) => {
    const button = event.target instanceof Element ? event.target.closest("[data-tab]") : null;
    if (!(button instanceof HTMLElement)) return;
    show(button.dataset.tab ?? "");
    remember("struct.language", shown);
  });
  place.addEventListener("keydown", (event) => {
    const all = tabs();
    const at = all.findIndex((button) => button === document.activeElement);
    const next = at < 0 ? -1 : tabAfter(event.key, at, all.length);
    if (next < 0) return;
    event.preventDefault();
    all[next].focus();
    all[next].click();
  });
  const copy = card.querySelector("[data-copy]");
  copy?.removeAttribute("disabled");
  copy?.addEventListener("click", async () => {
    const code = panels()
      .find(({ hidden }) => !hidden)
      ?.querySelector("code");
    if (code && note) note.textContent = (await copied(code)) ? text("struct.copied") : text("struct.copy");
  });
  enliven();
  return {
    /** @param {Source[]} sources */
    draw(sources) {
      place.replaceChildren(
        ...sources.map(({ language, text: program }) =>
          element(
            "section",
            { class: "source", "data-language": language },
            element("h3", {}, names[language] ?? language),
            element("pre", { class: "script", tabindex: "0" }, element("code", {}, program)),
          ),
        ),
      );
      enliven();
    },
  };
}

/**
 * copied tries the clipboard, which pages over plain HTTP do not have; there it
 * selects the text.
 * @param {HTMLElement} code
 */
async function copied(code) {
  try {
    await navigator.clipboard.writeText(code.textContent ?? "");
    return true;
  } catch {
    getSelection()?.selectAllChildren(code);
    return false;
  }
}
