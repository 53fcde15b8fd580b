// The settings in the bar on top: theme and language. A change of theme needs
// no other page; a change of language asks for the page at its address as it is
// now, so that nothing that stands there is lost.

import { sheet } from "./later.js";
import { at } from "../net/base.js";

/**
 * wireForcedColors has the page and its canvases take the system's colours while the
 * reader has chosen such. Their sheet is loaded for those who do.
 */
export function wireForcedColors() {
  const forced = matchMedia("(forced-colors: active)");
  const turned = async () => {
    const { dataset } = document.documentElement;
    if (!forced.matches && dataset.forced === undefined) return;
    if (dataset.forced === undefined) await sheet("forced");
    dataset.forced = String(forced.matches); // which has the canvases look at their colours again
  };
  forced.addEventListener("change", turned);
  turned();
}

/** Where the server remembers a setting of the query, and answers nothing. */
const rememberedAt = at("/settings");

/**
 * withSetting returns an address with a setting.
 * @param {string} href
 * @param {string} name
 * @param {string} value
 */
export function withSetting(href, name, value) {
  const url = new URL(href);
  url.searchParams.set(name, value);
  return url.href;
}

/**
 * withoutSetting returns an address that asks for no value of a setting.
 * @param {string} href
 * @param {string} name
 */
export function withoutSetting(href, name) {
  const url = new URL(href);
  url.searchParams.delete(name);
  return url.href;
}

/**
 * linkOf returns the link to a setting that an event happened on.
 * @param {Event} event
 */
function linkOf(event) {
  const link = event.target instanceof Element ? event.target.closest("a[data-setting]") : null;
  return link instanceof HTMLAnchorElement ? link : null;
}

/** @param {HTMLAnchorElement} link */
function settingOf({ dataset: { setting = "", value = "" } }) {
  return { name: setting, value };
}

/**
 * applyTheme shows the page in a theme.
 * @param {Document} page
 * @param {string} theme light, dark or auto
 */
function applyTheme(page, theme) {
  const own = theme === "auto" ? "" : theme;
  page.documentElement.dataset.theme = own;
  page.querySelector('meta[name="color-scheme"]')?.setAttribute("content", own || "light dark");
  for (const link of page.querySelectorAll('a[data-setting="theme"]')) {
    if (!(link instanceof HTMLAnchorElement)) continue;
    if (link.dataset.value === theme) link.setAttribute("aria-current", "true");
    else link.removeAttribute("aria-current");
  }
}

/**
 * wireSettings takes over the links to settings.
 * @param {Document} page
 */
export function wireSettings(page) {
  // A link may be opened in another tab too, so its address is right before any click.
  for (const type of ["pointerdown", "focusin", "click"]) {
    page.addEventListener(type, (event) => {
      const link = linkOf(event);
      if (!link) return;
      const { name, value } = settingOf(link);
      link.href = withSetting(location.href, name, value);
    });
  }
  page.addEventListener("click", (event) => {
    const link = linkOf(event);
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) return;
    const { name, value } = settingOf(link);
    if (name !== "theme") return;
    event.preventDefault();
    applyTheme(page, value);
    history.replaceState(history.state, "", withoutSetting(location.href, name));
    fetch(`${rememberedAt}?${new URLSearchParams({ theme: value })}`).catch(() => {
      // Without the server the theme holds as long as the page is open.
    });
  });
}
