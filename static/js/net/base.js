// Where the lab is: the scripts know it by their own address, BASE/static/VERSION/x.js.

/**
 * baseOf is the path that all addresses of the lab begin with, empty for none.
 * @param {string} script address of a script
 */
export function baseOf(script) {
  const url = new URL("../..", script);
  return url.protocol === "file:" ? "" : url.pathname.replace(/\/$/, "");
}

const base = baseOf(import.meta.url);

/**
 * at is the address of a path of the lab.
 * @param {string} path from its root on
 */
export const at = (path) => base + path;
