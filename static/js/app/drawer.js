// The drawer with the lessons: opened by its buttons and by a key, closed by Esc, by
// its own button and by a press beside it. The focus goes back where it was.

import { onKey } from "./keys/keys.js";

/** wireDrawer lets the page's drawer be opened. @param {Document} page */
export function wireDrawer(page) {
  const drawer = page.querySelector("dialog[data-drawer]");
  if (!(drawer instanceof HTMLDialogElement)) return;
  const open = () => {
    if (drawer.open) return;
    drawer.showModal();
    const here = drawer.querySelector('.lessons [aria-current="page"]');
    if (!(here instanceof HTMLElement)) return;
    here.scrollIntoView({ block: "center", behavior: "instant" });
    here.focus({ preventScroll: true });
  };
  for (const button of page.querySelectorAll("[data-drawer-open]")) {
    button.setAttribute("role", "button");
    button.setAttribute("aria-haspopup", "dialog");
    button.addEventListener("click", (event) => {
      const { ctrlKey, metaKey, shiftKey } = /** @type {MouseEvent} */ (event);
      if (ctrlKey || metaKey || shiftKey) return;
      event.preventDefault();
      open();
    });
  }
  drawer.addEventListener("click", (event) => {
    const target = /** @type {Element} */ (event.target);
    if (target === drawer || target.closest("[data-drawer-close], [data-drawer-map]")) drawer.close();
  });
  onKey("drawer", open);
}
