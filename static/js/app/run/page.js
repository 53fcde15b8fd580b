// The page of a stored run: the same view, fed from the record.

import { sharedLink, shownOf } from "./address.js";
import { createMainView } from "./parts.js";
import { createPanes } from "../dock/panes.js";
import { createToolbar } from "./toolbar.js";

/**
 * storedPage draws the run that the page names.
 * @param {import("../text.js").Text} text
 * @param {(sentence: string) => void} say
 */
export function storedPage(text, say) {
  createPanes(text, say);
  const stage = /** @type {HTMLElement} */ (document.querySelector("[data-stage]"));
  const { view } = createMainView(document, text, { namesRun: false });
  view.want(shownOf(location.search));
  const link = () => sharedLink(location.pathname);
  const toolbar = createToolbar({ root: document, view, text, link });
  const id = stage.dataset.run ?? "";
  toolbar.exports(id, "run");
  view.follow({ feed: stage.dataset.feed ?? "" }, () => toolbar.ready());
}
