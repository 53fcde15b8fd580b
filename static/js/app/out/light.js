// The colours of the light theme, whichever one the reader has.

import { readTheme } from "../../render/theme.js";

/**
 * lightTheme reads them: the page is light for as long as that takes, and is not
 * drawn meanwhile.
 * @param {HTMLElement} root
 * @returns {import("../../render/theme.js").Theme}
 */
export function lightTheme(root) {
  const page = document.documentElement;
  const own = page.getAttribute("data-theme");
  page.setAttribute("data-theme", "light");
  try {
    return readTheme(root);
  } finally {
    if (own === null) page.removeAttribute("data-theme");
    else page.setAttribute("data-theme", own);
  }
}
