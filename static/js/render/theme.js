// Colours and faces, read from the page's custom properties.

const tokens = [
  "paper",
  "card",
  "ink",
  "dim",
  "line",
  "accent",
  "m1",
  "m2",
  "m3",
  "m4",
  "header",
  "coalesced",
  "coalesced-bg",
  "exact",
  "exact-bg",
  "split",
  "lost",
];

/**
 * Theme is what the painter paints with.
 * @typedef {object} Theme
 * @property {Record<string, string>} colors by token
 * @property {string} mono family
 * @property {string} sans family
 * @property {string} [ids] what the ids in a picture begin with: pictures in one document have different ones
 */

const monoFamily =
  'ui-monospace, "SF Mono", "Cascadia Mono", "DejaVu Sans Mono", Menlo, Consolas, "Noto Sans Mono", monospace';

/**
 * readTheme reads the properties that hold for an element.
 * @param {Element} element
 * @returns {Theme}
 */
export function readTheme(element) {
  const style = getComputedStyle(element);
  const entries = tokens.map((token) => [token, style.getPropertyValue(`--${token}`).trim() || "#888888"]);
  return {
    colors: Object.fromEntries(entries),
    mono: style.getPropertyValue("--mono").trim() || monoFamily,
    sans: style.fontFamily || "sans-serif",
  };
}

/**
 * watchTheme calls back when colours may have changed; it returns a function
 * that ends the watch.
 * @param {() => void} changed
 */
export function watchTheme(changed) {
  const media = matchMedia("(prefers-color-scheme: dark)");
  media.addEventListener("change", changed);
  const observer = new MutationObserver(changed);
  observer.observe(document.documentElement, { attributes: true });
  return () => {
    media.removeEventListener("change", changed);
    observer.disconnect();
  };
}
