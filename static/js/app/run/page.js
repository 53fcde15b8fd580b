// The page of a stored run: the same view, fed from the record.

import { createMainView } from "./parts.js";
import { createToolbar } from "./toolbar.js";

/**
 * storedPage draws the run that the page names.
 * @param {import("../text.js").Text} text
 */
export function storedPage(text) {
  const stage = /** @type {HTMLElement} */ (document.querySelector("[data-stage]"));
  const view = createMainView(document, text);
  const toolbar = createToolbar({ root: document, view, text, link: () => location.pathname });
  const id = stage.dataset.run ?? "";
  toolbar.exports(id, "run");
  view.follow(stage.dataset.feed ?? "", () => toolbar.ready());
}
